import RunFolders

/// Every command, in the order of the help.
let commands: [CommandSpec] = [
    CommandSpec(
        name: "render", summary: "Renders records to documents, without a ledger.",
        usage: "TEMPLATE RECORDS -o PATH [options]", operands: 2...2,
        options: [
            OptionSpec(
                name: "output", short: "o", value: "PATH",
                help: "folder, x.tar, x.pdf or x.html (one record), - (tar to stdout)"),
            OptionSpec(
                name: "channel", short: "c", value: "C",
                help: "pdf (standard) or portal (for x.html)"),
            .workers,
            OptionSpec(
                name: "dump", short: nil, value: "SEAM",
                help: "boxes or pages as text (- is plain text)"),
            OptionSpec(
                name: "sha256", short: nil, value: "PATH",
                help: "the documents' digests, for sha256sum -c"),
            OptionSpec(
                name: "proof", short: nil, value: "P%", isOptional: true,
                help: "read PDFs back: all, or a share of them"),
            OptionSpec(
                name: "quarantine", short: nil, value: "PATH",
                help: "refused records (PATH.quarantine.ndjson)"),
            .fonts,
        ],
        example: "fatura render templates/telecom cycle.ndjson -o bills/", run: render),
    CommandSpec(
        name: "batch",
        summary: "Renders a billing cycle into a folder that accounts for every record.",
        usage: "TEMPLATE RECORDS -o RUN [options]", operands: 2...2,
        options: [
            OptionSpec(
                name: "output", short: "o", value: "RUN",
                help: "the run's folder; the same command goes on in it"),
            OptionSpec(
                name: "channel", short: "c", value: "C,…",
                help: "pdf (standard), portal, both, or auto[:C]: what customers prefer, else C"),
            .workers,
            OptionSpec(
                name: "pack", short: nil, value: "KIND",
                help:
                    "what documents are kept in: tar (standard), zip, files; print for a print shop"
            ),
            OptionSpec(
                name: "preset", short: nil, value: "NAME|FILE",
                help: "paper, envelopes and marks of --pack print"),
            OptionSpec(
                name: "exclude", short: nil, value: "FILE",
                help: "ids that are left out, one a line"),
            OptionSpec(
                name: "against", short: nil, value: "RUN",
                help: "a finished run: bills that it has already, charges far from its own"),
            OptionSpec(
                name: "expect", short: nil, value: "COUNT,TOTAL[,CUR]",
                help: "what the input must hold, else nothing is rendered"),
            OptionSpec(
                name: "max-reject", short: nil, value: "P%",
                help: "ends the run when more of all records are held or rejected"),
            OptionSpec(
                name: "sign", short: nil, value: "KEY",
                help: "signs the manifest with an Ed25519 key, PEM"),
            OptionSpec(
                name: "durability", short: nil, value: "D",
                help: "full (standard), shard or none: what survives a power cut"),
            OptionSpec(
                name: "shard", short: nil, value: "I/N",
                help: "one of N parts, the first is 0/N; auto, auto/N: an array job's task"),
            OptionSpec(
                name: "emit", short: nil, value: "ndjson",
                help: "a line for each document on stdout; ndjson=base64 with its bytes"),
            OptionSpec(
                name: "shard-size", short: nil, value: "KIB",
                help: "records that are rendered together (4096)"),
            OptionSpec(
                name: "dry-run", short: nil, value: nil,
                help: "what it would take in time and room, from a sample; makes no run"),
            OptionSpec(name: "json", short: nil, value: nil, help: "--dry-run for programs"),
            OptionSpec(
                name: "metrics-port", short: nil, value: "PORT",
                help: "serves /metrics for Prometheus; ADDRESS:PORT for others than 127.0.0.1"),
            OptionSpec(
                name: "quiet", short: "q", value: nil, help: "no progress, no summary"),
            .fonts,
        ],
        example: "fatura batch templates/telecom cycle.ndjson -o run", run: batch),
    CommandSpec(
        name: "merge", summary: "Joins the folders of a run's parts into one.",
        usage: "RUN… -o RUN [options]", operands: 1...RunPart.most,
        options: [
            OptionSpec(
                name: "output", short: "o", value: "RUN",
                help: "the whole run's folder; the same command goes on in it"),
            OptionSpec(
                name: "copy", short: nil, value: nil,
                help: "copies files; otherwise they are linked where that is possible"),
            OptionSpec(
                name: "sign", short: nil, value: "KEY",
                help: "signs the manifest with an Ed25519 key, PEM"),
            OptionSpec(
                name: "durability", short: nil, value: "D",
                help: "full (standard), shard or none: what survives a power cut"),
        ],
        example: "fatura merge part-* -o run", run: merge),
    CommandSpec(
        name: "reprint", summary: "Prints some documents of a print run once more.",
        usage: "RUN ID… -o FILE.pdf [options]", operands: 1...100_000,
        options: [
            OptionSpec(
                name: "output", short: "o", value: "FILE.pdf",
                help: "the print file; its index is FILE.csv"),
            OptionSpec(
                name: "ids", short: nil, value: "FILE", help: "more ids, one a line"),
        ],
        example: "fatura reprint run 2026-07-000000042 -o again.pdf", run: reprint),
    CommandSpec(
        name: "verify", summary: "Compares a run's files and documents with its manifest.",
        usage: "RUN [options]", operands: 1...1,
        options: [
            OptionSpec(
                name: "document", short: "d", value: "ID", help: "this one only, and where it lies"),
            OptionSpec(
                name: "rerender", short: "r", value: "P%",
                help: "renders a share of the documents again and compares"),
            OptionSpec(
                name: "template", short: "t", value: "TEMPLATE",
                help: "the pack that documents are rendered again with"),
            OptionSpec(
                name: "key", short: "k", value: "PUB",
                help: "the public key of the manifest's signature, PEM"),
            .workers,
            .fonts,
        ],
        example: "fatura verify run --rerender 1% --template templates/telecom", run: verify),
    CommandSpec(
        name: "deliver",
        summary: "Brings a finished run's files to object storage (S3), each of them once.",
        usage: "RUN s3://BUCKET[/PREFIX] [options]", operands: 2...2,
        options: [
            OptionSpec(
                name: "endpoint", short: "e", value: "URL",
                help: "the store's address (AWS_ENDPOINT_URL, else Amazon's own)"),
            OptionSpec(
                name: "workers", short: "w", value: "N", help: "files at the same time (4)"),
            OptionSpec(
                name: "timeout", short: "t", value: "S",
                help: "seconds without a byte before a request is sent again (30)"),
        ],
        example: "fatura deliver run s3://bills/2026-07 --endpoint https://minio.example:9000",
        run: deliver),
    CommandSpec(
        name: "release-held",
        summary: "Renders held records of a finished run into a run of their own.",
        usage: "RUN ID… --by NAME --reason TEXT --template PACK [options]",
        operands: 2...1_000_000,
        options: [
            OptionSpec(name: "by", short: nil, value: "NAME", help: "who releases them"),
            OptionSpec(name: "reason", short: nil, value: "TEXT", help: "why"),
            OptionSpec(
                name: "template", short: "t", value: "PACK", help: "what the run was rendered with"),
            OptionSpec(
                name: "output", short: "o", value: "RUN",
                help: "the folder of their run (RUN-released-1, …)"),
            OptionSpec(
                name: "preset", short: nil, value: "NAME|FILE",
                help: "paper, envelopes and marks of a print run (those of RUN)"),
            OptionSpec(
                name: "against", short: nil, value: "RUN", isRepeatable: true,
                help: "a run that billed corrections; what it billed is not released (repeatable)"),
            .workers,
            OptionSpec(
                name: "sign", short: nil, value: "KEY",
                help: "signs the manifest with an Ed25519 key, PEM"),
            OptionSpec(
                name: "durability", short: nil, value: "D",
                help: "full (standard), shard or none: what survives a power cut"),
            .fonts,
        ],
        example: """
            fatura release-held run total.unusual --by "Ana Lima" --reason "price rise of July" \\
                --template templates/telecom
            """, run: releaseHeld),
    CommandSpec(
        name: "approve", summary: "Lets a finished run leave, and writes down who said so.",
        usage: "RUN --by NAME [options]", operands: 1...1,
        options: [
            OptionSpec(name: "by", short: nil, value: "NAME", help: "who approves it"),
            OptionSpec(
                name: "reason", short: nil, value: "TEXT",
                help: "why; needed where the run as a whole is held"),
            OptionSpec(
                name: "full", short: nil, value: nil,
                help: "reads all files and documents first, as verify does"),
            .workers,
        ],
        example: "fatura approve run --by \"Ana Lima\"", run: approve),
    CommandSpec(
        name: "check", summary: "Says what is wrong with records, without making documents.",
        usage: "TEMPLATE RECORDS [options]", operands: 2...2,
        options: [
            OptionSpec(
                name: "json", short: "j", value: nil,
                help: "a JSON object for each finding, then one for all"),
            OptionSpec(
                name: "report", short: "r", value: "PATH", help: "a page with charts, HTML"),
            .workers,
            .fonts,
        ],
        example: "fatura check templates/telecom cycle.ndjson --report report.html", run: check),
    CommandSpec(
        name: "lint", summary: "Says what is wrong with a pack, and what could be better.",
        usage: "TEMPLATE [options]", operands: 0...1,
        options: [
            OptionSpec(name: "json", short: "j", value: nil, help: "for programs"),
            OptionSpec(
                name: "strict", short: nil, value: nil, help: "advice makes it fail, too (code 2)"),
            OptionSpec(
                name: "explain", short: "e", value: "CODE", help: "what a code or rule means"),
            .fonts,
        ],
        example: "fatura lint templates/telecom", run: lint),
    CommandSpec(
        name: "sample", summary: "Writes a synthetic cycle of records to standard output.",
        usage: "TEMPLATE -n N [options]", operands: 1...1,
        options: [
            OptionSpec(name: "count", short: "n", value: "N", help: "number of records (1)"),
            OptionSpec(
                name: "seed", short: "s", value: "S", help: "other bills for other seeds (1)"),
            OptionSpec(
                name: "rows", short: "r", value: "R", help: "ordinary bills with R details each"),
            OptionSpec(
                name: "cycle", short: "c", value: "YYYY-MM", help: "month that is billed (2026-07)"),
            OptionSpec(
                name: "faults", short: "f", value: "SPEC",
                help: "wrong bills among them: all, KIND=RATExMAGNITUDE,…, @FILE"),
            OptionSpec(
                name: "truth", short: "t", value: "FILE",
                help: "which bills are wrong, and how (truth.ndjson)"),
        ],
        example: "fatura sample templates/telecom -n 1000 > cycle.ndjson", run: sample),
    CommandSpec(
        name: "payment", summary: "Builds, reads and checks payment codes, a line of JSON each.",
        usage: "[PAYMENTS] [options]", operands: 0...1,
        options: [
            OptionSpec(
                name: "explain", short: "e", value: nil,
                help: "then a table that says what each digit or field is")
        ],
        example: """
            echo '{"family":"iban","kind":"classify","input":{"iban":"CH4431999123000889012"}}' \\
                | fatura payment --explain
            """, run: payment),
    CommandSpec(
        name: "fields", summary: "Lists what a record offers: path, type, meaning, an example.",
        usage: "TEMPLATE [PATTERN] [options]", operands: 1...2,
        options: [
            OptionSpec(
                name: "json", short: nil, value: nil, help: "a JSON array instead of a table"),
            OptionSpec(
                name: "functions", short: nil, value: nil,
                help: "functions and filters of expressions instead"),
            OptionSpec(
                name: "elements", short: nil, value: nil, help: "elements of templates instead"),
        ],
        example: "fatura fields templates/telecom address", run: fields),
]

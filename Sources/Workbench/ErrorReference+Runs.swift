/// Codes of runs: what their folders, settings, ledgers, manifests and signatures are refused for.
extension ErrorReference {
    static let runs: [ErrorReference] = [
        .init(
            "F701", "Another run works here",
            "A process holds the run's folder; the message says which one, where, and since when.",
            cure: "Wait until it ends, end it, or name another folder."),
        .init(
            "F702", "No locks",
            "The file system of the run's folder keeps no locks, so that two runs could write at once.",
            cure: "Put the folder on a local disk, or mount the network's file system with locks."),
        .init(
            "F711", "The template changed",
            "A file of the pack is not what it was when the run was begun.",
            cure: "Put the pack back as it was, or render everything into a new folder."),
        .init(
            "F712", "A font changed",
            "A font's file is not what it was when the run was begun.",
            cure: "Install the font as it was, or render everything into a new folder."),
        .init(
            "F713", "The engine changed",
            "The program, one of its libraries or the class of processors is another one than when the run "
                + "was begun.",
            cure:
                "Go on with the program and libraries it was begun with, or render everything into a new "
                + "folder."),
        .init(
            "F714", "An option changed",
            "An option that changes bytes was given otherwise when the run was begun.",
            cure: "Give the option as before, or render everything into a new folder."),
        .init(
            "F715", "The input changed",
            "The records are not what they were when the run was begun.",
            cure: "Bring back the records as they were, or render everything into a new folder."),
        .init(
            "F721", "Another version of the ledger",
            "The ledger's tables are of another version of the program.",
            cure: "Use the program that made the run, or run again in a new folder."),
        .init(
            "F722", "The ledger is damaged",
            "ledger.sqlite is no ledger, SQLite finds it damaged, or its sums are not those of its rows.",
            cure:
                "Restore it from a copy; or move it away and give the command again, which renders the "
                + "shards anew, to the same bytes."),
        .init(
            "F723", "The ledger is locked",
            "Another program kept the ledger locked for a minute.",
            cure: "End what reads it (an open sqlite3, a backup), then give the command again."),
        .init(
            "F724", "A transaction must be rolled back",
            "A run was killed in the middle of a transaction, and the ledger cannot be written.",
            cure: "Give the run's command again, or copy the folder to where it can be written."),
        .init(
            "F725", "The ledger of another run",
            "The ledger's rows belong to another plan or to other settings.",
            cure: "Give the command that the run was begun with; merge parts of one run only."),
        .init(
            "F726", "SQLite cannot do it",
            "SQLite refused something that it should not refuse; the message has its words.",
            cure: "Look with fatura verify whether the ledger is whole."),
        .init(
            "F727", "A sum is too large",
            "Money of a shard or run sums up to more than 64 bits of minor units.",
            cure: "Look for records with absurd totals."),
        .init(
            "F728", "A document is there twice",
            "Two documents have the same id and channel.",
            cure: "Run again in a new folder: of two equal ids the plan takes one as a duplicate."),
        .init(
            "F729", "Parts of a run contradict each other",
            "A shard is in two parts with different files, counts or money.",
            cure:
                "Leave out the part that was damaged or changed; fatura verify says which one it is."
        ),
        .init(
            "F731", "A file of the run is not what was written",
            "A file that the run writes (settings.json, part.json, the plan, manifest.json) is no JSON, lacks "
                + "a name, or has one that is not known; or the two files of the plan are not of one plan.",
            cure:
                "Restore it from a copy, or run again in a new folder. Move a damaged plan away and give the "
                + "command again with the same records: they are planned anew, and what is rendered stays."
        ),
        .init(
            "F732", "Another version of a file of the run",
            "settings.json or manifest.json is of another version of the program.",
            cure: "Use the program that made the run, or run again in a new folder."),
        .init(
            "F733", "The manifest contradicts itself",
            "The manifest's sums are not those of its shards, or it was laid out anew.",
            cure: "Restore it from a copy: it was changed after the run had written it."),
        .init(
            "F742", "The input is not the expected one",
            "Records or their total are not what --expect says.",
            cure: "Look whether the input is whole and the right one; nothing was rendered."),
        .init(
            "F743", "No expectation",
            "What stands behind --expect is no count and sum.",
            cure:
                "Write COUNT,TOTAL or COUNT,TOTAL,CURRENCY, such as --expect 1000000,184223917.55."),
        .init(
            "F751", "No key",
            "A key is not Ed25519, is damaged, or is the other one of its pair.",
            cure:
                "Make a private one with openssl genpkey -algorithm ed25519, and the public one of it with "
                + "openssl pkey -pubout."),
        .init(
            "F752", "The signature does not fit",
            "The manifest was changed after it was signed, or signed by another key.",
            cure: "Do not send this run before you know which."),
        .init(
            "F753", "No signature",
            "manifest.sig is not a line of 64 bytes in base64.",
            cure: "Restore it from a copy, or sign the run again."),
        .init(
            "F754", "The manifest is not signed",
            "A public key was given, and the run has no manifest.sig.",
            cure: "Give the batch command again with --sign, or restore manifest.sig."),
        .init(
            "F755", "The run cannot be compared with",
            "What --against names is a part of a run, or does not add up.",
            cure: "Name the folder of a whole run that has ended."),
        .init(
            "F756", "The run as a whole is held",
            "Its plan found something wrong with all bills of a kind, such as a charge that costs far more than in the "
                + "last run.",
            cure: "Look at the bills; if they are right all the same, say why with --reason."),
        .init(
            "F757", "A file that an option names cannot be read",
            "What --exclude, --sign or --key names is not there or may not be read. Nothing was begun or changed.",
            cure: "Name a file that can be read, or leave the option out."),
        .init(
            "F758", "The approval is of another manifest",
            "The run was changed after somebody had approved it.",
            cure:
                "Do not send it before you know why; then move approval.json away, and approve it as it is now."
        ),
        .init(
            "F759", "A part is no run",
            "The folder has some of the shards only, and the whole is needed.",
            cure: "Merge the parts, and name the folder of all of them."),
        .init(
            "F761", "A file of the run cannot be read or written",
            "The disk is full, a folder is missing or may not be written; the message has the file and the "
                + "operating system's words.",
            cure: "Mend what it names, then give the same command again: the run goes on."),
        .init(
            "F762", "The records cannot be read",
            "The input is missing, cannot be read, is broken gzip, or became shorter or longer while it was "
                + "read.",
            cure:
                "Bring the records back, or wait until they are written, then give the same command again."
        ),
        .init(
            "F763", "Amounts are too large",
            "The records' amounts sum up to more than 64 bits of minor units. A single amount beyond 10^15 is refused "
                + "by itself (record.money), so thousands of records must be absurd; the message names the largest.",
            cure:
                "Look for amounts that cannot be; correct such records, or take them out of the input."
        ),
        .init(
            "F764", "The records are not those of the plan",
            "What a run keeps of its records was changed, damaged or removed after they were planned.",
            cure:
                "Look after the disk. Move the run's folder plan away and give the command again with the "
                + "same records: they are kept anew, and what is rendered stays."),
        .init(
            "F765", "The run ended before its time",
            "It was asked to end (SIGTERM, SIGINT) and has finished the shards that it had begun; a plan that "
                + "was not finished is made again.",
            cure: "Give the same command again, and the run goes on."),
        .init(
            "F766", "Too many records are kept back",
            "More records are held or rejected, or are duplicates of bills that did not leave, than --max-reject "
                + "allows. A run that had ended has not any more.",
            cure: "Look at the findings, then mend the input and run again, or allow more with "
                + "--max-reject."),
        .init(
            "F767", "The run does not add up",
            "Records or money that came in are not those that were rendered, held, rejected, left out as "
                + "duplicates or excluded; the message has the figures.",
            cure: "Send none of it; keep the folder, and run again in a new one."),
        .init(
            "F768", "Nothing was synced before a power cut",
            "The machine was started anew since the run was killed, and the run was begun with "
                + "--durability none.",
            cure: "Render everything into a new folder."),
        .init(
            "F769", "No room for the workers",
            "The system does not give the threads or the memory that so many workers need; the run has not begun.",
            cure:
                "Take fewer workers or smaller shards, or allow more memory (ulimit -v, the container's limit) "
                + "and processes (ulimit -u)."),
        .init(
            "F771", "A document cannot be printed",
            "A pack, the records or the ledger of a print run are not what the run wrote, so a document is not "
                + "taken for print.",
            cure:
                "Restore what the message names from a copy; or move the pack away and give the batch command "
                + "again, which makes it anew, to the same bytes."),
        .init(
            "F772", "There is nothing to reprint from",
            "The folder is no whole print run that has ended.",
            cure: "Name the folder of a run of fatura batch --pack print, or of its merged parts."),
        .init(
            "F773", "A sheet's mark cannot be made",
            "A Data Matrix does not hold what the preset puts into it, such as a very long id.",
            cure: "Run again in a new folder, with a preset whose mark does not hold the document."),
        .init(
            "F774", "A document was not printed",
            "A reprint was asked for documents that are not in the run's index.",
            cure:
                "Look for them in print/index.csv; fatura verify --document ID says what became of one."
        ),
        .init(
            "F775", "The index is not the run's",
            "print/index.csv has other bytes than the manifest says, or the ledger has not what it says.",
            cure: "Give the batch or merge command again, which writes it anew."),
        .init(
            "F776", "The preset cannot be read",
            "There is no such preset, it is no JSON, something in it is no object where one is wanted, or the run whose "
                + "held bills are released prints nothing.",
            cure:
                "Name a file, or one of those in presets/; docs/packs.md has all that a preset holds."
        ),
        .init(
            "F777", "A name of the preset",
            "The preset has a name that it does not know, has one twice, or lacks one.",
            cure: "Take one of those that the message names."),
        .init(
            "F778", "A value of the preset",
            "A value of the preset is none that its name takes; lengths are millimetres with up to three decimals.",
            cure: "Take one of those that the message names."),
        .init(
            "F779", "A mark is not on the paper",
            "The mark and the clear space around it would reach over an edge of the preset's paper, or hold more "
                + "than a symbol does.",
            cure: "Move it, make its modules smaller, or let it hold less."),
        .init(
            "F781", "Metrics cannot be served",
            "The port of --metrics-port is in use, may not be had by this user, or the address is none of this "
                + "machine's; the run has not begun.",
            cure: "Name another port, or 0 for one that is free, and an address of this machine."),
        .init(
            "F782", "The sample has no place",
            "--dry-run tries a sample in a temporary folder beside the run's, and none can be made there.",
            cure: "Let this user write there, or name a folder elsewhere with -o."),
        .init(
            "F783", "The report could not be drawn",
            "report.html could not be written, or the ledger not be read for it; the run is not affected.",
            cure: "Give the same command again, which draws it anew."),
        .init(
            "F784", "The disk is too small",
            "By a sample, the run needs more room than is free where its folder would be.",
            cure: "Make room there, or name a folder on another disk."),
        .init(
            "F785", "No held record",
            "A name is neither the id of a held record nor a rule that one is held for.",
            cure: "Look into the quarantine; what is rejected must be corrected and run again."),
        .init(
            "F786", "Released already",
            "A record is released once, and each release has a folder of its own.",
            cure:
                "If a release was cut off, give its command again: same person, reason and records."
        ),
        .init(
            "F787", "The list of releases is damaged",
            "A line of releases.ndjson is no release, is another run's, or releases a record a second time; or a copy "
                + "of it in releases/ is another one or is missing.",
            cure: "Restore it from a copy: lines of it are added and never changed."),
        .init(
            "F788", "Billed by another run",
            "A run that release-held --against names has billed the same id, or released it.",
            cure: "Do not release it; its correction is what counts."),
        .init(
            "F789", "Held for other rules too",
            "No record is held only for the rules that were named.",
            cure: "Name all of the rules, or the records by their ids."),
        .init(
            "F790", "A release is not in the list",
            "Beside the run lies a supplement of it whose release is not in releases.ndjson.",
            cure: "Restore the list from a copy: what it does not have would go out twice."),
        .init(
            "F791", "The run has not ended",
            "The folder has no manifest, which a run writes last.",
            cure: "Give the batch command again, and verify or merge when it has ended."),
        .init(
            "F792", "Settings or plan are not the manifest's",
            "A file that the run was begun with is another one, or parts were planned from different inputs.",
            cure: "Restore it from a copy; run parts with one input, pack and program."),
        .init(
            "F793", "Shards are missing",
            "The parts that were named are not the whole run; the message says which part would have them.",
            cure: "Run the missing part, and merge again."),
        .init(
            "F794", "A file of the run is gone",
            "The manifest names a file that is not there.",
            cure:
                "Restore it from a copy, or give the batch command again, which makes the shard anew."
        ),
        .init(
            "F795", "A file of the run has other bytes",
            "Its digest is not that of the manifest.",
            cure: "Restore it from a copy, or move it away and give the batch command again."),
        .init(
            "F796", "A document is damaged",
            "The bytes at its place in the pack have another digest than its row says.",
            cure: "Restore the pack from a copy, or move it away and give the batch command again."),
        .init(
            "F797", "The ledger was changed",
            "Its rows are not those that the manifest names.",
            cure:
                "Restore the ledger from a copy; or move it and the manifest away and give the batch command "
                + "again, which renders the shards anew, to the same bytes."),
        .init(
            "F798", "A document rendered again has other bytes",
            "Pack, fonts, program or libraries are others than the run's, or its documents were changed.",
            cure: "Look what the settings say has changed; render with what the run was begun with."
        ),
        .init(
            "F799", "There is no such document",
            "The ledger has no document of that id, and no record.",
            cure:
                "Look whether the id is written as in the input, and the run the right one."
        ),
    ]
}

import Compression
import Primitives
public import RunFolders

/// Some documents of a finished print run once more: a small PDF file and an index of its own.
///
/// They keep their envelopes' numbers and their order; marks and index say that it is a reprint. The run itself is
/// only read.
public struct Reprint {
    private let paths: RunPaths
    private let documents: Set<String>
    private let output: String

    /// A reprint.
    ///
    /// - Parameters:
    ///   - run: the run's folder.
    ///   - documents: their ids.
    ///   - output: the PDF file; the index lies beside it, with `.csv` in place of `.pdf`.
    public init(run: String, documents: [String], output: String) {
        paths = RunPaths(folder: run)
        self.documents = Set(documents)
        self.output = output
    }

    /// The index's path.
    public var index: String { Reprint.index(of: output) }

    /// The path of the index that belongs to a PDF file.
    public static func index(of output: String) -> String {
        (output.hasSuffix(".pdf") ? String(output.dropLast(4)) : output) + ".csv"
    }

    /// Writes both files; each has its name only when it is whole.
    ///
    /// - Throws: `RunFolderError`; F772 for what is no finished print run, F774 for documents that it did not
    ///   print, F775 for an index that is not the run's.
    public func run() throws(RunFolderError) -> PrintOutcome {
        let (preset, lines) = try find()
        let ledger = try Ledger(reading: paths.ledger)
        var outcome = PrintOutcome()
        outcome.documents = lines.count
        outcome.sheets = lines.reduce(0) { $0 + $1.sheets }
        var writer = try withFiles { () throws(FileError) in
            try PrintWriter(
                output, path: output, sheets: outcome.sheets, preset: preset, isReprint: true,
                bill: PaperBill(paths), durability: .full)
        }
        var table = try withFiles { () throws(FileError) in
            try PrintIndexWriter(index, path: index, durability: .full)
        }
        for envelope in Reprint.envelopes(lines) {
            outcome.envelopes += 1
            try add(envelope, preset, ledger, &writer, &table)
        }
        var identity = ByteBuffer()
        for line in lines { identity.append(string: line.document + line.sha256) }
        outcome.strangePages = writer.strangePages
        let digest = SHA256Digest(of: identity.view)
        let file = try withFiles { () throws(FileError) in try writer.commit(identifier: digest) }
        outcome.files = [try withFiles { () throws(FileError) in try table.commit() }, file]
        return outcome
    }

    /// Lines that are put into one envelope, which follow each other.
    private static func envelopes(_ lines: [IndexLine]) -> [[IndexLine]] {
        var envelopes: [[IndexLine]] = []
        for line in lines {
            if let last = envelopes.last?.last, last.envelope == line.envelope {
                envelopes[envelopes.count - 1].append(line)
            } else {
                envelopes.append([line])
            }
        }
        return envelopes
    }

    private func add(
        _ lines: [IndexLine], _ preset: PrintPreset, _ ledger: Ledger,
        _ writer: inout PrintWriter, _ table: inout PrintIndexWriter
    ) throws(RunFolderError) {
        let sheets = lines.reduce(0) { $0 + $1.sheets }
        var first = 1
        for old in lines {
            var line = old
            (line.file, line.printed) = (name(of: output), "again")
            (line.firstSheet, line.envelopeSheets) = (first, sheets)
            line.firstPage = writer.nextPage
            line.mark = preset.mark.payload(of: line, place: writer.sheets, isReprint: true)
            let places = try ledger.documents(ofId: line.document)
            guard let place = places.first(where: { $0.sha256.hexadecimal == line.sha256 }) else {
                throw strange("the ledger has no document “\(line.document)” of this digest")
            }
            guard preset.sheets(ofPages: place.pages) == line.sheets else {
                throw strange("“\(line.document)” has not \(line.sheets) sheets")
            }
            try writer.add(
                place, envelope: line.envelope, firstSheet: first, ofSheets: sheets)
            try withFiles { () throws(FileError) in try table.add(line) }
            first += line.sheets
        }
    }

    private func name(of path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? path
    }

    // MARK: The run

    /// The run's preset, and the lines of the documents in the order of its index.
    private func find() throws(RunFolderError) -> (PrintPreset, [IndexLine]) {
        guard let manifest = try Manifest.read(paths), manifest.packs == .print,
            let fact = manifest.print.first,
            let text = manifest.settings.options.first(where: { $0.name == PrintPreset.option })
        else {
            throw .refused(
                Diagnostics([
                    Diagnostic(
                        code: "F772", file: paths.folder,
                        message: "this is no print run that has ended",
                        cure: "name the folder of a whole run of fatura batch --pack print")
                ]))
        }
        let preset: PrintPreset
        do throws(Diagnostics) {
            preset = try PrintPreset(stored: text.value)
        } catch {
            throw .refused(error)
        }
        let path = paths.path(fact.name)
        let found = try withFiles { () throws(FileError) in
            try FileFact(reading: path, name: fact.name)
        }
        guard found == fact else { throw strange("it is not the one that the manifest names") }
        let lines = try withFiles { () throws(FileError) in
            var reader = try PrintIndexReader(path)
            return try reader.lines(of: documents)
        }
        guard let lines else { throw strange("it is no index") }
        try check(lines)
        return (preset, lines)
    }

    private func check(_ lines: [IndexLine]) throws(RunFolderError) {
        let missing = documents.subtracting(lines.map(\.document)).sorted()
        guard !missing.isEmpty else { return }
        let named = missing.prefix(8).map { "“\($0)”" }.joined(separator: ", ")
        let rest = missing.count > 8 ? " and \(missing.count - 8) more" : ""
        throw .refused(
            Diagnostics([
                Diagnostic(
                    code: "F774", file: paths.folder,
                    message: "the run did not print \(named)\(rest)",
                    cure:
                        "fatura verify --document ID says what became of one; print/index.csv has "
                        + "all that were printed")
            ]))
    }

    private func strange(_ words: String) -> RunFolderError {
        .refused(
            Diagnostics([
                Diagnostic(
                    code: "F775", file: paths.path(RunPaths.printIndexName), message: words,
                    cure: "give the batch command again, which writes it anew")
            ]))
    }
}

import Compression
import Primitives
public import RunFolders

/// What was put in order for a print shop.
public struct PrintOutcome: Sendable {
    /// The index, then the print files.
    public internal(set) var files: [FileFact] = []
    /// Documents on paper.
    public internal(set) var documents = 0
    /// Envelopes.
    public internal(set) var envelopes = 0
    /// Sheets.
    public internal(set) var sheets = 0
    /// Print files that were there already, whole.
    public internal(set) var kept = 0
    /// Pages written now that are not of the preset's paper.
    public internal(set) var strangePages = 0
}

/// The third step of a print run, once all of its shards are in the ledger: its index and its print files.
///
/// Everything depends on the plan, the ledger, the kept records and the preset alone. A file has its name only when
/// it is whole, and then the ledger says so; one that is there with its digest is not made again. So it can be
/// killed anywhere, and goes on with the same command to the same bytes.
public struct PrintRun {
    private let paths: RunPaths
    private let preset: PrintPreset
    private let durability: Durability

    /// The printing of a run.
    public init(_ paths: RunPaths, preset: PrintPreset, durability: Durability) {
        self.paths = paths
        self.preset = preset
        self.durability = durability
    }

    /// Makes what is not there.
    ///
    /// - Parameters:
    ///   - run: the plan of all shards.
    ///   - ledger: has them all.
    ///   - isStopped: asked between files; none is begun once it says so.
    /// - Returns: nil if it was stopped.
    /// - Throws: `RunFolderError`; F771 for packs and records that are not the run's, F773 for a mark that cannot
    ///   be made.
    public func run(
        _ run: RunPlan, _ ledger: Ledger, isStopped: () -> Bool
    ) throws(RunFolderError) -> PrintOutcome? {
        try withFiles { () throws(FileError) in try paths.makePrintFolder() }
        let plan = try PrintPlanner(paths, preset).plan(run, ledger)
        guard !isStopped() else { return nil }
        let index = try writeIndex(of: plan, ledger)
        var outcome = PrintOutcome()
        outcome.files = [index]
        outcome.documents = plan.rows.count
        outcome.envelopes = plan.envelopes.count
        let bill = PaperBill(paths)
        for number in plan.files.indices {
            guard !isStopped() else { return nil }
            outcome.sheets += plan.files[number].sheets
            let name = RunPaths.printName(number)
            if let kept = try ledger.printFile(name, index: index.sha256), isWhole(kept) {
                outcome.kept += 1
                outcome.files.append(kept)
                continue
            }
            let (file, strange) = try write(number, of: plan, ledger, bill, index: index.sha256)
            try ledger.add(printFile: file, index: index.sha256)
            outcome.strangePages += strange
            outcome.files.append(file)
        }
        return outcome
    }

    private func isWhole(_ file: FileFact) -> Bool {
        (try? FileFact(reading: paths.path(file.name), name: file.name)) == file
    }

    private func place(
        _ row: PrintRow, _ ledger: Ledger
    ) throws(RunFolderError) -> DocumentPlace {
        let place = try ledger.documentOnPaper(ofRecord: row.record, inShard: Int(row.shard))
        guard let place else {
            throw .refused(
                Diagnostics([
                    Diagnostic(
                        code: "F771", file: paths.ledger,
                        message: "record \(row.record) has no document any more",
                        cure: "restore the ledger from a copy, and let nobody write to it")
                ]))
        }
        return place
    }

    // MARK: Print files

    private func write(
        _ number: Int, of plan: borrowing PrintPlan, _ ledger: Ledger, _ bill: PaperBill,
        index: SHA256Digest
    ) throws(RunFolderError) -> (file: FileFact, strangePages: Int) {
        let name = RunPaths.printName(number)
        let sheets = plan.files[number].sheets
        var writer = try withFiles { () throws(FileError) in
            try PrintWriter(
                name, path: paths.path(name), sheets: sheets, preset: preset, isReprint: false,
                bill: bill, durability: durability)
        }
        for envelope in plan.files[number].envelopes {
            var sheet = 1
            let all = Int(plan.envelopes[envelope].sheets)
            for place in plan.envelopes[envelope].range {
                let row = plan.row(place)
                try writer.add(
                    try self.place(row, ledger), envelope: envelope + 1, firstSheet: sheet,
                    ofSheets: all)
                sheet += preset.sheets(ofPages: Int(row.pages))
            }
        }
        var identity = ByteBuffer()
        identity.append(bytesOf: index)
        identity.append(string: name)
        let digest = SHA256Digest(of: identity.view)
        let file = try withFiles { () throws(FileError) in try writer.commit(identifier: digest) }
        return (file, writer.strangePages)
    }

    // MARK: The index

    private func writeIndex(
        of plan: borrowing PrintPlan, _ ledger: Ledger
    ) throws(RunFolderError) -> FileFact {
        let name = RunPaths.printIndexName
        var writer = try withFiles { () throws(FileError) in
            try PrintIndexWriter(name, path: paths.path(name), durability: durability)
        }
        for number in plan.files.indices { try add(number, of: plan, ledger, to: &writer) }
        return try withFiles { () throws(FileError) in try writer.commit() }
    }

    private func add(
        _ number: Int, of plan: borrowing PrintPlan, _ ledger: Ledger,
        to writer: inout PrintIndexWriter
    ) throws(RunFolderError) {
        var line = IndexLine()
        line.file = RunPaths.printName(number)
        line.group = plan.files[number].isFlat ? "flat" : "letter"
        var sheet = 0
        for envelope in plan.files[number].envelopes {
            line.envelope = envelope + 1
            line.envelopeSheets = Int(plan.envelopes[envelope].sheets)
            line.household = Int(plan.envelopes[envelope].household)
            line.firstSheet = 1
            for index in plan.envelopes[envelope].range {
                let row = plan.row(index)
                let place = try place(row, ledger)
                line.sheets = preset.sheets(ofPages: Int(row.pages))
                line.firstPage = preset.pages(ofSheets: sheet) + 1
                line.pages = Int(row.pages)
                line.document = place.id
                line.customer = plan.keys.view(row.key.customer).string
                line.postalCode = plan.keys.view(row.key.postalCode).string
                line.sha256 = place.sha256.hexadecimal
                line.mark = preset.mark.payload(of: line, place: sheet, isReprint: false)
                try withFiles { () throws(FileError) in try writer.add(line) }
                line.firstSheet += line.sheets
                sheet += line.sheets
            }
        }
    }
}

extension PrintPreset.Mark {
    /// What the mark of a document's first sheet says.
    ///
    /// - Parameters:
    ///   - line: the document's.
    ///   - place: of the sheet in its file, from 0.
    ///   - isReprint: whether it is printed once more.
    /// - Returns: nothing where there is no mark.
    func payload(of line: IndexLine, place: Int, isReprint: Bool) -> String {
        var document = ByteBuffer()
        var payload = ByteBuffer()
        document.append(string: line.document)
        appendPayload(
            of: MarkedSheet(
                envelope: line.envelope, sheet: line.firstSheet, sheets: line.envelopeSheets,
                place: place, isReprint: isReprint, document: document.view), to: &payload)
        return payload.view.string
    }
}

/// Reads or writes files, and says what goes wrong as a run's folder does.
func withFiles<Result: ~Copyable>(
    _ body: () throws(FileError) -> Result
) throws(RunFolderError) -> Result {
    do throws(FileError) {
        return try body()
    } catch {
        throw .file(error)
    }
}

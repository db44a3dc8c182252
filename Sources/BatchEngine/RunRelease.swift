import Expansion
import Primitives
public import Prints
public import Rendering
public import RunFolders

/// What `fatura release-held` is asked for.
public struct ReleaseOptions: Sendable {
    /// The folder of the finished run.
    public var folder: String
    /// Ids of held records, or rules that records are held for.
    public var names: [String]
    /// Who releases them.
    public var by: String
    /// Why.
    public var reason: String
    /// When, ISO 8601 in UTC.
    public var at: String
    /// The folder of the run that they are rendered in; nil for one beside the run's.
    public var supplement: String?
    /// The pack's folder, as the run was rendered with.
    public var pack: String
    /// How many work at the same time.
    public var workers: Int
    /// Folders of finished runs: what they billed, under the same id, is not released.
    public var others: [String] = []
    /// What survives a power cut.
    public var durability = Durability.full
    /// How the supplement of a print run is put on paper; nil for as the run is.
    public var preset: PrintPreset?
    /// The private key the supplement's manifest is signed with, PEM; nil for none.
    public var key: String?

    /// Options of a release.
    public init(
        folder: String, names: [String], by: String, reason: String, at: String, pack: String,
        workers: Int
    ) {
        self.folder = folder
        self.names = names
        self.by = by
        self.reason = reason
        self.at = at
        self.pack = pack
        self.workers = workers
    }
}

/// What a release that is done came to.
public struct ReleaseOutcome: Sendable {
    /// Of the supplementary run.
    public let batch: BatchOutcome
    /// How its time went.
    public let figures: RunFigures
    /// Its folder.
    public let folder: String
    /// How many records were released.
    public let records: Int
}

/// Renders held records of a finished run into a run of their own, once, and writes down who said so.
///
/// The release is on the disk before anything is rendered. So it can be killed anywhere and goes on with the same
/// command: the same person, reason and records are the same release.
public final class RunRelease: Sendable {
    private let engine: Engine
    private let options: ReleaseOptions
    private let version: String
    private let paths: RunPaths
    private let watched: @Sendable (RunFigures) -> Void
    private let note: @Sendable (String) -> Void

    /// A release that `run` carries out.
    ///
    /// - Parameters:
    ///   - engine: the pack made ready.
    ///   - options: what is asked.
    ///   - version: the program's.
    ///   - watched: called about five times a second with how far the supplementary run is, and at its end.
    ///   - note: called with what an operator should know and is no error.
    public init(
        engine: Engine, options: ReleaseOptions, version: String,
        watched: @escaping @Sendable (RunFigures) -> Void = { _ in },
        note: @escaping @Sendable (String) -> Void
    ) {
        self.engine = engine
        self.options = options
        self.version = version
        self.watched = watched
        self.note = note
        paths = RunPaths(folder: options.folder)
    }

    /// Carries the release out, or on.
    ///
    /// - Throws: `RunFailure`: F785 for names that are no held records, F786 for records that were released already,
    ///   F787 and F790 for a list of releases that is not whole, F788 for records that another run billed, F711 and F712 for another pack or other fonts than the run's, and as `BatchRun.run`.
    public func run() throws(RunFailure) -> ReleaseOutcome {
        // Before anything is written down.
        _ = try options.key.map(SigningKey.init(reading:))
        let lock = try inFolder { () throws(RunFolderError) in
            guard try Manifest.read(paths) != nil else {
                throw .refused(Diagnostics([RunDamage.unfinished(paths)]))
            }
            return try RunLock(paths, holder: .current())
        }
        let held = try FinishedRun(locked: paths)
        try held.requireWhole(for: "released from")
        try comparePack(held)
        var batch = BatchOptions(
            pack: options.pack, records: "", folder: "", workers: options.workers)
        (batch.durability, batch.key) = (options.durability, options.key)
        try batch.takeOver(held.manifest, preset: options.preset)
        if options.preset != nil,
            held.manifest.settings.value(of: PrintPreset.option) != batch.preset?.text
        {
            note("they are put on paper otherwise than the run: --preset says so")
        }
        let release = try release(of: held)
        (batch.release, batch.folder) = (release, release.folder)
        let run = BatchRun(
            engine: engine, options: batch, version: version, watched: watched, note: note)
        let outcome = try run.run()
        do throws(RunFolderError) {
            try lock.release()
        } catch {
            throw RunFailure(error)
        }
        return ReleaseOutcome(
            batch: outcome, figures: run.figures, folder: batch.folder,
            records: release.records.count)
    }

    /// Refuses another pack or other fonts than those of the run; another program is only told.
    private func comparePack(_ run: FinishedRun) throws(RunFailure) {
        let now = try withFiles { () throws(FileError) in
            RunSettings(
                template: try RunSettings.entries(of: options.pack),
                fonts: try EngineIdentity.fonts(engine),
                engine: try EngineIdentity.program(version: version),
                options: run.manifest.settings.options)
        }
        let differences = now.differences(from: run.manifest.settings, file: paths.settings)
        let refused = differences.filter { $0.code == "F711" || $0.code == "F712" }
        guard refused.isEmpty else { throw .refused(Diagnostics(refused)) }
        for difference in differences { note("since the run: \(difference.message)") }
    }

    // MARK: Which records

    /// The release that was begun already, or a new one, which is written down.
    private func release(of run: FinishedRun) throws(RunFailure) -> Release {
        var log = try run.releases()
        var partly = 0
        let named = try HeldRecords(run).records(named: options.names, partly: &partly)
        let billed = try BilledElsewhere(options.others.filter { RunPaths(folder: $0) != paths })
        if partly > 0 {
            note("\(partly) records are held for other rules too, and stay; name them by their ids")
        }
        for (index, entry) in log.entries.enumerated()
        where entry.by == options.by && entry.reason == options.reason {
            let others = log.entries.filter { $0 != entry }.flatMap(\.records)
            let records = HeldRecords.without(others, named)
            guard records.map(\.number) == entry.records, isHere(entry) else { continue }
            try billed.refuse(records)
            return Release(
                run: run, entry: entry, folder: folder(of: entry, index), records: records)
        }
        let records = try unreleased(named, log)
        try billed.refuse(records)
        let entry = ReleaseEntry(
            manifest: run.digest,
            supplement: options.supplement ?? standardFolder(log.entries.count),
            by: options.by, at: options.at, reason: options.reason, records: records.map(\.number))
        try inFolder { () throws(RunFolderError) in
            guard try RunSettings.read(RunPaths(folder: entry.supplement)) == nil else {
                throw .refused(Diagnostics([taken(entry.supplement)]))
            }
        }
        try withFiles { () throws(FileError) in
            try RunPaths(folder: entry.supplement).makeFolders()
        }
        try inFolder { () throws(RunFolderError) in try log.append(entry) }
        return Release(run: run, entry: entry, folder: entry.supplement, records: records)
    }

    /// The folder of a release where none is named: beside the run's, wherever that was moved to.
    private func standardFolder(_ index: Int) -> String { "\(paths.folder)-released-\(index + 1)" }

    private func folder(of entry: ReleaseEntry, _ index: Int) -> String {
        options.supplement
            ?? (entry.supplement.hasSuffix("-released-\(index + 1)")
                ? standardFolder(index) : entry.supplement)
    }

    /// Whether a release is the one that is meant, where its folder is named.
    private func isHere(_ entry: ReleaseEntry) -> Bool {
        options.supplement.map { RunPaths(folder: $0) == RunPaths(folder: entry.supplement) }
            ?? true
    }

    private func taken(_ folder: String) -> Diagnostic {
        Diagnostic(
            code: "F786", file: folder, message: "there is another run in this folder",
            cure: "name a folder of its own with -o")
    }

    /// The records that nobody released yet; a record that is named by its id must be one of them.
    private func unreleased(
        _ named: [HeldRecord], _ log: ReleaseLog
    ) throws(RunFailure) -> [HeldRecord] {
        var entries: [Int: ReleaseEntry] = [:]
        for entry in log.entries { for number in entry.records { entries[number] = entry } }
        let wanted = Set(options.names)
        let free = named.filter { entries[$0.number] == nil }
        let again = named.filter {
            entries[$0.number] != nil && (wanted.contains($0.id) || free.isEmpty)
        }
        guard again.isEmpty else {
            throw .refused(
                Diagnostics(
                    again.prefix(8).compactMap { record in
                        entries[record.number].map { released(record, $0) }
                    }))
        }
        return free
    }

    private func released(_ record: HeldRecord, _ entry: ReleaseEntry) -> Diagnostic {
        Diagnostic(
            code: "F786", file: paths.releases,
            message: "“\(record.id)” was released by \(entry.by) at \(entry.at) into "
                + "\(entry.supplement): \(entry.reason)",
            cure: "a record is released once; if that release was cut off, give its command again")
    }
}

extension HeldRecords {
    /// Records but for those of some numbers.
    static func without(_ numbers: [Int], _ records: [HeldRecord]) -> [HeldRecord] {
        let numbers = Set(numbers)
        return records.filter { !numbers.contains($0.number) }
    }
}

extension BatchOptions {
    /// Makes documents of the kinds that another run made, and puts them on paper as it did.
    ///
    /// - Parameters:
    ///   - manifest: of that run, which has its preset as it was then, whatever became of the file.
    ///   - named: another preset; nil for that of the run.
    /// - Throws: `RunFailure`: F732 for a kind that this program does not know, F776 for a preset where nothing is
    ///   printed, and for what is wrong with the run's own.
    fileprivate mutating func takeOver(
        _ manifest: Manifest, preset named: PrintPreset?
    ) throws(RunFailure) {
        packKind = manifest.packs
        preset = try BatchOptions.preset(of: manifest, named)
        for entry in manifest.settings.options where entry.name == "--channel" {
            let isAuto = entry.value.hasPrefix("auto:")
            let names = entry.value.dropFirst(isAuto ? 5 : 0).split(separator: ",")
            let named = names.compactMap { Channel(name: String($0)) }
            guard !named.isEmpty, named.count == names.count else {
                throw .refused(
                    Diagnostics([
                        Diagnostic(
                            code: "F732", file: "manifest.json",
                            message: "there is no channel “\(entry.value)” in this version",
                            cure: "use the program that made the run")
                    ]))
            }
            (channels, fallback) = isAuto ? (Channel.allCases, named[0]) : (named, nil)
        }
    }

    private static func preset(
        of manifest: Manifest, _ named: PrintPreset?
    ) throws(RunFailure) -> PrintPreset? {
        guard manifest.packs == .print else {
            guard named != nil else { return nil }
            throw .refused(
                Diagnostics([
                    Diagnostic(
                        code: "F776", file: "--preset", message: "the run is none of --pack print",
                        cure: "leave --preset out: nothing of it is printed")
                ]))
        }
        if let named { return named }
        do throws(Diagnostics) {
            let stored = manifest.settings.value(of: PrintPreset.option)
            return try stored.map(PrintPreset.init(stored:)) ?? PrintPreset()
        } catch {
            throw .refused(error)
        }
    }
}

import Foundation
import Glibc
import Primitives
public import Rendering
import RunFolders
import Synchronization

/// Says what a run would take, from a sample of its records that is carried out as the run would be.
///
/// The sample is a run of its own in a temporary folder beside the run's, on the same disk, by one worker; it is
/// removed in the end, and nothing else is written.
public final class DryRun: Sendable {
    private let engine: Engine
    private let options: BatchOptions
    private let version: String
    private let running = Mutex<BatchRun?>(nil)
    private let isStopped = Atomic(false)
    private let sampleBlocks: Int
    private let sampleBlockBytes: Int

    /// A dry run that `run` carries out.
    ///
    /// - Parameters:
    ///   - engine: the pack made ready.
    ///   - options: of the run that is asked about.
    ///   - version: the program's.
    public convenience init(engine: Engine, options: BatchOptions, version: String) {
        // About a thousand bills of two pages in 256 places.
        self.init(
            engine: engine, options: options, version: version, blocks: 256, blockBytes: 1 << 15)
    }

    init(
        engine: Engine, options: BatchOptions, version: String, blocks: Int, blockBytes: Int
    ) {
        self.engine = engine
        self.options = options
        self.version = version
        (sampleBlocks, sampleBlockBytes) = (blocks, blockBytes)
    }

    /// Ends it before its time; it throws `interrupted` then.
    public func stop() {
        isStopped.store(true, ordering: .relaxed)
        running.withLock { $0?.stop() }
    }

    /// Carries it out.
    ///
    /// - Throws: `RunFailure`: F762 for records that cannot be read, F782 where no temporary folder can be made.
    public func run() throws(RunFailure) -> RunEstimate {
        let parent = DryRun.parent(of: options.folder)
        // Before the sample takes some of it.
        let freeBytes = DryRun.freeBytes(parent)
        let folder = try DryRun.makeFolder(in: parent)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var sample = RecordSample(blocks: sampleBlocks, blockBytes: sampleBlockBytes)
        let path = folder + "/records.ndjson"
        do throws(RunFailure) {
            try sample.write(
                of: options.records, to: path, maximumLineBytes: options.maximumLineBytes
            ) { !self.isStopped.load(ordering: .relaxed) }
        } catch .interrupted {
            throw interrupted()
        }
        guard !isStopped.load(ordering: .relaxed) else { throw interrupted() }
        let run = BatchRun(
            engine: engine, options: sampleOptions(records: path, folder: folder + "/run"),
            version: version, note: { _ in })
        running.withLock { $0 = run }
        if isStopped.load(ordering: .relaxed) { run.stop() }
        defer { running.withLock { $0 = nil } }
        do throws(RunFailure) {
            _ = try run.run()
        } catch .interrupted {
            throw interrupted()
        }
        let measured = try inFolder { () throws(RunFolderError) in
            try SampleFacts(
                RunPaths(folder: folder + "/run"), emptyLedger: folder + "/empty.sqlite",
                times: run.times)
        }
        return RunEstimate(
            options, sample, measured, freeBytes: freeBytes,
            processors: max(1, ProcessInfo.processInfo.activeProcessorCount))
    }

    /// As the run, but of the sample, by one worker, without gates and listeners.
    private func sampleOptions(records: String, folder: String) -> BatchOptions {
        var sample = options
        sample.records = records
        sample.folder = folder
        sample.workers = 1
        sample.part = .whole
        sample.expectation = nil
        sample.mostKept = nil
        sample.key = nil
        sample.feed = nil
        return sample
    }

    private func interrupted() -> RunFailure {
        .interrupted(
            Diagnostics([
                Diagnostic(
                    code: "F765", file: options.records, message: "ended before its time",
                    cure: "give the same command again; nothing was left behind")
            ]))
    }

    // MARK: Places

    /// The folder that the run's would be made in, as far as it is there.
    private static func parent(of folder: String) -> String {
        var path = RunPaths(folder: folder).folder
        repeat {
            let parent = folderPart(of: path)
            path = parent.isEmpty ? "." : parent
        } while path != "." && path != "/" && !FileManager.default.fileExists(atPath: path)
        return path
    }

    private static func makeFolder(in parent: String) throws(RunFailure) -> String {
        var name = Array((parent + "/.fatura-dry-run.XXXXXX").utf8CString)
        guard unsafe mkdtemp(&name) != nil else {
            let error = FileError(path: parent, call: "make a folder", code: errno)
            throw .file(
                Diagnostics([
                    Diagnostic(
                        code: "F782", file: parent,
                        message: "the sample has no place here: \(error.message)", cure: error.cure)
                ]))
        }
        return String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Bytes that this user may still write on the disk of a folder (statvfs(3)); nil where it does not tell.
    private static func freeBytes(_ path: String) -> Int? {
        var status = statvfs()
        guard unsafe statvfs(path, &status) == 0 else { return nil }
        return Int(
            clamping: UInt(status.f_bavail).multipliedReportingOverflow(
                by: UInt(status.f_frsize)
            ).partialValue)
    }
}

import Rendering
import Expansion
import Foundation
import Primitives
import Samples
import Synchronization
import TemplateCompiler
import TestSupport
import XCTest

/// A run over a folder of its own.
final class RunFixture {
    /// The telecom pack, compiled once for all tests.
    static let engine = Result {
        try Engine(pack: Repository.pack, fonts: Repository.fonts)
    }

    /// What a run told.
    struct Outcome {
        var totals = RenderTotals()
        /// `line: path: rule`, in the order they were told.
        var findings: [String] = []
        var failure: String?
        var reports: [RenderTotals] = []
    }

    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// Sample records, one a line, without line ends.
    static func records(_ count: Int, rows: Int? = 2) -> [String] {
        var buffer = ByteBuffer()
        let cycle = SampleCycle(options: SampleOptions(rows: rows))
        for index in 0..<count { cycle.append(index, to: &buffer) }
        return buffer.view.string.split(separator: "\n").map(String.init)
    }

    /// The id of a sample record.
    static func id(_ index: Int) -> String { String(format: "2026-07-%09d", index) }

    /// Writes records and renders them.
    func run(
        _ records: [String], to output: String = "out", channel: Channel = .pdf, workers: Int = 2,
        chunkBytes: Int = 1 << 18, digests: String? = nil
    ) throws -> Outcome {
        let text = records.map { $0 + "\n" }.joined()
        try folder.file("records", holding: Data(text.utf8))
        return try run(
            folder.path("records"), to: output, channel: channel, workers: workers,
            chunkBytes: chunkBytes, digests: digests)
    }

    /// Renders the records of a path.
    func run(
        _ path: String, to output: String = "out", channel: Channel = .pdf, workers: Int = 2,
        chunkBytes: Int = 1 << 18, digests: String? = nil
    ) throws -> Outcome {
        let output = output.hasPrefix("/") ? output : folder.path(output)
        var options = RenderOptions(
            records: path, output: output, quarantine: folder.path("quarantine"),
            channel: channel, workers: workers)
        options.chunkBytes = chunkBytes
        options.digests = digests.map { folder.path($0) }
        let told = Mutex(Outcome())
        var totals = RenderTotals()
        var failure: String?
        do throws(RenderFailure) {
            let run = try RenderRun(
                engine: try engine(), options: options,
                report: { totals in told.withLock { $0.reports.append(totals) } },
                found: { found in
                    told.withLock {
                        $0.findings.append(
                            "\(found.line): \(found.finding.path): \(found.finding.rule)")
                    }
                })
            totals = try run.run()
        } catch {
            failure = "\(error)"
        }
        var outcome = told.withLock { $0 }
        outcome.totals = totals
        outcome.failure = failure
        return outcome
    }

    private func engine() throws(RenderFailure) -> Engine {
        switch RunFixture.engine {
        case .success(let engine): return engine
        case .failure(let error):
            throw .setUp(
                error as? Diagnostics
                    ?? Diagnostics([Diagnostic(code: "F000", file: "", message: "\(error)")]))
        }
    }

    /// Names and bytes of the documents in a folder.
    func documents(in name: String = "out") throws -> [String: Data] {
        try Dictionary(
            uniqueKeysWithValues: folder.names(in: name).map {
                ($0, try folder.contents("\(name)/\($0)"))
            })
    }

    /// The names in a tar, in its order.
    func tarNames(_ name: String) throws -> [String] {
        let listed = try ChildProcess.run("tar", ["tf", folder.path(name)])
        XCTAssertEqual(listed.status, 0, listed.errors)
        return listed.text.split(separator: "\n").map(String.init)
    }

    /// The records in the quarantine.
    func quarantine() throws -> [NSDictionary] {
        let text = String(decoding: try folder.contents("quarantine"), as: UTF8.self)
        return try text.split(separator: "\n").map {
            try XCTUnwrap(JSONSerialization.jsonObject(with: Data($0.utf8)) as? NSDictionary)
        }
    }
}

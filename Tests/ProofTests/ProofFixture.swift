import DocumentModel
import Foundation
import PageLayout
import Primitives
import Records
import Samples
import TestSupport
import XCTest

@testable import Rendering
@testable import Proof

/// Finished bills of the telecom pack, and what reads them back.
struct ProofFixture {
    private static let engine = Result {
        try Engine(pack: Repository.pack, fonts: Repository.fonts)
    }
    /// One for all tests: each font is compared once.
    private static let prover = Result {
        try Prover(rate: .all, fonts: try engine.get().proofFonts)
    }

    let engine: Engine
    let prover: Prover

    /// Skips the test where a program of the proof is missing; on a build server that is a failure.
    init() throws {
        engine = try Self.engine.get()
        do {
            prover = try Self.prover.get()
        } catch {
            guard ProcessInfo.processInfo.environment["CI"] == nil else { throw error }
            throw XCTSkip("scripts/setup test brings the programs of the proof")
        }
    }

    /// Bills of another engine.
    init(_ engine: Engine, _ prover: Prover) {
        self.engine = engine
        self.prover = prover
    }

    /// A finished bill.
    struct Bill {
        var document: [UInt8]
        let subject: ProofSubject
        /// Its symbols on their pages, in points from the top left corner.
        let symbols: [PageItem]
        let columns: [Int]
        let pageHeight: Double
    }

    /// The bill of a record.
    func bill(_ record: String) throws -> Bill {
        let renderer = try DocumentRenderer(engine: engine)
        let chunk = RecordChunk(record: Array(record.utf8))
        var output = ByteBuffer()
        let isRendered = renderer.render(
            chunk.line(0), number: 1, channel: .pdf, into: &output)
        XCTAssertTrue(isRendered, "\(renderer.findings)")
        let symbols = renderer.pages.items.indices.map { renderer.pages.items[$0] }
            .filter { $0.kind == .symbol }
        return Bill(
            document: output.view.bytes,
            subject: renderer.proofSubject(ProofFields(engine.template.schema)),
            symbols: symbols,
            columns: symbols.map { Int(renderer.tree.symbols[Int($0.index)].columns) },
            pageHeight: renderer.pages.pages[0].height.points)
    }

    /// The bill of a sample record.
    func bill(_ index: Int = 0) throws -> Bill {
        var buffer = ByteBuffer()
        SampleCycle(options: SampleOptions(rows: 2)).append(index, to: &buffer)
        return try bill(buffer.view.string)
    }

    /// What is found in bills, each as `rule path: message`.
    func findings(_ bills: [Bill]) -> [[String]] {
        var buffer = ByteBuffer()
        var ranges: [Range<Int>] = []
        for bill in bills {
            ranges.append(buffer.count..<buffer.count + bill.document.count)
            buffer.append(bill.document)
        }
        let found = prover.prove(bills.map(\.subject)) { buffer.view(ranges[$0]) }
        return found.map { $0.map { "\($0.rule) \($0.path): \($0.message)" } }
    }
}

/// Calls `body` with a view of bytes.
func withView<Result>(_ bytes: [UInt8], _ body: (ByteView) throws -> Result) rethrows -> Result {
    var buffer = ByteBuffer()
    buffer.append(bytes)
    return try body(buffer.view)
}

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

/// Bills that are damaged after they were made go to the quarantine, and only those.
final class JobProofTests: XCTestCase {
    /// What is done to a finished bill.
    private enum Damage: CaseIterable {
        case none, fontSlice, toUnicode, symbol
    }

    private func damaged(
        _ document: [UInt8], _ damage: Damage, _ fixture: ProofFixture, _ renderer: DocumentRenderer
    ) throws -> [UInt8] {
        var copy = try PDFCopy(document)
        let font = try XCTUnwrap(copy.fonts.first { $0.name.hasSuffix("Roboto-Regular") })
        switch damage {
        case .none: break
        case .fontSlice: try copy.changeOutlines(of: font.number, 1, by: 0x20)
        case .toUnicode:
            let known = fixture.engine.proofFonts.first { $0.name == font.name }
            try copy.swapCharacters(0x33, 0x38, of: font.number, XCTUnwrap(known).scalars)
        case .symbol:
            let pages = renderer.pages
            let items = pages.items.indices.map { pages.items[$0] }
            let symbol = try XCTUnwrap(items.first { $0.kind == .symbol })
            let bottom = pages.pages[0].height - symbol.y - symbol.height
            let side = symbol.width.points / 2
            try copy.paint("\nq 1 g \(symbol.x.points) \(bottom.points) \(side) \(side) re f Q\n")
        }
        return copy.file
    }

    /// A job of sample bills, each with its damage, proved and written.
    private func quarantine(in folder: TemporaryFolder) throws -> (String, RenderTotals) {
        let fixture = try ProofFixture()
        var records = ByteBuffer()
        let cycle = SampleCycle(options: SampleOptions(rows: 2))
        for index in Damage.allCases.indices { cycle.append(index, to: &records) }
        try folder.file("records", holding: Data(records.view.bytes))
        let options = RenderOptions(
            records: folder.path("records"), output: folder.path("out"),
            quarantine: folder.path("quarantine"), channel: .pdf, workers: 1)
        let writer = try JobWriter(options, rules: fixture.engine.rules) { _ in }
        let renderer = try DocumentRenderer(engine: fixture.engine)
        var framer = DocumentFramer(writer.sink)
        var proof = JobProof(fixture.prover, engine: fixture.engine)
        let job = RenderJob()
        XCTAssertTrue(
            try RecordReader(path: options.records, chunkBytes: 1 << 18).next(into: job.chunk))
        for (index, damage) in Damage.allCases.enumerated() {
            var document = ByteBuffer()
            XCTAssertTrue(
                renderer.render(
                    job.chunk.line(index), number: index + 1, channel: .pdf, into: &document))
            let frame = framer.begin(in: &job.output)
            let start = job.output.count
            job.output.append(try damaged(document.view.bytes, damage, fixture, renderer))
            let (identifier, idStart) = (renderer.identifier, job.identifiers.count)
            job.identifiers.append(identifier)
            proof.add(entry: index, document: start..<job.output.count, identifier, of: renderer)
            let count = job.output.count - start
            let framed = framer.end(
                frame, identifier: identifier, date: renderer.tree.info.date, in: &job.output)
            job.entries.append(
                RenderJob.Entry(
                    number: index + 1, idStart: idStart, idCount: identifier.count,
                    customerCount: 0, keyStart: 0, keyEnd: 0, frameStart: framed.lowerBound,
                    frameEnd: framed.upperBound, count: count, digestStart: 0, digestEnd: 0,
                    pages: renderer.pageCount, issued: renderer.tree.info.date, isRendered: true))
        }
        proof.finish(job)
        try writer.write(job, (0, nil), overlong: [])
        try writer.finish()
        try writer.finishQuarantine()
        return (String(decoding: try folder.contents("quarantine"), as: UTF8.self), writer.totals)
    }

    func testDamagedBillsAreKeptBack() throws {
        let folder = try TemporaryFolder()
        let (text, totals) = try quarantine(in: folder)
        XCTAssertEqual([totals.records, totals.rendered, totals.quarantined], [4, 1, 3])
        XCTAssertEqual(try folder.names(in: "out"), ["2026-07-000000000.pdf"])
        let rules = try text.split(separator: "\n").map { line in
            let object = try JSONSerialization.jsonObject(with: Data(line.utf8))
            let findings = (object as? [String: Any])?["findings"] as? [[String: String]]
            return Set(try XCTUnwrap(findings).compactMap { $0["rule"] })
        }
        XCTAssertEqual(rules.count, 3)
        XCTAssertEqual(rules.first, ["proof.font"])
        XCTAssertTrue(rules.dropFirst().first?.contains("proof.font") ?? false, "\(rules)")
        XCTAssertEqual(rules.last, ["proof.symbol"])
    }
}

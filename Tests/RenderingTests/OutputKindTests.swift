import Rendering
import Expansion
import TemplateCompiler
import XCTest

final class OutputKindTests: XCTestCase {
    func testPathsTellWhatIsWritten() {
        let rows: [(path: String, kind: OutputKind, channel: Channel?, line: UInt)] = [
            ("out", .folder, nil, #line), ("out/", .folder, nil, #line),
            ("x.pdf/", .folder, nil, #line), ("-", .tar, nil, #line), ("x.tar", .tar, nil, #line),
            ("X.TAR", .tar, nil, #line), ("/dev/null", .tar, nil, #line),
            ("a/x.pdf", .single, .pdf, #line), ("X.PDF", .single, .pdf, #line),
            ("x.html", .single, .portal, #line), ("xpdf", .folder, nil, #line),
        ]
        for row in rows {
            XCTAssertEqual(OutputKind(path: row.path), row.kind, line: row.line)
            XCTAssertEqual(OutputKind.channel(ofPath: row.path), row.channel, line: row.line)
        }
    }

    func testQuarantinesLieBesideTheirOutputs() {
        let rows: [(path: String, quarantine: String, line: UInt)] = [
            ("out", "out.quarantine.ndjson", #line), ("out//", "out.quarantine.ndjson", #line),
            ("a/b/", "a/b.quarantine.ndjson", #line), ("/a", "/a.quarantine.ndjson", #line),
            ("x.tar", "x.tar.quarantine.ndjson", #line),
            ("a/x.pdf", "a/x.pdf.quarantine.ndjson", #line), ("-", "quarantine.ndjson", #line),
            ("/dev/null", "quarantine.ndjson", #line), (".", "./quarantine.ndjson", #line),
            ("..", "../quarantine.ndjson", #line), ("a/../", "a/../quarantine.ndjson", #line),
            ("/", "/quarantine.ndjson", #line),
        ]
        for row in rows {
            XCTAssertEqual(
                OutputKind.quarantine(ofPath: row.path), row.quarantine, line: row.line)
        }
    }
}

import Foundation
import TestSupport
import XCTest

/// `fatura lint` and `fatura render --dump`, as somebody at a terminal uses them.
final class LintTests: XCTestCase {
    private let folder = try! TemporaryFolder()

    /// Copies the telecom pack into `pack`, changed by a script.
    private func pack(_ change: String) throws {
        let done = try Fatura.shell(
            "mkdir -p a/b && cp -r $pack a/b/pack && cp -r $pack/../../fonts . && cd a/b/pack && \(change)",
            in: folder)
        XCTAssertEqual(done.status, 0, done.errors)
    }

    func testExitCodes() throws {
        try pack("sed -i 's/{{customer.id}}/{{customer.ident}}/' template.xml")
        let rows: [(script: String, status: Int32, line: UInt)] = [
            ("$fatura lint $pack", 0, #line),
            ("$fatura lint $pack --json", 0, #line),
            ("$fatura lint $pack --strict", 2, #line),
            ("$fatura lint a/b/pack --fonts fonts/fonts.json", 2, #line),
            ("$fatura lint nowhere", 2, #line),
            ("$fatura lint", 1, #line),
            ("$fatura lint $pack --json > /dev/full", 6, #line),
            ("$fatura lint --explain F203", 0, #line),
            ("$fatura lint --explain f203", 0, #line),
            ("$fatura lint --explain layout.overflow", 0, #line),
            ("$fatura lint --explain F999", 1, #line),
        ]
        for row in rows {
            let done = try Fatura.shell(row.script, in: folder)
            XCTAssertEqual(done.status, row.status, done.errors, line: row.line)
        }
    }

    func testErrorsAreToldWithTheirPlaces() throws {
        try pack("sed -i 's/{{customer.id}}/{{customer.ident}}/' template.xml")
        let done = try Fatura.shell(
            "$fatura lint a/b/pack --fonts fonts/fonts.json", in: folder)
        let lines = done.text.split(separator: "\n").map(String.init)
        XCTAssertEqual(lines.filter { $0.contains("[F204]") }.count, 2, done.text)
        XCTAssertTrue(
            lines.first?.hasPrefix("a/b/pack/template.xml:1") == true
                && lines.first?.hasSuffix("error: customer has no field “ident” [F204]") == true,
            done.text)
        XCTAssertEqual(done.errors, "a/b/pack: 2 errors, 0 pieces of advice\n")
    }

    func testOneErrorIsNoPlural() throws {
        try pack("sed -i '0,/{{customer.id}}/s/{{customer.id}}/{{customer.ident}}/' template.xml")
        let done = try Fatura.shell(
            "$fatura lint a/b/pack --fonts fonts/fonts.json", in: folder)
        XCTAssertEqual(done.errors, "a/b/pack: 1 error, 0 pieces of advice\n")
    }

    func testMissingDataOfSamplesIsTold() throws {
        try pack("printf '{\"id\":\"x\"}' > samples/empty.json")
        let done = try Fatura.shell(
            "$fatura lint a/b/pack --fonts fonts/fonts.json", in: folder)
        XCTAssertEqual(done.status, 2)
        XCTAssertTrue(
            done.text.contains(
                "samples/empty.json: reject: customer: customer is required and missing"),
            done.text)
    }

    func testGradesStopARun() throws {
        try pack("printf '{\"grades\":{\"layout.word\":\"reject\"}}' > rules.json")
        let render = "$fatura render a/b/pack $pack/samples/very-long.json -o out "
        let graded = try Fatura.shell(render + "--fonts fonts/fonts.json", in: folder)
        XCTAssertEqual(graded.status, 3, graded.errors)
        XCTAssertTrue(graded.errors.contains("reject: customer.address.line1"), graded.errors)
        try pack("rm rules.json")
        let plain = try Fatura.shell(render + "--fonts fonts/fonts.json", in: folder)
        XCTAssertEqual(plain.status, 0, plain.errors)
    }

    func testDumpsDoNotDependOnWorkersOrRuns() throws {
        let script = """
            $fatura sample $pack -n 40 > c.ndjson
            for seam in boxes pages; do
                $fatura render $pack c.ndjson --dump $seam -w 1 > $seam.1 &&
                $fatura render $pack c.ndjson --dump $seam -w 4 > $seam.4 &&
                $fatura render $pack c.ndjson --dump $seam -o $seam.txt &&
                cmp $seam.1 $seam.4 && cmp $seam.1 $seam.txt &&
                $fatura render $pack c.ndjson --dump $seam -o $seam.d &&
                [ "$(ls $seam.d | wc -l)" = 40 ] && cat $seam.d/*.txt | sort | cmp - <(sort $seam.1) ||
                exit 9
            done
            head -c 11 boxes.1; head -c 23 pages.1
            """
        let done = try Fatura.shell(script, in: folder)
        XCTAssertEqual(done.status, 0, done.errors)
        XCTAssertEqual(done.text, "document \"2page 1 595.28 x 841.89\n")
    }

    func testMistakesOfDumpAreNamed() throws {
        let rows: [(script: String, wanted: String, line: UInt)] = [
            ("--dump trees", "there is no seam “trees”; there are: boxes, pages", #line),
            ("--dump pages -c portal", "the channel portal has no pages", #line),
        ]
        for row in rows {
            let done = try Fatura.shell("$fatura render $pack x.ndjson " + row.script, in: folder)
            XCTAssertEqual(done.status, 1, line: row.line)
            XCTAssertTrue(done.errors.contains(row.wanted), done.errors, line: row.line)
        }
    }
}

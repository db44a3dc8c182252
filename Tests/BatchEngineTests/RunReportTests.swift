import Foundation
import Primitives
import RunFolders
import TestSupport
import XCTest

@testable import BatchEngine

final class RunReportTests: XCTestCase {
    /// Sixty bills, some of them wrong, twice there or left out.
    private func fixture() throws -> BatchFixture {
        let fixture = try BatchFixture()
        var lines = BatchFixture.records(60)
        lines[10] = "{\"id\": \"broken"
        lines[20] = lines[5]
        lines[30] = lines[30].replacingOccurrences(
            of: "\"currency\":\"BRL\"", with: "\"currency\":\"XXQ\"")
        try fixture.write(lines)
        return fixture
    }

    private func report(_ fixture: BatchFixture, _ run: String = "run") throws -> String {
        String(decoding: try fixture.folder.contents("\(run)/report.html"), as: UTF8.self)
    }

    func testTheReportIsOfTheRun() throws {
        let fixture = try fixture()
        XCTAssertNotNil(try fixture.run(fixture.options("run")).outcome)
        let html = try report(fixture)
        for word in [
            "3 of 60 records are no documents", "<b>57</b><span>rendered</span>",
            "<b>2</b><span>rejected</span>", "<b>1</b><span>duplicates</span>",
            "record.duplicate", "record.json", "record.currency", "Rejected: cannot leave",
            "Duplicates: the first one alone counts", "Pages of a bill, pdf",
            "Totals by what became of them, BRL",
            "Slowest bills", "shard 00000", "60 records in ", "of CPU each",
            "default-src 'none'", "width=device-width",
        ] {
            XCTAssertTrue(html.contains(word), word)
        }
        for word in ["<script", "http://", "https://", " src=", "url(", "earlier commands"] {
            XCTAssertFalse(html.contains(word), word)
        }
    }

    /// The report of a run that went on has all records, and says whose speed it shows.
    func testAReportOfARunThatWentOnSaysSo() throws {
        let fixture = try fixture()
        XCTAssertEqual(try fixture.run(fixture.options("run"), stopAfter: 2).codes, ["F765"])
        let broken = try report(fixture)
        XCTAssertTrue(broken.contains("Not done: "), broken)
        XCTAssertTrue(broken.contains("The same command goes on."))
        XCTAssertNotNil(try fixture.run(fixture.options("run")).outcome)
        let done = try report(fixture)
        XCTAssertTrue(done.contains("had been done by earlier commands"))
        XCTAssertTrue(done.contains("<b>57</b><span>rendered</span>"))
        XCTAssertFalse(done.contains("60 records in "))
        XCTAssertNotNil(try fixture.run(fixture.options("run")).outcome)
        let nothing = try report(fixture)
        XCTAssertTrue(nothing.contains("This command rendered nothing"))
        XCTAssertTrue(nothing.contains("<b>57</b><span>rendered</span>"))
        XCTAssertFalse(nothing.contains("Slowest bills"))
    }

    func testNothingInItIsMarkup() throws {
        let bad = "<script>\u{202E}\"x'&"
        var facts = RunFacts()
        (facts.command, facts.subject, facts.channels) = (bad, bad, [bad])
        facts.end = .failed(bad)
        facts.tally.records = 3
        facts.money = [
            MoneyTotal(
                channel: "", verdict: .held, currency: bad, count: 1, total: .max, amountDue: 1)
        ]
        facts.kept = [KeptSum(verdict: .held, rule: bad, currency: bad, count: 3, total: .max)]
        facts.pages = [PageSum(channel: bad, pages: 2, count: 3, bytes: 4)]
        facts.slowBills = [
            .init(id: bad, number: 1, nanoseconds: 1_500_000, pages: nil, verdict: .held)
        ]
        let html = RunReport(facts).html
        XCTAssertFalse(html.contains("<script"))
        XCTAssertFalse(html.unicodeScalars.contains("\u{202E}"))
        XCTAssertTrue(html.contains("&lt;script&gt;"))
        XCTAssertTrue(html.contains("1.50\u{A0}ms, held"), html)
    }

    func testManyRulesAreCutAndSaid() {
        var facts = RunFacts()
        facts.kept = (0..<30).map {
            KeptSum(verdict: .held, rule: "x.rule\($0)", currency: "BRL", count: 1, total: 1)
        }
        facts.kept.append(
            KeptSum(verdict: .rejected, rule: "x.other", currency: "", count: 1, total: 0))
        XCTAssertTrue(RunReport(facts).html.contains("And 10 other rules, see the ledger."))
        XCTAssertTrue(RunReport(facts).html.contains("x.other"))
    }

    /// Longer documents than the columns show are in the last one.
    func testPagesBeyondTheLastColumnAreCounted() {
        var facts = RunFacts()
        facts.pages = [(1, 5), (2, 7), (20, 1), (90, 2)].map {
            PageSum(channel: "pdf", pages: $0.0, count: $0.1, bytes: 1)
        }
        let html = RunReport(facts).html
        XCTAssertTrue(html.contains("Histogram: 1 pages: 5, 2 pages: 7, 20+ pages: 3"), html)
        XCTAssertTrue(html.contains("14.6 on the average, 90 at the most."), html)
    }

    func testOutsideReadersFindNothingWrong() throws {
        let fixture = try fixture()
        var options = fixture.options("run")
        options.channels = [.pdf, .portal]
        XCTAssertNotNil(try fixture.run(options).outcome)
        let done = try ChildProcess.run(
            "tidy", ["-q", "-e", "--show-info", "no", fixture.folder.path("run/report.html")])
        XCTAssertEqual(done.errors, "")
        XCTAssertEqual(done.status, 0)
    }

    func testProgressIsTheLastLine() throws {
        let fixture = try fixture()
        XCTAssertNotNil(try fixture.run(fixture.options("run")).outcome)
        let object = try XCTUnwrap(
            JSONSerialization.jsonObject(with: fixture.folder.contents("run/progress.json"))
                as? [String: Any])
        XCTAssertEqual(object["phase"] as? String, "done")
        XCTAssertEqual(object["records"] as? Int, 60)
        XCTAssertEqual(object["rejected"] as? Int, 2)
        XCTAssertEqual(object["shards"] as? Int, object["allShards"] as? Int)
        XCTAssertEqual(
            try fixture.run(fixture.options("stopped"), stopAfter: 1).codes, ["F765"])
        let stopped = try String(
            decoding: fixture.folder.contents("stopped/progress.json"), as: UTF8.self)
        XCTAssertTrue(stopped.contains("\"phase\":\"interrupted\""), stopped)
    }
}

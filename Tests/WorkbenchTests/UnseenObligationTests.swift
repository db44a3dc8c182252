import TestSupport
import Workbench
import XCTest

/// What law demands is to be seen: text in the colour of its ground, in tiny type or as an artifact is not.
final class UnseenObligationTests: XCTestCase {
    private let obligations = """
        { "obligations": [{ "id": "a", "field": "number", "demands": "the number", "source": "§ 1" }] }
        """
    private let style = """
        .white { color: #ffffff } .pale { color: #fafafa } .grey { color: #999999 } \
        .dark { background: #202020 } .black { color: black } .tiny { font-size: 4pt } \
        .small { font-size: 5pt }
        """

    /// The places of errors in a body that stands on line 3, and what they say.
    private func errors(_ body: String, _ files: [String: String] = [:]) throws -> [String] {
        let own = ["obligations.json": obligations, "strings/pt-BR.json": #"{"n": "{{number}}"}"#]
        let pack = try LintedPack(
            body: body, style: style, files: own.merging(files) { $1 })
        return pack.report.diagnostics.filter { !$0.isAdvice }.map {
            "\($0.line):\($0.column) \($0.code) \($0.message.prefix { $0 != "(" })"
        }
    }

    func testWhatNobodySeesIsNotShown() throws {
        let number = "{{number}}"
        let rows: [(body: String, place: String, reason: String, line: UInt)] = [
            ("<p>\(number)</p>", "", "", #line),
            ("<p class=\"white\">\(number)</p>", "3:2", "it is #ffffff on #ffffff", #line),
            ("<p class=\"pale\">\(number)</p>", "3:2", "it is #fafafa on #ffffff", #line),
            ("<p class=\"grey\">\(number)</p>", "", "", #line),
            ("<p class=\"white\" t=\"n\"/>", "3:2", "it is #ffffff on #ffffff", #line),
            ("<box class=\"dark\"><p class=\"white\">\(number)</p></box>", "", "", #line),
            (
                "<box class=\"dark\"><p class=\"black\">\(number)</p></box>", "3:20",
                "it is #000000 on #202020", #line
            ),
            ("<p class=\"tiny\">\(number)</p>", "3:2", "it is 4.0 pt high", #line),
            ("<p class=\"small\">\(number)</p>", "", "", #line),
            (
                "<box role=\"artifact\"><p>\(number)</p></box>", "3:2",
                "an artifact is for no reader", #line
            ),
            (
                "<p>x <span class=\"white\">\(number)</span></p>", "3:7",
                "it is #ffffff on #ffffff", #line
            ),
            ("<p class=\"white\">x <span class=\"black\">\(number)</span></p>", "", "", #line),
            ("<p class=\"white\">\(number)</p><p>\(number)</p>", "", "", #line),
            (
                "<if test=\"number\"><p class=\"white\">\(number)</p></if><else><p>\(number)</p></else>",
                "3:", "", #line
            ),
        ]
        for row in rows {
            let found = try errors(row.body)
            XCTAssertEqual(found.count, row.place.isEmpty ? 0 : 1, "\(found)", line: row.line)
            let text = found.first ?? ""
            guard !row.place.isEmpty else { continue }
            XCTAssertTrue(text.hasPrefix(row.place), text, line: row.line)
            XCTAssertTrue(text.contains("F416 <"), text, line: row.line)
            XCTAssertTrue(
                row.reason.isEmpty || text.contains(row.reason), text, line: row.line)
        }
    }

    /// A part that is seen in one of its places is shown.
    func testAPartIsSeenWhereItsGroundAllows() throws {
        let part = ["parts/n.xml": "<part><p class=\"white\">{{number}}</p></part>"]
        let include = "<include src=\"parts/n.xml\"/>"
        XCTAssertEqual(try errors(include, part).count, 1)
        XCTAssertEqual(try errors("<box class=\"dark\">\(include)</box>", part), [])
        XCTAssertEqual(try errors("\(include)<box class=\"dark\">\(include)</box>", part), [])
    }
}

import Primitives
import XCTest

@testable import TemplateCompiler

/// Codes to pay by that no scanner reads where they stand, told before there is a record.
final class QuietZoneTests: XCTestCase {
    private let style = """
        .frame { border: 1pt solid black } .padded { border: 1pt solid black; padding: 2mm }
        .dark { background: #113355; padding: 5mm } .pale { background: #e8f0ea; padding: 1mm }
        .white { background: white } .narrow { border: 1pt solid black; width: 22mm; text-align: center }
        .wide { border: 1pt solid black; width: 30mm; text-align: center } .end { text-align: end }
        .near { gap: 0.5mm } .far { gap: 3mm } .turned { rotate: 90deg }
        """

    /// Where the code is, and what is said of it; `@` stands for a code that takes up no room for its zone.
    func testInkInQuietZones() {
        let code = #"<qr value="x" size="20mm" quiet="none" alt="x"/>"#
        let kept = #"<qr value="x" size="20mm" alt="x"/>"#
        let rows: [(markup: String, isFound: Bool, line: UInt)] = [
            ("@", false, #line), (#"<box class="frame">@</box>"#, true, #line),
            (#"<box class="frame">\#(kept)</box>"#, false, #line),
            (#"<box class="padded">@</box>"#, false, #line),
            (#"<box class="frame"><box class="pale">@</box></box>"#, true, #line),
            (#"<box class="frame"><box class="padded">@</box></box>"#, false, #line),
            (#"<box class="end"><box class="frame">@</box></box>"#, true, #line),
            // In the middle of a box whose width is known.
            (#"<box class="narrow">@</box>"#, true, #line),
            (#"<box class="wide">@</box>"#, false, #line),
            // Beside others in a row.
            (#"<row class="near"><box class="frame"><p>x</p></box>@</row>"#, true, #line),
            (#"<row class="far"><box class="frame"><p>x</p></box>@</row>"#, false, #line),
            (#"<row class="near">@<box class="dark"><p>x</p></box></row>"#, true, #line),
            (#"<row class="near"><p>x</p>@<p>x</p></row>"#, false, #line),
            (
                #"<row class="near"><box class="frame"><p>x</p></box><if test="due">@</if></row>"#,
                false, #line
            ),
            // Where nothing is known, or nothing is printed.
            (#"<box class="frame" only="portal">@</box>"#, false, #line),
            (
                #"<box class="frame"><region left="5mm" top="5mm" width="40mm">@</region></box>"#,
                false, #line
            ),
        ]
        for row in rows {
            let markup = row.markup.replacing("@", with: code)
            let pack = TestPack("<section role=\"payment\">\(markup)</section>", style: style)
            XCTAssertEqual(
                pack.diagnostics().map(\.code), row.isFound ? ["F113"] : [], row.markup,
                line: row.line)
            // What nobody pays by is a finding at most.
            XCTAssertEqual(TestPack(markup, style: style).diagnostics(), [], line: row.line)
        }
    }

    func testGrounds() {
        let code = #"<qr value="x" size="20mm" alt="x"/>"#
        let tight = #"<qr value="x" size="20mm" quiet="none" alt="x"/>"#
        let rows: [(markup: String, message: String, line: UInt)] = [
            (#"<box class="dark">\#(code)</box>"#, "stands on #113355", #line),
            (#"<box class="pale">\#(code)</box>"#, "", #line),
            (#"<box class="dark"><box class="white">\#(code)</box></box>"#, "", #line),
            (
                #"<box class="dark"><box class="white">\#(tight)</box></box>"#,
                "something stands 0 mm beside", #line
            ),
        ]
        for row in rows {
            let pack = TestPack("<box role=\"payment\">\(row.markup)</box>", style: style)
            let found = pack.diagnostics()
            XCTAssertEqual(found.count, row.message.isEmpty ? 0 : 1, row.markup, line: row.line)
            XCTAssertTrue(
                found.allSatisfy { $0.message.contains(row.message) && !$0.cure.isEmpty },
                "\(found)", line: row.line)
        }
    }

    func testPaymentsHaveTheSameZones() {
        let rows: [(box: String, attributes: String, places: [String], line: UInt)] = [
            ("frame", #"scheme="boleto" form="code" quiet="none""#, ["6:21 F113"], #line),
            ("padded", #"scheme="boleto" form="code" quiet="none""#, ["6:22 F113"], #line),
            ("padded", #"scheme="boleto" form="code""#, [], #line),
            ("padded", #"scheme="pix" form="code" quiet="none""#, [], #line),
            ("frame", #"scheme="pix" form="code" quiet="none""#, ["6:21 F113"], #line),
            ("dark", #"scheme="pix" form="code""#, ["6:20 F113"], #line),
            ("frame", #"scheme="boleto" form="full""#, [], #line),
        ]
        for row in rows {
            let payment = "<payment of=\"first(payments)\" \(row.attributes)/>"
            let pack = TestPack("<box class=\"\(row.box)\">\(payment)</box>", style: style)
            XCTAssertEqual(pack.places(), row.places, row.attributes, line: row.line)
        }
    }

    /// The bars of a payment have 44 digits; others may have fewer.
    func testBarsHaveTheWidthOfTheirDigits() {
        let rows: [(value: String, width: String, places: [String], line: UInt)] = [
            ("{{way.code}}", "80mm", ["2:98 F105"], #line), ("{{way.code}}", "103mm", [], #line),
            ("{{ way.code }}", "80mm", ["2:100 F105"], #line),
            ("{{way.digits}}", "80mm", [], #line), ("12345678", "80mm", [], #line),
        ]
        for row in rows {
            let bars = """
                <barcode kind="itf" value="\(row.value)" width="\(row.width)" height="13mm" alt="x"/>
                """
            let pack = TestPack(
                "<box role=\"payment\"><each in=\"payments\" as=\"way\">\(bars)</each></box>")
            XCTAssertEqual(pack.places(), row.places, row.value, line: row.line)
        }
    }

    /// The bars of slips are 13 mm high wherever they stand; others need 5 mm and 15 % of their width.
    func testBarsHaveTheHeightOfTheirKind() throws {
        let code = "{{way.code}}"
        let rows: [(kind: String, value: String, height: String, places: [String], line: UInt)] = [
            ("itf", code, "0.5mm", ["2:93 F105"], #line),
            ("itf", code, "2mm", ["2:93 F105"], #line),
            ("itf", code, "12.9mm", ["2:93 F105"], #line), ("itf", code, "13mm", [], #line),
            ("itf", "12345678", "4.9mm", ["2:89 F819"], #line),
            ("itf", "12345678", "13mm", [], #line),
            ("code128", "A-1", "15mm", ["2:88 F819"], #line),
            ("code128", "A-1", "15.5mm", [], #line),
            ("code128", code, "16mm", ["2:45 F105"], #line),
            ("datamatrix", code, "103mm", ["2:45 F105"], #line),
        ]
        for row in rows {
            let bars =
                "<barcode kind=\"\(row.kind)\" value=\"\(row.value)\" width=\"103mm\" height=\"\(row.height)\" alt=\"\"/>"
            let pack = TestPack("<each in=\"payments\" as=\"way\">\(bars)</each>")
            var places = pack.places()
            if places.isEmpty {
                places = try pack.compile().advice.filter { $0.code == "F819" }.map {
                    "\($0.line):\($0.column) \($0.code)"
                }
            }
            XCTAssertEqual(places, row.places, "\(row)", line: row.line)
        }
        let qr = TestPack(
            "<each in=\"payments\" as=\"way\"><qr value=\"{{way.code}}\" size=\"30mm\" alt=\"\"/></each>"
        )
        XCTAssertEqual(qr.places(), ["2:31 F105"])
    }
}

import DocumentModel
import Expansion
import Foundation
import Packs
import Primitives
import TestSupport
import XCTest

@testable import TemplateCompiler

/// From records to the points, axes and words of charts.
final class ChartTests: XCTestCase {
    private func chart(_ attributes: String, _ children: String = "") -> String {
        "<chart height=\"30mm\" alt=\"A\" \(attributes)>\(children)</chart>"
    }

    private let months = #"each="history" as="h" cycle="h.cycle" until="cycle""#
    private let words = #"each="lines" as="l" label="{{l.id}}""#

    private func history(_ totals: KeyValuePairs<String, String>) -> String {
        "["
            + totals.map { "{\"cycle\":\"\($0.key)\",\"total\":\($0.value)}" }
            .joined(separator: ",") + "]"
    }

    private func lines(_ amounts: [String]) -> String {
        "["
            + amounts.enumerated().map {
                "{\"id\":\"L\($0.offset + 1)\",\"description\":\"d\",\"amount\":\($0.element)}"
            }.joined(separator: ",") + "]"
    }

    func testPointsAxesAndWords() throws {
        let two = history([
            "2025-06": "1.5", "2025-07": "3", "2026-06": "7", "2026-07": "-2",
        ])
        let amounts = lines(["10", "-4", "6.5"])
        let rows: [(body: String, members: KeyValuePairs<String, String>, line: String, at: UInt)] =
            [
                (
                    chart(#"kind="line" \#(months) cycles="2" value="h.total""#),
                    ["history": two], #"line "" "A: jun 7,00, jul −2,00" jun=7.0 jul*=-2.0"#, #line
                ),
                (
                    chart(
                        #"kind="column" \#(months) cycles="2" value="h.total" compare="h.total" compare-text="2025""#
                    ), ["history": two],
                    #""" "A: jun 7,00 (2025 1,50), jul −2,00 (2025 3,00)" jun=7.0 jul*=-2.0"#
                        + #" compared with "2025" =1.5 =3.0"#, #line
                ),
                (
                    chart(#"kind="bar" \#(words) value="l.amount" highlight="l.amount &lt; 0""#),
                    ["lines": amounts],
                    #"bar "" "A: L1 10,00, L2 −4,00, L3 6,50" L1=10.0 L2*=-4.0 L3=6.5"#, #line
                ),
                (
                    chart(#"kind="area" \#(words) value="l.quantity""#), ["lines": amounts],
                    #"area "" "A: L1 –, L2 –, L3 –" L1=– L2=– L3=–"#, #line
                ),
                (
                    chart(#"kind="column" \#(words) value="l.amount" axis="value""#),
                    ["lines": amounts],
                    #""" "A: L1 10,00, L2 −4,00, L3 6,50" L1=10.0 L2=-4.0 L3=6.5"#
                        + " axis −5 0 5 10", #line
                ),
                (
                    chart(
                        #"kind="stacked" \#(words) text="{{l.amount | number(0)}}""#,
                        #"<series name="x" value="l.amount"/><series name="y" value="l.quantity"/>"#
                    ),
                    ["lines": amounts],
                    #"stacked "" "A: L1 x 10,00, y –; L2 x −4,00, y –; L3 x 6,50, y –""#
                        + #" series "x" L1=10.0 "10" L2=-4.0 "−4" L3=6.5 "7" series "y" =– =– =–"#,
                    #line
                ),
                (
                    chart(#"kind="donut" \#(words) value="l.amount" other="rest""#),
                    ["lines": lines(["1", "3", "3"])],
                    #"donut "" "A: L2 3,00 43%, L3 3,00 43%, L1 1,00 14%""#
                        + #" L2=3.0 "43%" L3=3.0 "43%" L1=1.0 "14%""#, #line
                ),
                (
                    chart(
                        #"kind="donut" \#(words) value="l.amount" text="{{l.amount | money}}" other="rest""#
                    ), ["lines": lines(["1", "2", "3", "4", "5", "6", "7", "0.50"])],
                    #"donut "" "A: L7 R$_7,00 25%, L6 R$_6,00 21%, L5 R$_5,00 18%, L4 R$_4,00 14%,"#
                        + #" L3 R$_3,00 10%, L2 R$_2,00 7%, rest R$_1,50 5%""#
                        + #" L7=7.0 "R$_7,00" "25%" L6=6.0 "R$_6,00" "21%" L5=5.0 "R$_5,00" "18%""#
                        + #" L4=4.0 "R$_4,00" "14%" L3=3.0 "R$_3,00" "10%" L2=2.0 "R$_2,00" "7%""#
                        + #" rest=1.5 "R$_1,50" "5%""#, #line
                ),
                (
                    chart(#"kind="donut" \#(words) value="l.amount" other="rest""#),
                    ["lines": lines(["0", "0"])],
                    #"donut "" "A: L1 0,00, L2 0,00" L1=0.0 L2=0.0"#, #line
                ),
                (
                    chart(#"kind="sparkline" \#(words) value="l.amount""#)
                        .replacing("alt=\"A\"", with: "alt=\"So it was.\""),
                    ["lines": amounts],
                    #"sparkline "" "So it was. L1 10,00, L2 −4,00, L3 6,50" L1=10.0 L2=-4.0 L3=6.5"#,
                    #line
                ),
            ]
        for row in rows {
            XCTAssertEqual(
                try TestPack(row.body).lines(bill(row.members), line: row.at),
                ["chart (figure) chart " + row.line.replacing("_", with: "\u{A0}")], line: row.at)
        }
    }

    func testChartsWithoutPointsAreLeftOut() throws {
        let body =
            chart(#"kind="bar" each="history" as="h" label="{{h.cycle}}" value="h.total""#)
            + chart(#"kind="donut" \#(words) value="l.quantity" other="rest""#)
            + chart(
                #"kind="line" each="history" as="h" cycle="h.cycle" until="first(history).cycle" cycles="2" value="h.total""#
            )
        XCTAssertEqual(try TestPack(body).lines(bill()), [])
    }

    func testFindings() throws {
        let amounts = lines((1...61).map { $0 == 7 ? "-1" : "\($0)" })
        let rows: [(body: String, found: [String], points: Int, line: UInt)] = [
            (
                chart(#"kind="column" \#(words) value="l.amount""#),
                ["warn chart.points: the chart has 61 points, of which 60 are drawn"], 60, #line
            ),
            (
                chart(#"kind="donut" \#(words) value="l.amount" other="rest""#),
                ["warn chart.negative: a donut cannot show a part below zero"], 7, #line
            ),
        ]
        for row in rows {
            let filling = Filling(try TestPack(row.body).compile())
            for _ in 0..<2 {
                _ = filling.dump(bill(["lines": amounts]), line: row.line)
                XCTAssertEqual(
                    filling.expander.findings.map { "\($0.severity) \($0.rule): \($0.message)" },
                    row.found, line: row.line)
                XCTAssertTrue(
                    filling.expander.findings[0].place.hasSuffix("template.xml:2:2"),
                    filling.expander.findings[0].place, line: row.line)
                XCTAssertEqual(filling.tree.chartPoints.count, row.points, line: row.line)
            }
        }
    }

    func testAxisCoversWhatItMeasures() throws {
        var random = SeededRandom(seed: 3)
        let template = try TestPack(chart(#"kind="bar" \#(words) value="l.amount" axis="value""#))
            .compile()
        let filling = Filling(template)
        for _ in 0..<200 {
            let scale = [1, 100, 100_000][Int.random(in: 0...2, using: &random)]
            let low = Bool.random(using: &random) ? 0 : -30
            let amounts = (0..<3).map { _ in
                "\(Double(Int.random(in: low...200, using: &random) * scale) / 100)"
            }
            _ = filling.dump(bill(["lines": lines(amounts)]))
            let values = amounts.compactMap(Double.init)
            let ticks = filling.tree.chartTicks.indices.map { filling.tree.chartTicks[$0].value }
            XCTAssertTrue(ticks.contains(0), "\(amounts) \(ticks)")
            XCTAssertLessThanOrEqual(ticks[0], min(values.min() ?? 0, 0), "\(amounts)")
            XCTAssertGreaterThanOrEqual(ticks[ticks.count - 1], values.max() ?? 0, "\(amounts)")
            XCTAssertTrue((2...7).contains(ticks.count), "\(amounts) \(ticks)")
        }
    }

    func testWrongCharts() {
        let rows: [(chart: String, found: [String], line: UInt)] = [
            (
                #"<chart kind="pie" \#(words) value="l.amount" height="9mm" alt="A"/>"#,
                ["2:14 F105 “pie” is no value of kind"], #line
            ),
            (
                #"<chart kind="bar" each="lines" as="l" value="l.amount" height="9mm" alt="A"/>"#,
                ["2:2 F106 this <chart> does not say what its points are"], #line
            ),
            (
                #"<chart kind="bar" \#(words) height="9mm" alt="A"/>"#,
                ["2:2 F106 this <chart> needs the attribute “value”"], #line
            ),
            (
                #"<chart kind="donut" \#(words) value="l.amount" axis="value" height="9mm" alt="A"/>"#,
                [
                    "2:2 F106 this <chart> needs the attribute “other”",
                    "2:75 F104 a donut chart has no “axis”",
                ], #line
            ),
            (
                #"<chart kind="bar" \#(words) value="l.amount" other="x" height="9mm" alt="A"/>"#,
                ["2:73 F104 a bar chart has no “other”"], #line
            ),
            (
                #"<chart kind="bar" \#(words) value="l.amount" compare="l.unitPrice" height="9mm" alt="A"/>"#,
                ["2:2 F106 this <chart> needs the attribute “compare-text”"], #line
            ),
            (
                #"<chart kind="bar" \#(words) value="l.amount" until="cycle" height="9mm" alt="A"/>"#,
                ["2:73 F104 a chart with “label” has no “until”"], #line
            ),
            (
                #"<chart kind="bar" \#(words) value="l.amount" highlight="l.id" height="9mm" alt="A"/>"#,
                ["2:84 F105 “l.id” is no value of highlight"], #line
            ),
            (
                #"<chart kind="bar" \#(words) value="l.amount" axis="both" height="9mm" alt="A"/>"#,
                ["2:79 F105 “both” is no value of axis"], #line
            ),
            (
                ##"<chart kind="donut" \##(words) value="l.amount" other="x" colors="#123 puce" height="9mm" alt="A"/>"##,
                ["2:93 F105 “#123 puce” is no value of colors"], #line
            ),
            (
                #"<chart kind="stacked" \#(words) height="9mm" alt="A"/>"#,
                ["2:2 F107 this chart has 0 series"], #line
            ),
            (
                #"<chart kind="bar" \#(words) height="9mm" alt="A"><series value="l.amount" name="x"/></chart>"#,
                ["2:78 F107 a bar chart has one series"], #line
            ),
            (
                #"<chart kind="line" \#(words) value="l.amount" height="9mm" alt="A"><series value="l.amount" name="x"/><series value="l.id" name="y"/></chart>"#,
                [
                    "2:57 F104 a chart with <series> has no “value”",
                    "2:145 F105 “l.id” is no value of value",
                ], #line
            ),
            (
                #"<chart kind="stacked" \#(words) height="9mm" alt="A"><series value="l.amount"/><p>x</p>y</chart>"#,
                [
                    "2:2 F107 this chart has 1 series", "2:108 F107 <p> cannot stand in <chart>",
                    "2:115 F107 <chart> cannot contain text",
                ], #line
            ),
            (
                #"<series value="total" name="x"/>"#,
                ["2:2 F107 <series> cannot stand in <template>"], #line
            ),
        ]
        for row in rows {
            let found = TestPack(row.chart).diagnostics()
            XCTAssertEqual(
                found.map { "\($0.line):\($0.column) \($0.code) \($0.message)" }, row.found,
                line: row.line)
        }
    }

    /// Every kind, with what is hard for each.
    func testGallery() throws {
        let folder = repositoryFolder.appendingPathComponent("Tests/EndToEndTests/Packs/charts")
        let json = try String(
            contentsOf: folder.appendingPathComponent("samples/gallery.json"), encoding: .utf8)
        let filling = Filling(
            try CompiledTemplate.compile(Pack(folder: folder.path), families: ["Roboto"]))
        let dump = filling.dump(json)
        XCTAssertEqual(filling.expander.findings, [])
        XCTAssertEqual(filling.dump(json), dump)
        try assertGolden(dump, "boxes/charts.txt")
    }
}

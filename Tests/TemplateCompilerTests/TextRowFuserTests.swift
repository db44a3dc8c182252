import DocumentModel
import Foundation
import Packs
import Primitives
import TestSupport
import XCTest

@testable import Expansion
@testable import TemplateCompiler

final class TextRowFuserTests: XCTestCase {
    private let plain = ColumnSpec(width: Track(.fraction, 1000), align: .start)

    /// What becomes of the row of a table with two columns, which is step 1.
    private func fused(
        _ row: [Step], columns: [ColumnSpec]? = nil, change: (inout Style) -> Void = { _ in }
    ) -> [Step] {
        var styles = [Style(), Style()]
        change(&styles[1])
        let table = TableSpec(
            columns: columns ?? [plain, plain], carryRow: -1, broughtForwardRow: -1, sumCount: 0)
        let steps = [open(.table)] + row + [close]
        var fuser = TextRowFuser(
            steps, fused: StepFuser(steps).fused(), styles: styles, tables: [table])
        return fuser.fused()
    }

    private func row(_ cells: [Step]...) -> [Step] {
        [open(.tableRow)] + cells.flatMap { $0 } + [close]
    }

    private func cell(_ content: [Step], style: UInt16 = 0) -> [Step] {
        [open(.cell, style)] + [open(.paragraph)] + content + [close, close]
    }

    private func open(_ kind: BoxKind, _ style: UInt16 = 0) -> Step {
        Step(operation: .open, kind: kind, style: style)
    }

    private var value: Step { Step(operation: .value) }
    private var close: Step { Step(operation: .close) }
    private func step(_ operation: Step.Operation, a: Int32 = 0, b: Int32 = 0) -> Step {
        Step(operation: operation, a: a, b: b)
    }

    func testRowsOfTextsAreKept() {
        let rows: [(row: [Step], operations: [Int: Step.Operation], line: UInt)] = [
            (
                row(cell([value]), cell([value])), [1: .textRow, 2: .textCell, 7: .textCell], #line
            ),
            (
                row([step(.sums)], cell([value])), [1: .textRow, 2: .sums, 3: .textCell], #line
            ),
            (
                row(cell([value, step(.text)])),
                [1: .textRow, 2: .beginCell, 4: .value, 5: .text, 6: .endCell], #line
            ),
            (
                row(cell([step(.unless, b: 7), value, step(.jump, a: 8), value])),
                [1: .textRow, 2: .beginCell, 8: .endCell], #line
            ),
        ]
        for row in rows {
            let steps = fused(row.row)
            for (place, operation) in row.operations {
                XCTAssertEqual(steps[place].operation, operation, "\(place)", line: row.line)
            }
        }
    }

    func testOtherRowsStayBoxes() {
        let two = cell([value])
        let rows: [(row: [Step], line: UInt)] = [
            (row(cell([value, step(.lineBreak), value]), two), #line),
            (row(cell([step(.link), value, step(.linkEnd)]), two), #line),
            (row(cell([]), two), #line),
            (row([open(.cell), value, close], two), #line),
            (
                row([open(.cell), open(.paragraph), value, close, open(.paragraph), close, close]),
                #line
            ),
            (row(two, [step(.unless, b: 12)], two), #line),
            (row(cell([Step(operation: .value, style: 1)]), two), #line),
            // One leads into the cell, one out of it.
            ([step(.jump, a: 5)] + row(two), #line),
            (row(cell([step(.unless, b: 9), value]), two), #line),
        ]
        for row in rows {
            let kept = fused(row.row).contains { $0.operation == .textRow }
            XCTAssertFalse(kept, line: row.line)
        }
    }

    func testStylesAndColumnsDecide() {
        let styles: [(change: (inout Style) -> Void, isKept: Bool, line: UInt)] = [
            ({ _ in }, true, #line), ({ $0.border.bottom = .points(1) }, true, #line),
            ({ $0.padding.left = .points(1) }, true, #line), ({ $0.align = .end }, true, #line),
            ({ $0.align = .decimal }, false, #line), ({ $0.border.top = .points(1) }, false, #line),
            ({ $0.background = .white }, false, #line), ({ $0.rotation = 90 }, false, #line),
            ({ $0.height = .points(9) }, false, #line),
            ({ $0.verticalAlign = .middle }, false, #line),
        ]
        for style in styles {
            let steps = fused(row(cell([value], style: 1)), change: style.change)
            XCTAssertEqual(steps[1].operation == .textRow, style.isKept, line: style.line)
        }
        for column in [
            ColumnSpec(width: Track(.auto), align: .start),
            ColumnSpec(width: Track(.fixed, 1), align: .decimal),
        ] {
            let steps = fused(row(cell([value])), columns: [column])
            XCTAssertEqual(steps[1].operation, .open)
        }
    }

    /// Rows of fields alone are made in one loop, but for those that need more: the tree is the same.
    func testRowsMadeAtOnceAreThoseMadeStepByStep() throws {
        let pack = TestPack(
            """
            <table><col width="1fr"/><col width="1fr"/><col width="1fr"/><col width="1fr"/>
            <tbody><each in="usage.groups" as="g"><each in="g.details" as="d">
            <tr sum="d.amount; d.quantity"><td>{{d.date | date}} {{d.time}}</td>
            <td>{{d.description}}</td><td><if test="d.seconds">{{d.seconds | duration}}</if>
            <else test="d.quantity">{{d.quantity | number}} {{d.unit}}</else>
            <else>{{t('none')}} <if test="d.number">{{d.quantity}}</if></else></td>
            <td>{{d.amount}} {{d.amount | money('bare')}} {{d.quantity | number(2)}}</td></tr></each>
            </each></tbody></table>
            """, strings: #"{"none":"nada a ver"}"#)
        let filling = Filling(try pack.compile())
        XCTAssertEqual(filling.template.rows.map(\.programs.count), [1])
        for locale in ["pt-BR", "en-US", "fr-FR", "de-CH", "ja-JP"] {
            for length in [1, 20, 300, 9_000] {
                let json = bill([
                    "usage": usage(textLength: length), "locale": "\"\(locale)\"",
                ])
                let boxes = filling.dump(json)
                let tree = filling.tree
                let sums = tree.sums.indices.map { tree.sums[$0].mantissa }
                let paths = tree.inlines.indices.map { tree.inlines[$0].path }
                filling.expander.expand(into: tree, channel: .pdf, isCompact: true)
                XCTAssertEqual(tree.textRows.count, 1, locale)
                XCTAssertEqual(tree.rowLists.indices.map { tree.rowLists[$0].count }, [199], locale)
                takeLists(of: tree, filling.expander)
                XCTAssertEqual(tree.textRows.count, 200, locale)
                XCTAssertEqual(tree.sums.indices.map { tree.sums[$0].mantissa }, sums, locale)
                XCTAssertEqual(tree.inlines.indices.map { tree.inlines[$0].path }, paths, locale)
                for row in tree.boxes.indices {
                    tree.makeCells(ofRow: row, filling.template.resources.textCells)
                }
                XCTAssertEqual(tree.dump(resources: filling.template.resources), boxes, locale)
            }
        }
    }

    /// The texts of listed rows are those of the rows that are made of them, however many are asked for.
    func testListedRowsAreWrittenAsTheyAreMade() throws {
        let pack = TestPack(
            """
            <table><col width="1fr"/><col width="1fr"/><col width="1fr"/>
            <tbody><each in="usage.groups" as="g"><each in="g.details" as="d">
            <tr><td>{{d.date | date}} {{d.time}}</td><td>{{d.description}}</td>
            <td>{{d.amount | money('bare')}} {{d.quantity | number(2)}}</td></tr></each>
            </each></tbody></table>
            """)
        let filling = Filling(try pack.compile())
        for length in [1, 300, 9_000] {
            _ = filling.dump(bill(["usage": usage(textLength: length)]))
            let tree = filling.tree
            filling.expander.expand(into: tree, channel: .pdf, isCompact: true)
            let list = tree.rowLists[0]
            var written: [String] = []
            let texts = RowTexts()
            while written.count < list.count * 3 {
                let row = written.count / 3
                let count = filling.expander.writeRows(
                    row..<min(row + 30, list.count), of: list, into: texts)
                XCTAssertGreaterThan(count, 0)
                var start = 0
                for text in 0..<count * 3 {
                    let end = Int(texts.ends[text])
                    written.append(texts.bytes.view(start..<end).string)
                    start = end
                }
            }
            takeLists(of: tree, filling.expander)
            let made = tree.cellPieces.indices.dropFirst(3).map {
                tree.bytes(tree.cellPieces[$0].text).string
            }
            XCTAssertEqual(written, made)
        }
    }

    /// Makes rows of all that are listed.
    private func takeLists(of tree: BoxTree, _ running: any RunningContent) {
        for index in tree.boxes.indices where tree.boxes[index].kind == .tableRows {
            let count = tree.rowLists[Int(tree.boxes[index].first)].count
            tree.takeRows(0..<count, of: index, running)
        }
    }

    /// Two hundred details of all kinds, a text of so many bytes among them.
    private func usage(textLength: Int) -> String {
        let kinds = [
            #""date":"2026-06-01","time":"07:01:36","description":"Fixo","seconds":727"#,
            #""date":"1999-12-31","description":"Celular","quantity":72.7,"unit":"MB","amount":0.00"#,
            #""time":"23:59:59","amount":1234567.89,"quantity":1234.5"#,
            #""description":"","number":"1","amount":-3.05,"quantity":-0.125"#,
            #""seconds":360000,"unit":"x","amount":999999.99"#, "",
            #""seconds":0,"quantity":12345678.123,"amount":1000"#,
            #""quantity":5,"unit":"","amount":10.5"#,
        ]
        let long = "\"description\":\"" + String(repeating: "é ", count: textLength / 3) + "\""
        let details = (0..<200).map { index in
            "{" + (index == 77 ? long : kinds[index % kinds.count]) + "}"
        }
        return "{\"groups\":[{\"title\":\"T\",\"details\":[\(details.joined(separator: ","))]}]}"
    }

    /// What is kept as texts is, once it is turned into boxes, what would have been made otherwise.
    func testTreesAreTheSameOnceCellsAreBoxes() throws {
        for (pack, sample) in [
            ("telecom", "ordinary"), ("telecom", "very-long"), ("energy", "ordinary"),
            ("saas", "ordinary"),
        ] {
            let folder = repositoryFolder.appendingPathComponent("templates/\(pack)")
            let samples = folder.appendingPathComponent("samples")
            let names = try FileManager.default.contentsOfDirectory(atPath: samples.path).sorted()
            let name = names.first { $0 == sample + ".json" } ?? names[0]
            let json = try String(
                contentsOf: samples.appendingPathComponent(name), encoding: .utf8)
            let filling = Filling(
                try CompiledTemplate.compile(
                    Pack(folder: folder.path), families: ["Roboto", "Open Sans", "Liberation Sans"])
            )
            let boxes = filling.dump(json)
            let tree = filling.tree
            filling.expander.expand(into: tree, channel: .pdf, isCompact: true)
            takeLists(of: tree, filling.expander)
            XCTAssertGreaterThan(tree.textRows.count, 2, pack)
            for row in tree.boxes.indices {
                tree.makeCells(ofRow: row, filling.template.resources.textCells)
            }
            XCTAssertEqual(tree.dump(resources: filling.template.resources), boxes, pack)
        }
    }
}

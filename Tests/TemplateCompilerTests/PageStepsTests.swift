import DocumentModel
import Expansion
import XCTest

@testable import TemplateCompiler

/// Steps made for pages say the same as those for every channel.
final class PageStepsTests: XCTestCase {
    func testPagesSayTheSame() throws {
        let bodies: [(body: String, line: UInt)] = [
            ("<p>A <span>b</span> c</p><p t=\"x\"/><p> <span t=\"x\"/> </p>", #line),
            (
                "<p>{{customer.email}} <span>{{id}}</span> <span>{{customer.email}}</span> .</p>",
                #line
            ),
            ("<p><if test=\"customer.email\">a</if> {{t('x')}}</p><p t=\"empty\"/>", #line),
            (
                "<section><box><p>{{id}}</p></box></section><box><box><p t=\"x\"/></box></box>",
                #line
            ),
            (
                "<section><box><if test=\"total > 5\"><p>a</p></if></box></section><p t=\"x\"/>",
                #line
            ),
            (
                "<box><each in=\"lines\" as=\"line\"><box><if test=\"line.amount > 1\"><p>{{line.id}}</p></if></box></each></box>",
                #line
            ),
            (
                "<p><a href=\"https://{{id}}.example\">{{t('x')}} b</a><br/>{{t('empty')}}</p>",
                #line
            ),
            ("<row><column><p>a</p></column><column/><column><p t=\"x\"/></column></row>", #line),
        ]
        for row in bodies {
            let pack = TestPack(row.body, strings: #"{"x":"Olá","empty":""}"#)
            let filling = Filling(try pack.compile())
            for json in [bill(), bill(["total": "9.00"])] {
                let shown = filling.dump(json, line: row.line)
                filling.expander.expand(into: filling.tree, channel: .pdf, isCompact: true)
                XCTAssertEqual(
                    filling.tree.dump(resources: filling.template.resources), shown, row.body,
                    line: row.line)
            }
        }
    }

    /// What a loop says of all elements is asked anew of each record, and with each value compared with.
    func testLoopsOverAllElementsInRows() throws {
        let pack = TestPack(
            """
            <each in="lines" as="line"><p>{{line.id}}<if test="all(taxes, it.included)"> all</if>\
            <if test="any(taxes, it.amount == line.amount)"> same</if></p></each>
            """)
        let filling = Filling(try pack.compile())
        let rows: [(taxes: String, texts: [String], line: UInt)] = [
            (
                #"[{"code":"X","amount":1.00,"included":true},{"code":"Y","amount":2.00}]"#,
                ["L1 same", "L2", "L3"], #line
            ),
            (
                #"[{"code":"X","amount":2.50,"included":true},{"code":"Y","amount":2.00,"included":true}]"#,
                ["L1 all", "L2 all same", "L3 all"], #line
            ),
        ]
        for row in rows {
            _ = filling.dump(bill(["taxes": row.taxes]), line: row.line)
            let tree = filling.tree
            let texts = tree.boxes.indices.filter { tree.boxes[$0].kind == .paragraph }.map { box in
                let first = Int(tree.boxes[box].first)
                return (first..<first + Int(tree.boxes[box].count))
                    .map { tree.bytes(tree.inlines[$0].text).string }.joined()
            }
            XCTAssertEqual(texts, row.texts, line: row.line)
        }
    }
}

import Expressions
import Packs
import Primitives
import Records
import Vocabulary
import XCTest

@testable import TemplateCompiler

final class PackListingsTests: XCTestCase {
    func testFieldsOfThePacksOwn() throws {
        let pack = TestPack(
            """
            <extra path="extra.points" type="integer" meaning="Points so far." example="120"/>
            <extra path="lines[].colour" type="string"/><p>{{misspelt}}</p>
            """)
        let schema = try Pack(folder: pack.folder.path).schema()
        let points = try XCTUnwrap(schema.field(at: "extra.points"))
        XCTAssertEqual([points.meaning, points.example], ["Points so far.", "120"])
        XCTAssertEqual(
            schema.field(at: "lines[].colour")?.meaning, "Declared by the template pack.")
        XCTAssertTrue(schema.listing.text.contains("\nextra.points  "))
    }

    func testPacksWithoutASchema() {
        let rows: [(files: [String: String], code: String, line: UInt)] = [
            ([:], "F401", #line), (["template.xml": ""], "F101", #line),
            (
                [
                    "template.xml":
                        "<template><extra path=\"id\" type=\"money\"/><p>x</p></template>"
                ], "F404", #line
            ),
        ]
        for row in rows {
            let pack = TestPack(files: row.files)
            XCTAssertThrowsError(
                try Pack(folder: pack.folder.path).schema(), line: row.line
            ) { error in
                let all = (error as? Diagnostics)?.all ?? []
                XCTAssertEqual(all.map(\.code).first, row.code, line: row.line)
            }
        }
    }

    func testListings() {
        XCTAssertEqual(Listing.functions.rows.count, functionReference.count)
        XCTAssertEqual(Listing.elements.rows.count, vocabulary.count)
        XCTAssertEqual(
            Listing.elements.matching("switch").rows.first,
            [
                .text("switch"), .words(["value"]),
                .text("The content of the first case that has the value."),
            ])
    }
}

import Primitives
import XCTest

@testable import PDFBackend

final class MetadataTests: XCTestCase {
    func testMetadata() throws {
        let builder = PageBuilder(title: "Conta № 7 (maio) 😀", language: "pt-BR", identifier: "x")
        builder.tree.info.author = builder.append("Telco (Brasil) \\ S.A.")
        builder.tree.info.subject = builder.append("broken \u{FFFD}")
        builder.page()
        let file = try PDFReader(builder.pdf())
        XCTAssertEqual(file.catalog["Lang"]?.string, Array("pt-BR".utf8))
        XCTAssertEqual(
            file.resolve(file.catalog["ViewerPreferences"]).dictionary["DisplayDocTitle"],
            .bool(true))
        var title: [UInt8] = [0xFE, 0xFF]
        for unit in "Conta № 7 (maio) 😀".utf16 {
            title += [UInt8(unit >> 8), UInt8(unit & 255)]
        }
        XCTAssertEqual(file.info["Title"]?.string, title)
        XCTAssertEqual(file.info["Author"]?.string, Array("Telco (Brasil) \\ S.A.".utf8))
        XCTAssertEqual(file.info["Producer"]?.string, Array("Fatura".utf8))
        XCTAssertEqual(file.info["CreationDate"]?.string, Array("D:20240229000000Z".utf8))
        let ids = file.trailer["ID"]?.array ?? []
        XCTAssertEqual(ids.map { $0.string?.count }, [16, 16])
        XCTAssertEqual(ids.first, ids.last)
    }

    func testWithoutMetadata() throws {
        let builder = PageBuilder()
        builder.tree.info.date = CivilDate(days: Int32.max)
        builder.page()
        let file = try PDFReader(builder.pdf())
        XCTAssertNil(file.catalog["Lang"])
        XCTAssertNil(file.catalog["ViewerPreferences"])
        XCTAssertEqual(file.info, ["Producer": .string(Array("Fatura".utf8))])
    }

    func testIDDependsOnEveryInput() throws {
        func id(_ change: (PageBuilder) -> Void) throws -> PDFValue? {
            let builder = PageBuilder(title: "T", language: "en", identifier: "i")
            builder.page()
            builder.text("12", 10, 10)
            change(builder)
            return try PDFReader(builder.pdf()).trailer["ID"]
        }
        let changes: [(PageBuilder) -> Void] = [
            { _ in }, { $0.text("3", 20, 20) }, { $0.tree.info.date = CivilDate(days: 1) },
            { $0.tree.info.identifier = $0.append("j") }, { $0.tree.info.title = $0.append("U") },
            { $0.link("tel:1", 1, 1, 1, 1) }, { $0.page() },
            { $0.tree.info.language = $0.append("pt") },
        ]
        let ids = try changes.map { try "\(String(describing: id($0)))" }
        XCTAssertEqual(Set(ids).count, changes.count)
    }

    func testLinksAreAnnotationsAtTheirPlace() throws {
        let builder = PageBuilder()
        builder.page(height: .points(200))
        builder.link("https://example.com/?a=(1)&b=ç<x>", 10, 20, 30, 40)
        builder.link("mailto:a@example.com", 1, 2, 3, 4)
        builder.page()
        builder.page(height: .points(300))
        builder.link("tel:+5511", 0, 0, 10, 10)
        let bytes = try builder.pdf()
        try OutsideReader.assertClean(bytes)
        let file = try PDFReader(bytes)
        func links(_ page: Int) -> [(rect: [Double], uri: String)] {
            file.resolve(file.pages[page]["Annots"]).array.map { value in
                let annotation = value.dictionary
                XCTAssertEqual(annotation["Border"], .array([.number(0), .number(0), .number(0)]))
                return (
                    annotation["Rect"]!.array.compactMap(\.number),
                    String(decoding: annotation["A"]!.dictionary["URI"]!.string!, as: UTF8.self)
                )
            }
        }
        XCTAssertEqual(links(0).map(\.rect), [[10, 140, 40, 180], [1, 194, 4, 198]])
        XCTAssertEqual(
            links(0).map(\.uri),
            ["https://example.com/?a=(1)&b=%C3%A7%3Cx%3E", "mailto:a@example.com"])
        XCTAssertTrue(links(1).isEmpty)
        XCTAssertEqual(links(2).map(\.rect), [[0, 290, 10, 300]])
    }

    func testLinksThatMayLeadNowhereAreText() throws {
        let refused = [
            "javascript:app.alert(1)", "data:text/html,x", "file:///etc/passwd", "https://",
            "https://a.example/ b", "//a.example", "",
        ]
        let builder = PageBuilder()
        builder.page()
        for target in refused { builder.link(target, 0, 0, 10, 10) }
        builder.text("12", 10, 10)
        builder.page()
        for target in refused + ["https://a.example"] { builder.link(target, 0, 0, 10, 10) }
        let bytes = try builder.pdf()
        try OutsideReader.assertClean(bytes)
        let file = try PDFReader(bytes)
        XCTAssertNil(file.pages[0]["Annots"])
        XCTAssertTrue(try OutsideReader.text(bytes).contains("12"))
        XCTAssertEqual(file.resolve(file.pages[1]["Annots"]).array.count, 1)
    }
}

import Primitives
import XCTest

@testable import Fonts

final class FontCatalogTests: XCTestCase {
    private func catalog(_ json: String, base: String = "/pack") throws(Diagnostics) -> FontCatalog
    {
        try FontCatalog(json: Array(json.utf8), file: "fonts.json", baseFolder: base)
    }

    /// A catalog of one family `F`, its faces at paths that are their keys.
    private func family(_ keys: [String]) throws -> FontCatalog {
        let faces = keys.map { "\"\($0)\": \"/\($0)\"" }.joined(separator: ",")
        return try catalog("{\"families\": {\"F\": {\"package\": \"p\", \"faces\": {\(faces)}}}}")
    }

    func testRepositoryCatalogIsWhole() throws {
        let catalog = TestFonts.catalog
        for name in ["Roboto", "Open Sans", "Liberation Sans", "Noto Sans"] {
            XCTAssertTrue(catalog.familyNames.contains(name), name)
        }
        XCTAssertEqual(catalog.familyNames, catalog.familyNames.sorted())
        for name in catalog.familyNames {
            for weight in [400, 700] {
                for italic in [false, true] {
                    let face = try XCTUnwrap(
                        catalog.path(family: name, weight: weight, italic: italic))
                    XCTAssertTrue(face.package.hasPrefix("fonts-"))
                    let bytes = try readFontFile(face.path).bytes
                    let header = try SfntHeader(bytes, path: face.path)
                    XCTAssertEqual(header.weight, weight, face.path)
                    // DejaVu leans in another package only.
                    let leans = italic && name != "DejaVu Sans"
                    XCTAssertEqual(header.isItalic, leans, face.path)
                }
            }
        }
    }

    func testNearestWeight() throws {  // CSS Fonts 4 §5.2
        let rows: [(faces: [String], weight: Int, italic: Bool, path: String, line: UInt)] = [
            (["400", "700"], 400, false, "/400", #line),
            (["400", "700"], 700, false, "/700", #line),
            (["400", "700"], 500, false, "/400", #line),
            (["400", "700"], 501, false, "/700", #line),
            (["400", "700"], 600, false, "/700", #line),
            (["400", "700"], 100, false, "/400", #line),
            (["400", "700"], 900, false, "/700", #line),
            (["300", "500"], 400, false, "/500", #line),
            (["300", "600"], 400, false, "/300", #line),
            (["600", "900"], 450, false, "/600", #line),
            (["300", "500"], 350, false, "/300", #line),
            (["500", "900"], 300, false, "/500", #line),
            (["100", "200"], 900, false, "/200", #line),
            (["100", "200"], 450, false, "/200", #line),
            (["400", "700 italic"], 700, false, "/400", #line),
            (["400", "700 italic"], 400, true, "/700 italic", #line),
            (["400", "700"], 700, true, "/700", #line),
            (["400 italic"], 400, false, "/400 italic", #line),
        ]
        for row in rows {
            let found = try family(row.faces)
                .path(family: "f", weight: row.weight, italic: row.italic)
            XCTAssertEqual(found?.path, row.path, line: row.line)
            XCTAssertEqual(found?.package, "p", line: row.line)
        }
        XCTAssertNil(try family(["400"]).path(family: "G", weight: 400, italic: false))
    }

    func testPathsOfAPack() throws {
        let json =
            #"{"families": {"Marca": {"faces": {"400": "fonts/Marca.ttf", "700": "/m.ttf"}}}}"#
        for base in ["/pack", "/pack/"] {
            let marca = try catalog(json, base: base)
            let plain = marca.path(family: "Marca", weight: 400, italic: false)
            XCTAssertEqual(plain?.path, "/pack/fonts/Marca.ttf")
            XCTAssertEqual(plain?.package, "")
            XCTAssertEqual(marca.path(family: "Marca", weight: 700, italic: false)?.path, "/m.ttf")
        }
    }

    func testMergingPrefersThePack() throws {
        let pack = try catalog(
            #"{"families": {"roboto": {"faces": {"400": "r.ttf"}}, "Z": {"faces": {"400": "z"}}}}"#)
        let merged = TestFonts.catalog.merging(pack)
        XCTAssertEqual(
            merged.path(family: "Roboto", weight: 700, italic: false)?.path, "/pack/r.ttf")
        XCTAssertNotNil(merged.path(family: "Noto Sans", weight: 400, italic: false))
        XCTAssertEqual(merged.familyNames.last, "roboto")
        XCTAssertEqual(merged.familyNames.count, TestFonts.catalog.familyNames.count + 1)
    }

    func testMissingFileNamesItsPackage() throws {
        XCTAssertThrowsError(try family(["400"]).face(family: "F", weight: 400, italic: false)) {
            XCTAssertEqual($0 as? FontError, FontError("/400", .noFile, package: "p"))
        }
        XCTAssertNil(try family(["400"]).face(family: "G", weight: 400, italic: false))
    }

    func testWhatIsWrongAndWhere() throws {
        let rows: [(json: String, found: [String], line: UInt)] = [
            ("", ["1:1 F501"], #line), ("{", ["1:2 F501"], #line), ("{}", ["1:1 F502"], #line),
            ("[]", ["1:1 F503"], #line), ("{\"families\": 3}", ["1:14 F503"], #line),
            ("{\"families\": {}} x", ["1:18 F501"], #line),
            ("{\n  \"famlies\": {}\n}", ["2:3 F502"], #line),
            ("{\"families\": {\"F\": {}}}", ["1:20 F502"], #line),
            ("{\"families\": {\"F\": {\"faces\": {}}}}", ["1:30 F502"], #line),
            ("{\"families\":\n{\"F\": {\"faces\": {\"bold\": \"/x\"}}}}", ["2:18 F504"], #line),
            ("{\"families\": {\"F\": {\"faces\": {\"+400\": \"/x\"}}}}", ["1:31 F504"], #line),
            ("{\"families\": {\"F\": {\"faces\": {\"400 bold\": \"/x\"}}}}", ["1:31 F504"], #line),
            ("{\"families\": {\"F\": {\"faces\": {\"1001\": \"/x\"}}}}", ["1:31 F504"], #line),
            ("{\"families\": {\"F\": {\"faces\": {\"400\": 7}}}}", ["1:38 F503"], #line),
            ("{\"families\": {\"F\": {\"faces\": {\"400\": \"../x\"}}}}", ["1:38 F505"], #line),
            ("{\"families\": {\"F\": {\"faces\": {\"400\": \"\"}}}}", ["1:38 F505"], #line),
            (
                "{\"families\": {\"F\": {\"faces\": {\"400\": \"/a\\u0000\"}}}}", ["1:38 F505"],
                #line
            ),
            (
                "{\"families\": {\"F\": {\"licence\": \"x\", \"faces\": {\"400\": \"/x\"}},\n"
                    + "\"F\": {\"faces\": {\"400\": \"/x\"}}, \"G\": {\"faces\": {\"0\": null}}}}",
                ["1:21 F502", "2:1 F502", "2:48 F504"], #line
            ),
        ]
        for row in rows {
            XCTAssertThrowsError(try catalog(row.json), row.json, line: row.line) { error in
                let found = (error as? Diagnostics)?.all.map {
                    "\($0.line):\($0.column) \($0.code)"
                }
                XCTAssertEqual(found, row.found, row.json, line: row.line)
            }
        }
    }

    func testMisspeltNameIsGuessed() {
        XCTAssertThrowsError(try catalog("{\"famlies\": {}}")) { error in
            XCTAssertEqual((error as? Diagnostics)?.all.first?.cure, "did you mean 'families'?")
        }
    }
}

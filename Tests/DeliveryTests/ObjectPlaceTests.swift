import XCTest

@testable import Delivery

final class ObjectPlaceTests: XCTestCase {
    func testPlacesAreRead() {
        let rows: [(text: String, bucket: String?, prefix: String, line: UInt)] = [
            ("s3://bills", "bills", "", #line), ("s3://bills/", "bills", "", #line),
            ("s3://bills/2026-07", "bills", "2026-07/", #line),
            ("s3://bills/2026/07/", "bills", "2026/07/", #line),
            ("s3://bi.ll-s/ação x", "bi.ll-s", "ação x/", #line),
            ("bills/2026", nil, "", #line), ("https://bills", nil, "", #line),
            ("s3://", nil, "", #line), ("s3:///x", nil, "", #line), ("s3://ab", nil, "", #line),
            ("s3://a..b/x", nil, "", #line), ("s3://a b/x", nil, "", #line),
            ("s3://key:secret@host/x", nil, "", #line), ("s3://bills//x", nil, "", #line),
            ("s3://bills/x//y", nil, "", #line), ("s3://bills/../x", nil, "", #line),
            ("s3://bills/x/.", nil, "", #line), ("s3://bills/x\ny", nil, "", #line),
            ("s3://bills//", nil, "", #line),
            ("s3://bills/" + String(repeating: "x", count: 725), nil, "", #line),
        ]
        for row in rows {
            let place = ObjectPlace(row.text)
            XCTAssertEqual(place?.bucket, row.bucket, line: row.line)
            XCTAssertEqual(place?.prefix ?? "", row.prefix, line: row.line)
        }
    }

    func testKeysAndTexts() throws {
        let place = try XCTUnwrap(ObjectPlace("s3://bills/2026-07"))
        XCTAssertEqual(place.key("packs/00001.tar"), "2026-07/packs/00001.tar")
        XCTAssertEqual(place.text("manifest.json"), "s3://bills/2026-07/manifest.json")
        XCTAssertEqual(place.text(), "s3://bills/2026-07/")
    }

    func testBytesAreEncodedAsSignaturesWantThem() {
        let rows: [(text: String, encoded: String, line: UInt)] = [
            ("a/b-c_d.e~9", "a/b-c_d.e~9", #line), ("100%25 é+", "100%2525%20%C3%A9%2B", #line),
            ("a=b&c?d#e", "a%3Db%26c%3Fd%23e", #line), ("\u{01}", "%01", #line),
        ]
        for row in rows {
            XCTAssertEqual(
                ObjectPlace.encoded(row.text, keepsSlashes: true), row.encoded, line: row.line)
        }
        XCTAssertEqual(ObjectPlace.encoded("a/b", keepsSlashes: false), "a%2Fb")
    }
}

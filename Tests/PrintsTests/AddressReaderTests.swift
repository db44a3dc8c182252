import Primitives
import XCTest

@testable import Prints

final class AddressReaderTests: XCTestCase {
    private func key(_ customer: String, id: String = "C1") -> (text: [String], postal: String) {
        var line = ByteBuffer()
        var keys = ByteBuffer()
        let text = "{\"id\":\"1\",\"customer\":\(customer)}"
        line.append(string: text)
        line.append(repeating: 0, count: 64)
        let key = AddressReader().read(
            line.view(0..<text.utf8.count), number: 1, customer: id, to: &keys)
        let parts = keys.view(key.all).string.split(
            separator: "\0", omittingEmptySubsequences: false)
        XCTAssertEqual(keys.view(key.customer).string, id)
        return (parts.map(String.init), keys.view(key.postalCode).string)
    }

    func testTextsAreFolded() {
        let found = key(
            """
            {"id":"C1","name":" José  d'Ávila ","address":{"line1":"Rua A, 12","line2":"ap. 3",
             "postalCode":"01310-100","city":"São Paulo","region":"sp","country":"br"}}
            """)
        XCTAssertEqual(
            found.text, ["BR", "01310 100", "RUA A 12 AP 3 SÃO PAULO SP", "JOSÉ D ÁVILA", "C1"])
        XCTAssertEqual(found.postal, "01310-100")
    }

    func testNumbersThatABlankPartsStayApart() {
        let one = key(#"{"id":"C1","name":"A","address":{"line1":"Rua X 1, 23"}}"#)
        let other = key(#"{"id":"C1","name":"A","address":{"line1":"Rua X 12, 3"}}"#)
        XCTAssertNotEqual(one.text, other.text)
    }

    func testWhatIsMissingIsEmpty() {
        XCTAssertEqual(key(#"{"id":"C1"}"#).text, ["", "", "", "", "C1"])
        XCTAssertEqual(key(#"{"id":"C1"}"#).postal, "")
    }

    func testLongTextsAreClipped() {
        let long = String(repeating: "x", count: 1500)
        let longer = String(repeating: "x", count: 70_000)
        let found = key(
            #"{"id":"C1","name":"\#(long)","address":{"line1":"\#(long)"}}"#, id: longer)
        XCTAssertEqual(found.text.map(\.utf8.count), [0, 0, 1000, 1000, 70_000])
    }

    func testOrderIsThatOfBytes() {
        let rows: [(a: String, b: String, sign: Int, line: UInt)] = [
            ("", "", 0, #line), ("a", "", 1, #line), ("a", "b", -1, #line), ("é", "z", 1, #line),
            ("ab", "b", -1, #line),
        ]
        for row in rows {
            var a = ByteBuffer()
            var b = ByteBuffer()
            a.append(string: row.a)
            b.append(string: row.b)
            XCTAssertEqual(a.view.compared(to: b.view).signum(), row.sign, line: row.line)
        }
    }
}

import Primitives
import XCTest

@testable import BatchEngine

final class IdentifierSetTests: XCTestCase {
    private func insert(_ text: String, _ set: inout IdentifierSet) -> Bool {
        var id = ByteBuffer()
        id.append(string: text)
        return set.insert(id.view)
    }

    func testEachIdIsNewOnce() {
        var set = IdentifierSet()
        for text in ["", "a", "b", "A", "a ", "ab", "ba", "\0", "\0\0", "á", "a\u{301}"] {
            XCTAssertTrue(insert(text, &set), text)
            XCTAssertFalse(insert(text, &set), text)
        }
    }

    func testKeepsAllWhileItGrows() {
        var set = IdentifierSet()
        let count = 50_000
        for number in 0..<count { XCTAssertTrue(insert("2026-07-\(number)", &set)) }
        for number in 0..<count { XCTAssertFalse(insert("2026-07-\(number)", &set)) }
        XCTAssertTrue(insert("2026-07-\(count)", &set))
    }
}

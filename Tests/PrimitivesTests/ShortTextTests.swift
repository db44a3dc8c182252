import Primitives
import XCTest

final class ShortTextTests: XCTestCase {
    private func short(_ text: String) -> ShortText? {
        var buffer = ByteBuffer()
        buffer.append(string: text)
        return ShortText(buffer.view)
    }

    func testBytesAreTold() {
        XCTAssertNil(short(""))
        XCTAssertNil(short(String(repeating: "a", count: 25)))
        for length in 1...24 {
            let plain = String(repeating: "a", count: length)
            guard let own = short(plain) else { return XCTFail("\(length)") }
            XCTAssertTrue(short(plain).map { $0 == own && $0.hash == own.hash } ?? false)
            for place in 0..<length {
                var letters = Array(plain)
                letters[place] = "b"
                XCTAssertTrue(short(String(letters)).map { !($0 == own) } ?? false, "\(place)")
            }
            if length < 24 {
                XCTAssertTrue(short(plain + "a").map { !($0 == own) } ?? false, "\(length)")
            }
        }
    }
}

import Primitives
import XCTest

final class ByteBufferTests: XCTestCase {
    private func written(capacity: Int = 0, _ write: (inout ByteBuffer) -> Void) -> String {
        var buffer = ByteBuffer(capacity: capacity)
        write(&buffer)
        return buffer.view.string
    }

    func testAppends() {
        let rows: [(write: (inout ByteBuffer) -> Void, text: String, line: UInt)] = [
            ({ $0.append(0x41) }, "A", #line),
            ({ $0.append("conta de luz" as StaticString) }, "conta de luz", #line),
            ({ $0.append("" as StaticString) }, "", #line),
            ({ $0.append([0xC3, 0xA7] as [UInt8]) }, "ç", #line),
            ({ $0.append([] as [UInt8]) }, "", #line),
            ({ $0.append(string: "água 💧") }, "água 💧", #line),
            ({ buffer in withView(of: "vista") { buffer.append($0) } }, "vista", #line),
            ({ $0.append(ByteView()) }, "", #line),
            ({ $0.append(repeating: 0x2A, count: 20) }, "********************", #line),
            ({ $0.append(repeating: 0x2A, count: 0) }, "", #line),
            ({ $0.append(repeating: 0x2A, count: -1) }, "", #line),
        ]
        for row in rows {
            XCTAssertEqual(written(row.write), row.text, line: row.line)
            let twice = written {
                row.write(&$0)
                row.write(&$0)
            }
            XCTAssertEqual(twice, row.text + row.text, line: row.line)
        }
    }

    func testDecimals() {
        var values = [0, 9, 10, 11, 99, 100, -1, -9, -10, .max, .max - 1, .min, .min + 1]
        var power = 1
        for _ in 0..<18 {
            power *= 10
            values += [power - 1, power, power + 1, -power + 1, -power, -power - 1]
        }
        for value in values { XCTAssertEqual(written { $0.append(decimal: value) }, "\(value)") }
    }

    func testDecimalsOfAtLeastSoManyDigits() {
        let rows: [(value: Int, width: Int, text: String, line: UInt)] = [
            (7, 1, "7", #line), (7, 2, "07", #line), (7, 0, "7", #line), (7, -3, "7", #line),
            (0, 3, "000", #line), (99, 2, "99", #line), (100, 2, "100", #line),
            (100, 4, "0100", #line), (1, 18, "000000000000000001", #line),
            (1, 19, "0000000000000000001", #line), (1, 20, "00000000000000000001", #line),
            (1, 24, "000000000000000000000001", #line),
            (.max, 19, "9223372036854775807", #line), (.max, 20, "09223372036854775807", #line),
            (.max, 22, "0009223372036854775807", #line),
        ]
        for row in rows {
            let text = written { $0.append(decimal: row.value, width: row.width) }
            XCTAssertEqual(text, row.text, line: row.line)
        }
    }

    func testCopiesOfOwnBytes() {
        var buffer = ByteBuffer(capacity: 16)
        buffer.append("0123456789" as StaticString)
        buffer.appendOwn(2..<5)
        buffer.appendOwn(0..<0)
        buffer.appendOwn(0..<buffer.count)  // grows while it reads itself
        buffer.appendOwn(buffer.count - 1..<buffer.count)
        XCTAssertEqual(buffer.view.string, "0123456789234" + "0123456789234" + "4")
    }

    func testGrowthKeepsWhatIsWritten() {
        var buffer = ByteBuffer(capacity: 1)
        XCTAssertEqual(buffer.capacity, 16)
        var wanted: [UInt8] = []
        for index in 0..<1000 {
            buffer.append(UInt8(truncatingIfNeeded: index))
            wanted.append(UInt8(truncatingIfNeeded: index))
            XCTAssertGreaterThanOrEqual(buffer.capacity, buffer.count)
        }
        buffer.append(repeating: 7, count: 5000)
        XCTAssertEqual(buffer.view.bytes, wanted + [UInt8](repeating: 7, count: 5000))
        buffer.reserve(100_000)
        let capacity = buffer.capacity
        XCTAssertGreaterThanOrEqual(capacity, 106_000)
        buffer.append(repeating: 8, count: 100_000)
        XCTAssertEqual(buffer.capacity, capacity)
        XCTAssertEqual(buffer.view(5999..<6001).bytes, [7, 8])
    }

    func testForgettingKeepsTheMemory() {
        var buffer = ByteBuffer(capacity: 16)
        buffer.append(repeating: 65, count: 100)
        let capacity = buffer.capacity
        buffer.truncate(to: 2)
        buffer.append("BC" as StaticString)
        XCTAssertEqual(buffer.view.string, "AABC")
        buffer.truncate(to: 4)
        XCTAssertEqual(buffer.count, 4)
        buffer.removeAll()
        XCTAssertEqual(buffer.count, 0)
        XCTAssertTrue(buffer.view.isEmpty)
        XCTAssertEqual(buffer.capacity, capacity)
    }

    func testBytesByIndex() {
        var buffer = ByteBuffer()
        buffer.append("abc" as StaticString)
        buffer[1] = 0x2D
        XCTAssertEqual(buffer[2], 0x63)
        XCTAssertEqual(buffer.view(0..<2).string, "a-")
    }

    func testWritingInPlace() {
        struct Refused: Error, Equatable {}
        var buffer = ByteBuffer(capacity: 16)
        buffer.append("<" as StaticString)
        unsafe buffer.appendUnsafe(space: 40) { space in
            for index in 0..<30 { unsafe space[index] = 0x2E }
            return 30
        }
        XCTAssertEqual(buffer.view.string, "<" + String(repeating: ".", count: 30))
        do {
            try unsafe buffer.appendUnsafe(space: 4) { _ throws(Refused) in throw Refused() }
            XCTFail("nothing was thrown")
        } catch {
            XCTAssertEqual(error, Refused())
        }
        XCTAssertEqual(buffer.count, 31)
    }
}

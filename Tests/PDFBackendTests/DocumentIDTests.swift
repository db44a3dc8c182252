import Primitives
import XCTest

@testable import PDFBackend

final class DocumentIDTests: XCTestCase {
    private func id(_ pieces: [[UInt8]]) -> [UInt64] {
        var id = DocumentID()
        for piece in pieces {
            var buffer = ByteBuffer()
            buffer.append(piece)
            id.mix(buffer.view)
        }
        return [id.low, id.high]
    }

    func testEveryByteCounts() {
        let bytes = (0..<67).map { UInt8($0 * 3) }
        var seen: Set<[UInt64]> = [id([bytes])]
        for index in bytes.indices {
            for bit in 0..<8 {
                var changed = bytes
                changed[index] ^= 1 << UInt8(bit)
                seen.insert(id([changed]))
            }
        }
        for count in bytes.indices { seen.insert(id([Array(bytes[..<count])])) }
        XCTAssertEqual(seen.count, 1 + 67 * 8 + 67)
        let halves = seen.flatMap { $0 }
        XCTAssertEqual(Set(halves).count, halves.count, "both halves differ by themselves")
    }

    func testPiecesAreToldApart() {
        let ids = [
            id([[1, 2], [3]]), id([[1], [2, 3]]), id([[1, 2, 3]]), id([[], [1, 2, 3]]),
        ]
        XCTAssertEqual(Set(ids).count, 4)
        XCTAssertEqual(id([[1, 2], [3]]), ids[0])
    }
}

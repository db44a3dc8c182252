import Foundation
import Payments
import Primitives
import TestSupport
import XCTest

/// Codes with bytes changed, removed, doubled: reading ends with fields or with an error.
final class PayloadMutationTests: XCTestCase {
    func testBrokenCodesEnd() throws {
        let codes =
            try Vector.family("epc").map { $0.expects("payload") }
            + Vector.family("swiss_payload").map { $0.expects("payload") }
        var random = SeededRandom(seed: 11)
        var (read, refused) = (0, 0)
        for round in 0..<4000 {
            var bytes = Array(codes[round % codes.count].utf8)
            for _ in 0...Int.random(in: 0..<3, using: &random) { mutate(&bytes, &random) }
            var buffer = ByteBuffer()
            buffer.append(bytes)
            do throws(PaymentError) {
                if round % codes.count < 5 {
                    _ = try EPCPayload(reading: buffer.view)
                } else {
                    _ = try SwissPayload(reading: buffer.view)
                }
                read += 1
            } catch {
                refused += 1
            }
        }
        XCTAssertGreaterThan(read, 100)
        XCTAssertGreaterThan(refused, 1000)
    }

    private func mutate(_ bytes: inout [UInt8], _ random: inout SeededRandom) {
        guard bytes.count > 8 else { return }
        let place = Int.random(in: 0..<bytes.count - 4, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes[place] = UInt8(Int.random(in: 0..<256, using: &random))
        case 1: bytes.remove(at: place)
        case 2: bytes.insert(10, at: place)
        default: bytes.insert(contentsOf: bytes[place..<place + 4], at: place)
        }
    }
}

import CQREncode
import Primitives
import XCTest

@testable import Symbology

/// Prints the time of an encoding; runs only when asked for, and says nothing about right or wrong.
final class QRRateTests: XCTestCase {
    func testTimeOfAPixPayload() throws {
        guard ProcessInfo.processInfo.environment["FATURA_BENCH"] != nil else {
            throw XCTSkip("set FATURA_BENCH=1, in a release build")
        }
        let text =
            "00020101021226840014br.gov.bcb.pix2562qrcodepix.example.com/v2/cobv/"
            + "9d36b84fc70b478fb95c12729b90ca255204000053039865406149.905802BR5914FATURA TELECOM"
            + "6008SALVADOR62070503***630451BC"
        let payload = Array(text.utf8)
        let encoder = QREncoder()
        var rects = Pool<ModuleRect>(capacity: 4_096)
        let ours = time(rounds: 20_000) {
            rects.removeAll()
            _ = try? withView(payload) { try encoder.encode($0, level: .medium, into: &rects) }
        }
        let theirs = time(rounds: 500) {
            unsafe QRcode_free(QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M))
        }
        print(
            "\(payload.count) bytes, \(rects.count) rectangles:", ours, "µs; libqrencode", theirs,
            "µs; ratio", theirs / ours)
    }

    func testTimeOfALongPayloadAndOfABarcode() throws {
        guard ProcessInfo.processInfo.environment["FATURA_BENCH"] != nil else {
            throw XCTSkip("set FATURA_BENCH=1, in a release build")
        }
        let long = Array(String(repeating: "Rua das Flores 12, ", count: 52).utf8)
        let digits = Array("84670000001743590024020024050002438422101081".utf8)
        let encoder = QREncoder()
        let barcodes = BarcodeEncoder()
        var rects = Pool<ModuleRect>(capacity: 16_384)
        let qr = time(rounds: 2_000) {
            rects.removeAll()
            _ = try? withView(long) { try encoder.encode($0, level: .medium, into: &rects) }
        }
        let bars = time(rounds: 2_000) {
            rects.removeAll()
            _ = try? withView(digits) {
                try barcodes.encode($0, as: .interleaved2of5, into: &rects)
            }
        }
        print("\(long.count) bytes, level M:", qr, "µs; 44 digits interleaved:", bars, "µs")
    }

    /// Microseconds for each of `rounds` calls, the least of five runs.
    private func time(rounds: Int, _ body: () -> Void) -> Double {
        let clock = ContinuousClock()
        let runs = (0..<5).map { _ in clock.measure { for _ in 0..<rounds { body() } } }
        return runs.min()! / .microseconds(rounds)
    }
}

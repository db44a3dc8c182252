import Primitives
import XCTest

@testable import Symbology

/// Symbols made as a document makes them, with segments, version and mask of the encoder's choice.
final class QRDecodingTests: XCTestCase {
    func testZbarimgReadsThePayloads() throws {
        let all = ProcessInfo.processInfo.environment["FATURA_FULL"] != nil
        let encoder = QREncoder()
        var rects = Pool<ModuleRect>()
        // Lots of 40 have every version once; levels and masks change from lot to lot.
        let lots = all ? Array(0..<QRCase.count / 40) : [0, 1, 2, 3, 36]
        for lot in lots {
            var pictures: [[UInt8]] = []
            var payloads: [[UInt8]] = []
            for index in lot * 40..<lot * 40 + 40 {
                let test = QRCase(index, textOnly: index % 3 != 0)
                rects.removeAll()
                let shape = try withView(test.payload) {
                    try encoder.encode(
                        $0, level: test.level, minimumVersion: test.version, into: &rects)
                }
                XCTAssertEqual(shape.columns, 17 + 4 * test.version)
                let symbol = PaintedSymbol(shape, rects)
                pictures.append(symbol.picture(scale: 4, quietZone: shape.quietZone))
                payloads.append(test.payload)
            }
            let read = try Zbarimg.read(pictures, options: ["-Sdisable", "-Sqr.enable"])
            XCTAssertEqual(read == payloads.flatMap(\.self), true, "cases from \(lot * 40) on")
        }
    }
}

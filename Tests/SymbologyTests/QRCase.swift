import Primitives
import XCTest

@testable import Symbology

/// A payload with everything forced that an encoder could choose; all are drawn from a seed.
struct QRCase {
    var payload: [UInt8] = []
    var segments: [QRSegment] = []
    var version: Int
    var level: QRLevel
    var mask: Int

    static let count = 5_000

    /// Case `index`: versions, levels and masks in turn, the payload by the index's own generator.
    ///
    /// Pieces of digits, capitals, text, UTF-8 and bytes of any value follow one another, each in a mode
    /// that can write it, until a random share of the symbol is filled; every seventh is filled up.
    init(_ index: Int, textOnly: Bool = false) {
        var random = SeededGenerator(seed: UInt64(index) &* 0xD1B5_4A32_D192_ED03 &+ 7)
        version = 1 + index % 40
        level = QRLevel(rawValue: UInt8(index / 40 % 4))!
        mask = index / 160 % 8
        let `class` = QRVersionClass(version: version)
        let capacity = QRCapacity(version: version, level: level).data * 8
        let room = index % 7 == 0 ? capacity : max(32, random.below(capacity))
        var used = 0
        while let piece = Self.piece(room - used, `class`, textOnly: textOnly, &random) {
            let mode = piece.mode
            let segment = QRSegment(
                mode: mode, start: Int32(payload.count), count: Int32(piece.bytes.count))
            segments.append(segment)
            payload += piece.bytes
            used += segment.bits(`class`)
        }
        if index % 2 == 1 { segments = optimalSegments(payload, `class`).segments }
    }

    /// A piece that takes at most `room` bits, or nil if not even one character fits.
    private static func piece(
        _ room: Int, _ class: QRVersionClass, textOnly: Bool, _ random: inout SeededGenerator
    ) -> (bytes: [UInt8], mode: QRMode)? {
        let kind = random.below(textOnly ? 4 : 5)
        var bytes: [UInt8] = []
        for _ in 0...random.below(40) { bytes += character(kind, &random) }
        let first = kind == 0 ? random.below(3) : kind == 1 ? 1 + random.below(2) : 2
        let mode = QRMode(rawValue: UInt8(first))!
        let head = 4 + mode.countBits(`class`)
        while !bytes.isEmpty && head + mode.bits(bytes.count) > room { bytes.removeLast() }
        return bytes.isEmpty ? nil : (bytes, mode)
    }

    private static func character(_ kind: Int, _ random: inout SeededGenerator) -> [UInt8] {
        func pick(_ text: String) -> [UInt8] {
            Array(String(text.randomElement(using: &random)!).utf8)
        }
        switch kind {
        case 0: return [UInt8(48 + random.below(10))]
        case 1: return pick("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")
        case 2: return [UInt8(33 + random.below(94))]
        case 3: return pick("çãéõüñÁß€漢字😀abc ")
        default: return [UInt8(random.below(256))]
        }
    }
}

/// The segments our encoder would take, and their bits.
func optimalSegments(
    _ payload: [UInt8], _ class: QRVersionClass
) -> (segments: [QRSegment], bits: Int) {
    var segmenter = QRSegmenter()
    let bits = withView(payload) { segmenter.segment($0, for: `class`) }
    var segments: [QRSegment] = []
    for index in segmenter.segments.indices { segments.append(segmenter.segments[index]) }
    return (segments, bits)
}

import Primitives
import Symbology

/// Where a mark and its clear space are on a page, in micrometres from the left and upper edges.
struct MarkBox {
    var left = 0
    var top = 0
    var right = 0
    var bottom = 0

    /// An id of so many characters is reckoned with; a longer one makes a Data Matrix larger.
    private static let usualIdBytes = 32

    /// The box of the largest mark of a preset.
    init(_ mark: PrintPreset.Mark) throws(SymbologyError) {
        switch mark {
        case .none: return
        case .bars(let mark):
            (left, top) = (mark.x, mark.y)
            right = mark.x + mark.width
            bottom = mark.y + mark.pitch * (mark.bars.count - 1) + mark.thickness
        case .dataMatrix(let mark):
            var id = ByteBuffer()
            id.append(repeating: UInt8(ascii: "M"), count: MarkBox.usualIdBytes)
            var payload = ByteBuffer()
            mark.appendPayload(
                of: MarkedSheet(
                    envelope: 1, sheet: 1, sheets: 1, place: 0, isReprint: false, document: id.view),
                to: &payload)
            var modules = Pool<ModuleRect>()
            let shape = try MarkArtist.makeEncoder()
                .encode(payload.view, as: .dataMatrix, into: &modules)
            let quiet = mark.quietZone * mark.module
            (left, top) = (mark.x - quiet, mark.y - quiet)
            right = mark.x + shape.columns * mark.module + quiet
            bottom = mark.y + shape.rows * mark.module + quiet
        }
    }
}

/// Draws the marks of sheets as operators of a content stream; owns an encoder.
struct MarkArtist: ~Copyable {
    private let mark: PrintPreset.Mark
    private let encoder = MarkArtist.makeEncoder()
    private var modules = Pool<ModuleRect>(capacity: 512)
    private var payload = ByteBuffer(capacity: 256)

    init(_ mark: PrintPreset.Mark) { self.mark = mark }

    /// Squares: readers along a paper path are set up for one height.
    static func makeEncoder() -> BarcodeEncoder {
        let encoder = BarcodeEncoder()
        encoder.isSquare = true
        return encoder
    }

    /// Appends the operators of a sheet's mark, none where there is none.
    ///
    /// - Parameters:
    ///   - sheet: what the mark says.
    ///   - height: of the page, in micrometres.
    ///   - output: grows by the operators, which leave the state of the page as it was.
    /// - Throws: `SymbologyError` for an id that no Data Matrix holds.
    mutating func append(
        _ sheet: MarkedSheet, height: Int, to output: inout ByteBuffer
    ) throws(SymbologyError) {
        payload.removeAll()
        mark.appendPayload(of: sheet, to: &payload)
        switch mark {
        case .none: return
        case .bars(let mark): append(mark, height: height, to: &output)
        case .dataMatrix(let mark):
            modules.removeAll()
            _ = try encoder.encode(payload.view, as: .dataMatrix, into: &modules)
            append(mark, height: height, to: &output)
        }
    }

    /// In units of a module, downward.
    private func append(_ mark: MatrixMark, height: Int, to output: inout ByteBuffer) {
        output.append("/Artifact BMC q 0 g ")
        output.append(points: mark.module)
        output.append(" 0 0 -")
        output.append(points: mark.module)
        output.append(UInt8(ascii: " "))
        output.append(points: mark.x)
        output.append(UInt8(ascii: " "))
        output.append(points: height - mark.y)
        output.append(" cm\n")
        for index in modules.indices {
            let rect = modules[index]
            for number in [rect.x, rect.y, rect.width, rect.height] {
                output.append(decimal: Int(number))
                output.append(UInt8(ascii: " "))
            }
            output.append("re\n")
        }
        output.append("f Q EMC\n")
    }

    private func append(_ mark: BarMark, height: Int, to output: inout ByteBuffer) {
        output.append("/Artifact BMC q 0 g\n")
        for place in 0..<payload.count where payload[place] == UInt8(ascii: "1") {
            let bottom = mark.y + place * mark.pitch + mark.thickness
            for length in [mark.x, height - bottom, mark.width, mark.thickness] {
                output.append(points: length)
                output.append(UInt8(ascii: " "))
            }
            output.append("re\n")
        }
        output.append("f Q EMC\n")
    }
}

extension ByteBuffer {
    /// Appends micrometres as points with up to five decimals.
    mutating func append(points micrometres: Int) {
        // 25,400 µm are 72 points.
        let scaled = abs(micrometres) * 36_000
        append(number: (scaled + 63) / 127 * (micrometres < 0 ? -1 : 1), decimals: 5)
    }

    /// Appends a whole number of parts of ten, hundred, … without zeros that say nothing (ISO 32000-1, 7.3.3).
    mutating func append(number value: Int, decimals: Int) {
        if value < 0 { append(UInt8(ascii: "-")) }
        var unit = 1
        for _ in 0..<decimals { unit *= 10 }
        var (whole, rest) = abs(value).quotientAndRemainder(dividingBy: unit)
        append(decimal: whole)
        guard rest > 0 else { return }
        append(UInt8(ascii: "."))
        while rest > 0 {
            unit /= 10
            (whole, rest) = rest.quotientAndRemainder(dividingBy: unit)
            append(UInt8(ascii: "0") + UInt8(whole))
        }
    }
}

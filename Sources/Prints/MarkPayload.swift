import Primitives

/// The sheet that a mark stands on.
struct MarkedSheet: BitwiseCopyable {
    /// The envelope's number in the run, from 1.
    var envelope: Int
    /// The sheet's place in its envelope, from 1.
    var sheet: Int
    /// How many sheets the envelope gets.
    var sheets: Int
    /// The sheet's place in its file, from 0.
    var place: Int
    /// Whether it is printed once more.
    var isReprint: Bool
    /// The id of the document on it.
    var document: ByteView

    var isFirst: Bool { sheet == 1 }
    var isLast: Bool { sheet == sheets }
}

extension PrintPreset.Mark {
    /// Appends what the mark of a sheet says: a Data Matrix's payload, of bars a 1 for each that is printed and a
    /// 0 for each that is not; nothing where there is no mark.
    func appendPayload(of sheet: MarkedSheet, to output: inout ByteBuffer) {
        switch self {
        case .none: return
        case .dataMatrix(let mark): mark.appendPayload(of: sheet, to: &output)
        case .bars(let mark): mark.appendPayload(of: sheet, to: &output)
        }
    }
}

extension MatrixMark {
    func appendPayload(of sheet: MarkedSheet, to output: inout ByteBuffer) {
        let start = output.count
        output.append(sheet.isReprint ? UInt8(ascii: "1") : UInt8(ascii: "0"))
        for field in holds {
            switch field {
            case .envelope: output.append(decimal: sheet.envelope, width: 8)
            case .sheet: output.append(decimal: sheet.sheet, width: 5)
            case .sheets: output.append(decimal: sheet.sheets, width: 5)
            case .end: output.append(sheet.isLast ? UInt8(ascii: "1") : UInt8(ascii: "0"))
            case .sequence:
                output.append(decimal: sheet.place % sequence, width: digits(of: sequence - 1))
            case .document: output.append(sheet.document)
            case .check: output.append(checkDigit(of: output, from: start))
            }
        }
    }

    private func digits(of number: Int) -> Int { String(number).utf8.count }

    /// GS1 General Specifications, section 7.9; what is no digit does not count.
    private func checkDigit(of output: borrowing ByteBuffer, from start: Int) -> UInt8 {
        var (sum, weight) = (0, 3)
        for index in stride(from: output.count - 1, through: start, by: -1) {
            let digit = output[index] &- UInt8(ascii: "0")
            guard digit < 10 else { continue }
            sum += Int(digit) * weight
            weight = 4 - weight
        }
        return UInt8(ascii: "0") + UInt8((10 - sum % 10) % 10)
    }
}

extension BarMark {
    func appendPayload(of sheet: MarkedSheet, to output: inout ByteBuffer) {
        let start = output.count
        for bar in bars {
            output.append(isPrinted(bar, sheet) ? UInt8(ascii: "1") : UInt8(ascii: "0"))
        }
        guard let parity = bars.firstIndex(of: .parity) else { return }
        var count = 0
        for index in start..<output.count where output[index] == UInt8(ascii: "1") { count += 1 }
        guard count % 2 == 1 else { return }
        var one = ByteBuffer(capacity: 1)
        one.append(UInt8(ascii: "1"))
        output.replace(at: start + parity, with: one.view)
    }

    /// Whether a bar is printed, other than that of the parity.
    private func isPrinted(_ bar: Bar, _ sheet: MarkedSheet) -> Bool {
        switch bar {
        case .start, .stop: true
        case .first: sheet.isFirst
        case .end: sheet.isLast
        case .sequence1: sheet.place & 1 != 0
        case .sequence2: sheet.place & 2 != 0
        case .sequence4: sheet.place & 4 != 0
        case .sequence8: sheet.place & 8 != 0
        case .sequence16: sheet.place & 16 != 0
        case .reprint: sheet.isReprint
        case .parity: false
        }
    }
}

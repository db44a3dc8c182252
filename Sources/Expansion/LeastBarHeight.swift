package import Primitives

/// How high bars must be at least to be scanned by hand, and what says so.
package struct LeastBarHeight {
    package let height: Length
    /// Whether a document is held back for it.
    package let isHeld: Bool
    package let isForPayment: Bool
    package let norm: String

    /// Of boleto and arrecadação, 13 mm.
    package static let ofSlip = LeastBarHeight(
        height: .millimetres(PaymentMeasures.heightOfSlip), isHeld: true, isForPayment: true,
        norm: "slips have 13 mm")

    /// What bars fall short of: 5 mm, or 15 % of their width; nil where they are high enough.
    ///
    /// Interleaved 2 of 5 as high as a slip is high enough whatever its width.
    ///
    /// Source: ISO/IEC 15417, 15420 and 16390, dimensions for scanning by hand.
    package static func missed(
        by height: Length, width: Length, as symbology: SymbolSpec.Symbology
    ) -> LeastBarHeight? {
        guard symbology != .interleaved2of5 || height < ofSlip.height else { return nil }
        let floor = Length.millimetres(5)
        let share = Length.points(width.points * 0.15)
        guard height < max(floor, share) else { return nil }
        return LeastBarHeight(
            height: max(floor, share), isHeld: height < floor, isForPayment: false,
            norm: "bars that are scanned by hand are 5 mm high or more, and 15 % of their width")
    }
}

extension SymbolSpec.Symbology {
    /// Whether the symbol has one row of bars.
    package var isOfBars: Bool {
        switch self {
        case .interleaved2of5, .code128, .gs1_128, .ean13: true
        case .qr, .dataMatrix, .pdf417: false
        }
    }

    /// The symbology's own name.
    package var name: String {
        switch self {
        case .qr: "a QR code"
        case .interleaved2of5: "Interleaved 2 of 5"
        case .code128: "Code 128"
        case .gs1_128: "GS1-128"
        case .ean13: "EAN-13"
        case .dataMatrix: "Data Matrix"
        case .pdf417: "PDF417"
        }
    }
}

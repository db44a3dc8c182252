package import DocumentModel
package import Expressions
package import Primitives

/// What is constant about a picture in a template.
package struct ImageSpec: BitwiseCopyable, Sendable {
    /// Fewest pixels on an inch of print that do not show.
    package static let leastDensity: Int32 = 150

    package var image: Int32
    package var width: Length
    package var height: Length
    package var alternative: ExpressionCode
    package var isVector = false
    /// Pixels on an inch where they are fewer than print needs; 0 where they are enough.
    package var coarseness: Int32 = 0

    package init(
        image: Int32, width: Length, height: Length, alternative: ExpressionCode,
        isVector: Bool = false, coarseness: Int32 = 0
    ) {
        self.image = image
        self.width = width
        self.height = height
        self.alternative = alternative
        self.isVector = isVector
        self.coarseness = coarseness
    }
}

/// What is constant about a QR or bar code in a template.
package struct SymbolSpec: BitwiseCopyable, Sendable {
    package enum Symbology: UInt8, BitwiseCopyable, Sendable {
        case qr, interleaved2of5, code128, gs1_128, ean13, dataMatrix, pdf417
    }

    package var symbology: Symbology
    /// QR error correction, 0...3.
    package var level: UInt8
    /// What is encoded, a text or, with `isPayment`, one of the record's payments.
    package var value: ExpressionCode
    package var isPayment = false
    package var mark = SymbolMark.none
    /// Whether somebody pays by it, so that it keeps the measures of payments.
    package var isForPayment = false
    /// Whether it grows until its modules are as wide as payments recommend.
    package var isGrowing = false
    package var width: Length
    /// Zero: as the modules are square.
    package var height: Length
    package var reservesQuietZone: Bool
    package var alternative: ExpressionCode

    package init(
        symbology: Symbology, level: UInt8, value: ExpressionCode, isPayment: Bool = false,
        mark: SymbolMark = .none, width: Length, height: Length, reservesQuietZone: Bool,
        alternative: ExpressionCode
    ) {
        self.symbology = symbology
        self.level = level
        self.value = value
        self.isPayment = isPayment
        self.mark = mark
        self.width = width
        self.height = height
        self.reservesQuietZone = reservesQuietZone
        self.alternative = alternative
    }
}

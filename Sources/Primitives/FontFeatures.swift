/// Forms of characters that a font may have beside its usual ones.
public struct FontFeatures: OptionSet, BitwiseCopyable, Sendable, Hashable {
    /// A bit for each feature.
    public let rawValue: UInt8

    /// Features by their bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Small capitals for small letters.
    public static let smallCaps = FontFeatures(rawValue: 1)
    /// Figures of equal width.
    public static let tabularFigures = FontFeatures(rawValue: 2)
    /// Figures of their own widths.
    public static let proportionalFigures = FontFeatures(rawValue: 4)
    /// Figures as high as capitals.
    public static let liningFigures = FontFeatures(rawValue: 8)
    /// Figures with ascenders and descenders.
    public static let oldStyleFigures = FontFeatures(rawValue: 16)

    /// Each feature with its OpenType tag (OpenType 1.9, registered features) and its name in CSS.
    public static let names: [(feature: FontFeatures, tag: String, css: String)] = [
        (.smallCaps, "smcp", "small-caps"), (.tabularFigures, "tnum", "tabular-nums"),
        (.proportionalFigures, "pnum", "proportional-nums"),
        (.liningFigures, "lnum", "lining-nums"), (.oldStyleFigures, "onum", "oldstyle-nums"),
    ]

    /// The OpenType tags of the features.
    public var tags: [String] { Self.names.filter { contains($0.feature) }.map(\.tag) }

    /// The names of the features in CSS.
    public var cssNames: [String] { Self.names.filter { contains($0.feature) }.map(\.css) }
}

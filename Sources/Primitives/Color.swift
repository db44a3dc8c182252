/// A colour in sRGB, 8 bits a channel, or none.
public struct Color: BitwiseCopyable, Sendable, Hashable {
    /// `0xRRGGBB`; bit 24 set says "no colour".
    public let packed: UInt32

    /// A colour from its packed form.
    @inlinable
    public init(packed: UInt32) { self.packed = packed }

    /// A colour from `0xRRGGBB`.
    @inlinable
    public static func rgb(_ value: UInt32) -> Color { Color(packed: value & 0xFF_FFFF) }

    /// Nothing is painted.
    public static let none = Color(packed: 0x0100_0000)

    /// Pure black, as codes to be scanned are printed.
    public static let black = Color(packed: 0)

    /// Pure white.
    public static let white = Color(packed: 0xFF_FFFF)

    /// Whether nothing is painted.
    @inlinable @inline(__always)
    public var isNone: Bool { packed & 0x0100_0000 != 0 }

    /// The red channel.
    @inlinable public var red: UInt8 { UInt8(truncatingIfNeeded: packed >> 16) }

    /// The green channel.
    @inlinable public var green: UInt8 { UInt8(truncatingIfNeeded: packed >> 8) }

    /// The blue channel.
    @inlinable public var blue: UInt8 { UInt8(truncatingIfNeeded: packed) }

    /// The colour mixed with white: `percent` of it, the rest white.
    public func tint(_ percent: UInt32) -> Color {
        guard !isNone else { return self }
        var mixed: UInt32 = 0
        for shift: UInt32 in [16, 8, 0] {
            let channel = packed >> shift & 0xFF
            mixed |= ((channel * percent + 255 * (100 - percent) + 50) / 100) << shift
        }
        return .rgb(mixed)
    }
}

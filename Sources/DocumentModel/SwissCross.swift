public import Primitives

/// The recognition cross in the middle of a Swiss QR code, as rectangles one over the other.
///
/// A white square of 7 mm, in it a black one of 6 mm, in it the cross: arms 7/6 mm wide and 35/9 mm long,
/// all for a code of 46 mm. The error correction of level M makes up for what is covered.
///
/// Source: SIX, Style Guide QR-bill, 3.5.4.
public enum SwissCross {
    /// One rectangle; places and sizes in 1/1656 of the code's side.
    public struct Part: BitwiseCopyable, Sendable {
        /// From the code's left edge.
        public let x: Int
        /// From the code's top edge.
        public let y: Int
        /// Size across.
        public let width: Int
        /// Size down.
        public let height: Int
        /// Black or white.
        public let color: Color

        init(_ width: Int, _ height: Int, _ color: Color) {
            self.width = width
            self.height = height
            self.color = color
            x = (SwissCross.side - width) / 2
            y = (SwissCross.side - height) / 2
        }
    }

    /// How many units a code's side has: 46 mm of 36 units each, so that every measure is a whole number.
    public static let side = 1656

    /// The rectangles, the lowest first.
    public static let parts: [Part] = [
        Part(252, 252, .white), Part(216, 216, .black), Part(140, 42, .white),
        Part(42, 140, .white),
    ]
}

import DocumentModel
import Primitives

/// What layout found wrong, as data; who knows record and template makes words of it.
public struct LayoutFinding: BitwiseCopyable, Sendable, Hashable {
    /// What is wrong.
    public enum Kind: UInt8, BitwiseCopyable, Sendable {
        /// No face has a character; `amount` is its scalar value.
        case missingGlyph
        /// Content is higher than its box or page, by `amount` thousandths of a point.
        case overflow
        /// A word was broken where no break is allowed; `amount` is how much it was too long.
        case brokenWord
        /// Content is wider than its box, by `amount` thousandths of a point.
        case tooWide
        /// A box for the page's foot is higher than a page, by `amount` thousandths of a point.
        case bottomDoesNotFit
    }

    /// What is wrong.
    public var kind: Kind
    /// Template node of the box.
    public var node: Int32
    /// Record node that was shown; −1 if none.
    public var path: Int32
    /// Scalar value or thousandths of a point, see `Kind`.
    public var amount: Int32
}

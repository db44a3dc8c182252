/// Something about a document that did not come out as its template or record wanted.
///
/// Data only: who shows it looks up place and path and finds the words.
public struct LayoutFinding: BitwiseCopyable, Sendable, Hashable {
    /// What went wrong.
    public enum Kind: UInt8, BitwiseCopyable, Sendable, CaseIterable {
        /// The face has no glyph for a character; nothing is drawn for it.
        case missingGlyph
        /// Text is of a script that is not set, see `ComplexScript`; signs stand in its place.
        case script
        /// There is more content than fits the pages a document may have.
        case tooManyPages
        /// Content is higher than the height or page it has to stand in.
        case overflow
        /// A word is wider than its line and was broken between two characters.
        case brokenWord
        /// A box is wider than the one it stands in.
        case tooWide
        /// A box for the foot of a page is higher than a page's body.
        case bottomDoesNotFit
        /// Something stands in the quiet zone of a code to pay by.
        case quietZone
    }

    /// What went wrong.
    public var kind: Kind
    /// The box it is about.
    public var box: Int32
    /// Template node of that box.
    public var node: Int32
    /// Record node the text shows; −1 if none.
    public var path: Int32
    /// The character of `missingGlyph`, the number of the `ComplexScript`, the pages of `tooManyPages`, otherwise how
    /// many thousandths of a point are too many.
    public var amount: Int32

    /// A finding.
    public init(kind: Kind, box: Int32, node: Int32, path: Int32, amount: Int32) {
        self.kind = kind
        self.box = box
        self.node = node
        self.path = path
        self.amount = amount
    }
}

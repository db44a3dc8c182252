public import Haru
public import Images

// What enters this room are pages; what leaves it are bytes of a PDF file. It decides nothing: what is on a
// page, where and in which order, was settled by whoever made the pages.

/// Why a template or its pages cannot become a PDF file.
public enum PDFError: Error, Hashable, Sendable {
    /// libharu refused something, or a file would be too large for it.
    case haru(HaruError)
    /// A picture of the pack cannot be used.
    case image(name: String, ImageError)
    /// The template asks for another number of fonts than there are faces.
    case faceCount(wanted: Int, found: Int)
    /// An item on a page (numbered from 0) refers to something that is not there.
    case brokenItem(page: Int, item: Int, what: String)
    /// A page is smaller than 3 or larger than 14,400 points (ISO 32000-1, annex C).
    case pageSize(page: Int)
    /// A text of the metadata or the target of a link is too long.
    case tooLong(what: String, bytes: Int, maximum: Int)

    /// What is wrong, one sentence without a full stop.
    public var message: String {
        switch self {
        case .haru(let error): error.message
        case .image(let name, let error): "\(name): \(error.message)"
        case .faceCount(let wanted, let found):
            "the template asks for \(wanted) fonts and \(found) faces were given"
        case .brokenItem(let page, let item, let what):
            "item \(item) of page \(page + 1) refers to a \(what) that does not exist"
        case .pageSize(let page): "page \(page + 1) is smaller than 3 or larger than 14,400 points"
        case .tooLong(let what, let bytes, let maximum):
            "the \(what) has \(bytes) bytes, more than \(maximum)"
        }
    }

    /// What would mend it; empty if nothing can be said.
    public var cure: String {
        switch self {
        case .haru(let error): error.cure
        case .image(_, let error): error.cure
        case .faceCount: "give one face for each font of the template, in its order"
        case .brokenItem: "lay the document out again with this template"
        case .pageSize: "correct the size in the page master"
        case .tooLong: "shorten it in the record or the template"
        }
    }
}

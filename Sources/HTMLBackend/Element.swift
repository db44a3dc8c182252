import DocumentModel
import Primitives

/// The HTML element a box becomes.
enum Element: UInt8, BitwiseCopyable, Sendable {
    case division, main, section, aside, paragraph
    case heading1, heading2, heading3
    case list, orderedList, item, figure, figureCaption

    /// The element of a paragraph, by its role and the element around it.
    init(paragraph role: BoxRole, in around: Element) {
        switch role {
        case .heading1: self = .heading1
        case .heading2: self = .heading2
        case .heading3: self = .heading3
        case .listItem: self = around.isList ? .item : .paragraph
        case .caption: self = around == .figure ? .figureCaption : .paragraph
        default: self = .paragraph
        }
    }

    /// The element of a box of boxes, by its role and the element around it.
    init(container role: BoxRole, in around: Element) {
        switch role {
        case .section, .payment: self = .section
        case .offer: self = .aside
        case .list: self = .list
        case .orderedList: self = .orderedList
        case .listItem: self = around.isList ? .item : .division
        case .figure: self = .figure
        case .caption: self = around == .figure ? .figureCaption : .division
        default: self = .division
        }
    }

    /// Whether it holds items only.
    var isList: Bool { self == .list || self == .orderedList }

    /// What stands between the angle brackets.
    var name: StaticString {
        switch self {
        case .division: "div"
        case .main: "main"
        case .section: "section"
        case .aside: "aside"
        case .paragraph: "p"
        case .heading1: "h1"
        case .heading2: "h2"
        case .heading3: "h3"
        case .list: "ul"
        case .orderedList: "ol"
        case .item: "li"
        case .figure: "figure"
        case .figureCaption: "figcaption"
        }
    }
}

import DocumentModel
import Primitives

/// A box the flow is in, whose content may go on on further pages.
struct OpenBox: BitwiseCopyable {
    var style: UInt16
    var x: Length
    var width: Length
    /// Top of the border box, on `page`; both move on as long as the box has no content.
    var top: Length
    var page: Int
    var hasContent = false
    /// Index in `Placer.fragments` of the one opened last; −1: none.
    var lastFragment: Int32 = -1
}

/// What of a box lies on one page: its background and borders, painted before its content.
struct Fragment: BitwiseCopyable {
    var page: Int
    var top: Length
    var bottom: Length
    var firstItem: Int
    /// The fragment on the page before; −1: none.
    var previous: Int32
}

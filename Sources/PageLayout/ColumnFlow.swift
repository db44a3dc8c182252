import Primitives

/// A block whose children flow through columns, on its way over the pages.
///
/// While it lasts, the placer's pages are columns: column *n* is the *n* mod `count`-th of the page
/// *n* / `count` behind `firstPage`. What was placed is moved to its page at the end.
struct ColumnFlow: BitwiseCopyable {
    /// Columns on a page.
    let count: Int
    /// The page on which the block begins.
    let firstPage: Int
    /// Where columns begin on that page.
    let top: Length
    /// From the left of one column to the left of the next.
    let step: Length
    /// What has to fit below the columns.
    let below: Length
    /// The open boxes that the block lies in, itself included.
    let openBoxes: Int
    /// How many columns there may be.
    let limit: Int
    /// The page whose columns are `height` high at most; −1: none.
    var balancedPage = -1
    var height = Length.zero
    /// Whether it is only tried how far the children reach.
    var isTrial = true

    /// The page of a column.
    func page(ofColumn column: Int) -> Int { firstPage + column / count }
}

import Primitives

// What enters this room is a run whose shards are all done, and a preset; what leaves are the files of a print
// shop: all documents in the order of the post, a PDF for each print file, and an index. Nothing here renders.

/// How a run is put on paper: a file of its own, outside the template, as it belongs to the machines of a print shop.
///
/// Lengths are in micrometres, from the left and upper edges of a page.
public struct PrintPreset: Sendable, Hashable {
    /// A sheet's size.
    public struct Paper: Sendable, Hashable {
        /// In micrometres.
        public var width: Int
        /// In micrometres.
        public var height: Int

        /// ISO 216.
        public static let a4 = Paper(width: 210_000, height: 297_000)
        /// ANSI/ASME Y14.1.
        public static let letter = Paper(width: 215_900, height: 279_400)

        /// Those that have a name.
        static let named: [(name: String, paper: Paper)] = [("a4", a4), ("letter", letter)]
    }

    /// Which documents go into one envelope; all of them to one address.
    public enum Household: String, Sendable, CaseIterable {
        /// Each alone.
        case none
        /// Those of one customer.
        case customer
        /// Those of one customer, and those to one name.
        case name
    }

    /// A mark on the front of every sheet, by which a machine puts sheets into envelopes.
    public enum Mark: Sendable, Hashable {
        /// No mark.
        case none
        /// A Data Matrix, ECC 200 (ISO/IEC 16022).
        case dataMatrix(MatrixMark)
        /// Bars for a reader of marks.
        case bars(BarMark)
    }

    /// The paper that blank pages are of, and that marks must stand on.
    public var paper = Paper.a4
    /// Whether sheets are printed on both sides.
    public var isDuplex = true
    /// Which documents go into one envelope.
    public var household = Household.name
    /// How many sheets an envelope holds.
    public var sheetsPerEnvelope = 8
    /// About how many sheets a print file has.
    public var sheetsPerFile = 10_000
    /// The mark of every sheet.
    public var mark = Mark.none
    /// What stands across the pages of a reprint; nil for nothing.
    public var overprint: String?

    /// A4 on both sides, without marks.
    public init() {}
}

/// Where a Data Matrix stands and what it says.
public struct MatrixMark: Sendable, Hashable {
    /// What a payload is made of, each with as many digits as it says.
    public enum Field: String, Sendable, CaseIterable {
        /// The envelope's number in the run, eight digits.
        case envelope
        /// The sheet's place in its envelope, from 1, five digits.
        case sheet
        /// How many sheets the envelope gets, five digits.
        case sheets
        /// 1 on an envelope's last sheet, else 0.
        case end
        /// The sheet's place in its file, from 0, modulo `sequence`.
        case sequence
        /// The document's id, as it is.
        case document
        /// Modulo 10 of all digits before it, weights 3 and 1 from the last one on (GS1 General Specifications,
        /// section 7.9).
        case check
    }

    /// Left edge of the first module, in micrometres.
    public var x: Int
    /// Upper edge of the first module, in micrometres.
    public var y: Int
    /// A module's width and height, in micrometres.
    public var module: Int
    /// Clear space on all sides, in modules; it must be on the paper.
    public var quietZone: Int
    /// What the payload is made of, behind the digit that says whether it is a reprint.
    public var holds: [Field]
    /// What `sequence` begins again at.
    public var sequence: Int
}

/// Where bars stand and what each of them says.
public struct BarMark: Sendable, Hashable {
    /// When a bar is printed.
    public enum Bar: String, Sendable, CaseIterable {
        /// Always: where the mark begins.
        case start
        /// On an envelope's first sheet.
        case first
        /// On an envelope's last sheet.
        case end
        /// Where the bit of 1 is in the sheet's place in its file, from 0.
        case sequence1
        /// Where the bit of 2 is.
        case sequence2
        /// Where the bit of 4 is.
        case sequence4
        /// Where the bit of 8 is.
        case sequence8
        /// Where the bit of 16 is.
        case sequence16
        /// On a reprint.
        case reprint
        /// Where the number of bars would be odd without it.
        case parity
        /// Always: where the mark ends.
        case stop
    }

    /// Left edge of the bars, in micrometres.
    public var x: Int
    /// Upper edge of the first place, in micrometres.
    public var y: Int
    /// A bar's length across the page, in micrometres.
    public var width: Int
    /// A bar's thickness down the page, in micrometres.
    public var thickness: Int
    /// From the upper edge of a place to that of the next, in micrometres.
    public var pitch: Int
    /// What each place stands for, downward.
    public var bars: [Bar]
}

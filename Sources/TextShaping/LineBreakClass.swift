import Primitives

/// How a character takes part in line breaking (UAX #14, table 1), as far as its rules tell Latin, Greek
/// and Cyrillic text apart.
///
/// The first three never break among themselves; the shaper asks for them by their numbers.
enum LineBreakClass: UInt8, BitwiseCopyable, Sendable, CaseIterable {
    /// AL, and what is no class of its own here.
    case alphabetic
    /// NU.
    case numeric
    /// IS: `.`, `,`, `:`, `;`.
    case infix
    /// SY: `/`.
    case symbol
    /// OP.
    case opening
    /// CL.
    case closing
    /// CP: `)` and `]`.
    case closingParenthesis
    /// QU that is neither opening nor closing by itself.
    case quotation
    /// QU of general category Pi, such as «.
    case initialQuote
    /// QU of general category Pf, such as ».
    case finalQuote
    /// GL.
    case glue
    /// WJ.
    case wordJoiner
    /// ZW.
    case zeroWidthSpace
    /// PR without currency signs.
    case prefix
    /// PR of general category Sc.
    case currency
    /// PO.
    case postfix
    /// HY: the hyphen-minus.
    case hyphen
    /// U+2010.
    case trueHyphen
    /// BA.
    case breakAfter
    /// BA: U+00AD, drawn only at the end of a line.
    case softHyphen
    /// BB.
    case breakBefore
    /// B2: the em dash.
    case breakBoth
    /// EX.
    case exclamation
    /// NS.
    case nonStarter
    /// IN.
    case inseparable
    /// CB.
    case contingent
    /// ID.
    case ideographic
    /// CM, ZWJ.
    case combining
    /// SP and line ends.
    case space
    /// Before the first character, behind the last one: sot and eot.
    case edge

    /// Whether no rule breaks between two of this kind and no context matters to them: AL and NU.
    @inline(__always) var isWord: Bool { rawValue <= 1 }

    /// AL, NU or IS: between these no line breaks.
    @inline(__always) static func isPlain(_ kind: UInt8) -> Bool { kind <= 2 }
}

/// The line breaking class of every character of the Basic Multilingual Plane.
struct LineBreakTable: Sendable {
    /// 256 pages; pages alike are stored once.
    private let pages: FrozenTable<UInt8>
    private let classes: FrozenTable<LineBreakClass>
    /// By byte: the class of visible ASCII, 255 for what is none.
    let ascii: FrozenTable<UInt8>

    /// Made on first use.
    static let shared = LineBreakTable()

    private init() {
        var all: [LineBreakClass] = []
        for (index, range) in lineBreakRanges.enumerated() {
            let next = index + 1
            let end = next < lineBreakRanges.count ? lineBreakRanges[next] >> 8 : 0x10000
            let kind = LineBreakClass(rawValue: UInt8(range & 0xFF)) ?? .alphabetic
            all += [LineBreakClass](repeating: kind, count: Int(end - range >> 8))
        }
        ascii = FrozenTable(
            (0..<256).map { (0x21...0x7E).contains($0) ? all[$0].rawValue : 255 })
        var known: [[LineBreakClass]: UInt8] = [:]
        var pages: [UInt8] = []
        var classes: [LineBreakClass] = []
        for page in 0..<256 {
            let content = Array(all[page * 256..<(page + 1) * 256])
            let number = known[content] ?? UInt8(classes.count / 256)
            if known[content] == nil { classes += content }
            known[content] = number
            pages.append(number)
        }
        self.pages = FrozenTable(pages)
        self.classes = FrozenTable(classes)
    }

    /// The class of a character; ideographic beyond the Basic Multilingual Plane.
    @inline(__always)
    subscript(scalar: UInt32) -> LineBreakClass {
        guard scalar < 0x10000 else { return .ideographic }
        return classes[Int(pages[Int(scalar >> 8)]) << 8 | Int(scalar & 0xFF)]
    }
}

import Primitives

/// How a character takes part in line breaking (UAX #14, table 1), as far as its rules tell Latin, Greek
/// and Cyrillic text apart.
///
/// Some are asked for by their numbers: see `isWord`, `isCommon`.
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

    /// AL, NU, IS or SY: behind a blank after these, a word begins wherever it stands.
    @inline(__always) var isCommon: Bool { rawValue <= 3 }

    /// AL, NU, IS or GL: before a plain character behind these no line ends.
    @inline(__always) var joinsWord: Bool { rawValue <= 2 || self == .glue }

    /// Whether a byte is visible ASCII of AL, NU or IS: between these no line ends.
    @inline(__always)
    static func isPlain(_ byte: UInt8) -> Bool {
        if byte &- 0x61 < 26 { return true }
        // Bit n of a mask: byte n of its half is one of them.
        let low: UInt64 = 0x7FFF_5448_0000_0000  // # & * , . 0...9 : ; < = >
        let high: UInt64 = 0x47FF_FFFF_C7FF_FFFF  // @ A...Z ^ _ ` a...z ~
        guard byte < 0x80 else { return false }
        return (byte < 0x40 ? low : high) >> UInt64(byte & 0x3F) & 1 != 0
    }

    /// The class of a plain byte.
    @inline(__always)
    init(plain byte: UInt8) {
        if byte &- 0x30 < 10 {
            self = .numeric
        } else {
            self = byte == 0x2C || byte == 0x2E || byte &- 0x3A < 2 ? .infix : .alphabetic
        }
    }
}

/// The line breaking class of every character of the Basic Multilingual Plane.
struct LineBreakTable: Sendable {
    /// 256 pages; pages alike are stored once.
    private let pages: FrozenTable<UInt8>
    private let classes: FrozenTable<LineBreakClass>

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
        if scalar < 0x80, LineBreakClass.isPlain(UInt8(truncatingIfNeeded: scalar)) {
            return LineBreakClass(plain: UInt8(truncatingIfNeeded: scalar))
        }
        guard scalar < 0x10000 else { return .ideographic }
        return classes[Int(pages[Int(scalar >> 8)]) << 8 | Int(scalar & 0xFF)]
    }
}

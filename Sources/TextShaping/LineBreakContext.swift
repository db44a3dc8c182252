import Primitives

/// What line breaking remembers of the text before a place, and its rules.
///
/// The rules are those of UAX #14, revision 53 (Unicode 16), without those for scripts that are not set
/// here (LB19a, LB21a, LB26 to LB28a, LB30a, LB30b), and with one addition (§8): a blank between a number
/// and the percent or currency sign that belongs to it ends no line.
struct LineBreakContext: BitwiseCopyable {
    /// The class of the last character that is not white space; `edge` at the start of a line.
    var left = LineBreakClass.edge
    /// Whether `left` goes on with, or closes, a number (LB25).
    private var isNumeric = false
    /// Whether `left` is a quotation mark or hyphen that begins a word (LB15a, LB20a), or a word joiner behind
    /// a blank.
    private var isInitial = false

    /// For each class a set of others, a bit each: behind it no line ends before these without a blank, whatever else
    /// there is, and nothing but the class is to be remembered.
    static let joined = FrozenTable(LineBreakClass.allCases.map(classesJoined))

    private static func classesJoined(to left: LineBreakClass) -> UInt32 {
        var joined: UInt32 = 0
        for right in LineBreakClass.allCases where !right.asksAhead {
            let isJoined = [(false, false), (false, true), (true, false), (true, true)].allSatisfy {
                var context = LineBreakContext(left: left, isNumeric: $0.0, isInitial: $0.1)
                let mayBreak = context.step(right, afterBlank: false, ahead: (.edge, .edge))
                return !mayBreak && context.isNumeric == $0.0 && context.isInitial == $0.1
            }
            if isJoined { joined |= 1 << UInt32(right.rawValue) }
        }
        return joined
    }

    /// Moves over the next character.
    ///
    /// - Parameters:
    ///   - right: the class of the character.
    ///   - afterBlank: whether white space stands before it.
    ///   - ahead: the classes of the two characters behind it.
    /// - Returns: whether a line may end before the character.
    mutating func step(
        _ right: LineBreakClass, afterBlank: Bool, ahead: (LineBreakClass, LineBreakClass)
    ) -> Bool {
        let mayBreak = mayBreak(before: right, afterBlank, ahead)
        let followsNumber = !afterBlank && isNumberSoFar
        switch right {
        case .infix, .symbol: isNumeric = followsNumber
        case .closing, .closingParenthesis:
            isNumeric = followsNumber && left != .closing && left != .closingParenthesis
        case .initialQuote: isInitial = afterBlank || left.precedesOpeningQuote
        case .hyphen, .trueHyphen: isInitial = afterBlank || left.precedesInitialHyphen
        default: break
        }
        left = right
        return mayBreak
    }

    /// Notes a word joiner: no line ends before or behind it, nor at a blank before it.
    mutating func join(afterBlank: Bool) {
        left = .wordJoiner
        isInitial = afterBlank
    }

    /// Notes that a run of letters, digits and infix separators ended with an infix separator.
    mutating func endPlain(isNumeric: Bool) {
        left = .infix
        self.isNumeric = isNumeric
    }

    /// Whether the text up to here is NU (SY | IS)* or that and CL or CP.
    var isNumberSoFar: Bool {
        switch left {
        case .numeric: true
        case .infix, .symbol, .closing, .closingParenthesis: isNumeric
        default: false
        }
    }

    /// LB2 to LB20a, then the pairs.
    private func mayBreak(
        before right: LineBreakClass, _ afterBlank: Bool,
        _ ahead: (LineBreakClass, LineBreakClass)
    ) -> Bool {
        if left == .edge || right == .zeroWidthSpace { return false }  // LB2, LB7
        if left == .zeroWidthSpace { return true }  // LB8
        if right == .wordJoiner || left == .wordJoiner && (!afterBlank || isInitial) {
            return false  // LB11
        }
        if left == .glue && !afterBlank { return false }  // LB12
        if right == .glue, !afterBlank, !left.isHyphenLike { return false }  // LB12a
        if right == .closing || right == .closingParenthesis || right == .exclamation
            || right == .symbol
        {
            return false  // LB13
        }
        if left == .opening { return false }  // LB14
        if left == .initialQuote, isInitial { return false }  // LB15a
        if right == .finalQuote, ahead.0.followsFinalQuote { return false }  // LB15b
        if right == .infix { return afterBlank && ahead.0 == .numeric }  // LB15c, LB15d
        if right == .nonStarter, left == .closing || left == .closingParenthesis {
            return false  // LB16
        }
        if left == .breakBoth, right == .breakBoth { return false }  // LB17
        if afterBlank { return !isNumberWithSign(right) }  // LB18
        return mayBreakPair(before: right, ahead)
    }

    /// The addition: `R$ 10`, `10 %`, `10 €`.
    private func isNumberWithSign(_ right: LineBreakClass) -> Bool {
        if left == .currency { return right == .numeric }
        return left == .numeric && (right == .postfix || right == .currency)
    }

    /// LB19 to LB31, for characters without white space between them.
    private func mayBreakPair(
        before right: LineBreakClass, _ ahead: (LineBreakClass, LineBreakClass)
    ) -> Bool {
        if left.isQuotation || right.isQuotation { return false }  // LB19
        if left == .contingent || right == .contingent { return true }  // LB20
        if left == .hyphen || left == .trueHyphen, isInitial, right == .alphabetic {
            return false  // LB20a
        }
        if right.isHyphenLike || right == .nonStarter || left == .breakBefore {
            return false  // LB21
        }
        if right == .inseparable { return false }  // LB22
        if right == .numeric { return !joinsNumber }  // LB23, LB25, LB30
        switch left {
        case .alphabetic:  // LB24, LB28, LB30
            return !(right == .alphabetic || right.isSign || right == .opening)
        case .numeric:  // LB23, LB25, LB30
            return !(right == .alphabetic || right.isSign || right == .opening)
        case .infix:  // LB25, LB29
            return !(right == .alphabetic || right.isSign && isNumeric)
        case .symbol, .closing:  // LB25
            return !(right.isSign && isNumeric)
        case .closingParenthesis:  // LB25, LB30
            return !(right == .alphabetic || right.isSign && isNumeric)
        case .prefix, .currency, .postfix:
            return !signJoins(right, ahead)
        case .ideographic: return right != .postfix  // LB23a
        default: return true  // LB31
        }
    }

    /// LB23, LB24, LB25 behind a sign.
    private func signJoins(
        _ right: LineBreakClass, _ ahead: (LineBreakClass, LineBreakClass)
    ) -> Bool {
        switch right {
        case .alphabetic: true
        case .opening: ahead.0 == .numeric || ahead.0 == .infix && ahead.1 == .numeric
        case .ideographic: left != .postfix
        default: false
        }
    }

    /// Whether a digit belongs to what is before it: LB23, LB25, LB29, LB30.
    private var joinsNumber: Bool {
        switch left {
        case .alphabetic, .numeric, .infix, .hyphen, .closingParenthesis: true
        case .prefix, .currency, .postfix: true
        case .symbol: isNumeric
        default: false
        }
    }
}

extension LineBreakClass {
    /// Whether what stands behind it may matter.
    fileprivate var asksAhead: Bool {
        self == .opening || self == .infix || self == .finalQuote
    }

    /// PR or PO.
    fileprivate var isSign: Bool { self == .prefix || self == .currency || self == .postfix }

    fileprivate var isQuotation: Bool {
        self == .quotation || self == .initialQuote || self == .finalQuote
    }

    /// BA or HY.
    fileprivate var isHyphenLike: Bool {
        self == .hyphen || self == .trueHyphen || self == .breakAfter || self == .softHyphen
    }

    /// Whether a quotation mark behind it opens (LB15a).
    fileprivate var precedesOpeningQuote: Bool {
        switch self {
        case .edge, .opening, .glue, .zeroWidthSpace: true
        default: isQuotation
        }
    }

    /// Whether a hyphen behind it begins a word (LB20a).
    fileprivate var precedesInitialHyphen: Bool {
        switch self {
        case .edge, .zeroWidthSpace, .contingent, .glue: true
        default: false
        }
    }

    /// Whether a closing quotation mark stands before it even behind a blank (LB15b).
    fileprivate var followsFinalQuote: Bool {
        switch self {
        case .space, .glue, .wordJoiner, .closing, .closingParenthesis, .exclamation, .infix,
            .symbol, .zeroWidthSpace, .edge:
            true
        default: isQuotation
        }
    }
}

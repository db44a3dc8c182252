import Primitives

/// The plural categories of Unicode CLDR (UTS #35, part 3, section 5).
public enum PluralCategory: UInt8, BitwiseCopyable, Sendable, CaseIterable {
    case zero, one, two, few, many, other

    /// Its name in strings.
    public var name: String { String(describing: self) }

    /// The category of a name.
    public init?(name: String) {
        guard let category = PluralCategory.allCases.first(where: { $0.name == name }) else {
            return nil
        }
        self = category
    }
}

/// What one relation of a plural rule asks of a number, such as `i mod 10 in 2..4`.
struct PluralRelation: BitwiseCopyable, Sendable {
    /// What of the number is looked at (UTS #35, part 3, section 5.1.1).
    enum Operand: UInt8, BitwiseCopyable, Sendable {
        /// The number without its sign.
        case n
        /// Its whole part.
        case i
        /// How many digits it has behind the point.
        case v
        /// The digits behind the point; `t` without zeros at the end.
        case f, t
    }

    let operand: Operand
    /// Whether the number must lie outside of the range.
    let isNegated: Bool
    /// 0 where the rule takes no remainder.
    let modulus: UInt64
    let low: UInt64
    let high: UInt64

    init(_ operand: Operand, modulus: UInt64, in range: ClosedRange<UInt64>) {
        (self.operand, self.modulus, isNegated) = (operand, modulus, false)
        (low, high) = (range.lowerBound, range.upperBound)
    }

    init(_ operand: Operand, modulus: UInt64, outside range: ClosedRange<UInt64>) {
        (self.operand, self.modulus, isNegated) = (operand, modulus, true)
        (low, high) = (range.lowerBound, range.upperBound)
    }

    func holds(for number: ExactDecimal) -> Bool {
        let (whole, fraction) = number.mantissa.magnitude.quotientAndRemainder(
            dividingBy: UInt128(powerOfTen(number.scale)))
        var value =
            switch operand {
            case .n, .i: whole
            case .v: UInt128(number.scale)
            case .f, .t: fraction
            }
        if operand == .t { while value > 0, value % 10 == 0 { value /= 10 } }
        if modulus > 0 { value %= UInt128(modulus) }
        // A number with a fraction is in no range of whole numbers.
        let isFound =
            (operand != .n || fraction == 0) && value >= UInt128(low) && value <= UInt128(high)
        return isFound != isNegated
    }
}

/// One relation among those of a language, laid one behind another.
struct PluralStep: BitwiseCopyable, Sendable {
    let relation: PluralRelation
    let category: PluralCategory
    /// Whether it is the last one that must hold together for the category.
    let endsWay: Bool
}

/// When a count is one, few or many in a language; all else is other.
struct PluralRules: Sendable {
    /// BCP 47.
    let tag: String
    /// The ways to fall into a category, tried in order; each is relations that all hold.
    let ways: [(category: PluralCategory, relations: [PluralRelation])]

    init(tag: String, ways: [(PluralCategory, [PluralRelation])]) {
        self.tag = tag
        self.ways = ways.map { ($0.0, $0.1) }
    }

    /// The rules of a language tag: its own, else its language's; nil when there are none.
    static func named(_ tag: String) -> PluralRules? {
        let language = tag.split(separator: "-").first
        return pluralTables.first { $0.tag == tag }
            ?? pluralTables.first { $0.tag.split(separator: "-").first == language }
    }

    /// The rules for a program, without structure.
    var steps: [PluralStep] {
        ways.flatMap { way in
            way.relations.indices.map { index in
                PluralStep(
                    relation: way.relations[index], category: way.category,
                    endsWay: index == way.relations.count - 1)
            }
        }
    }
}

/// The categories that counts fall into in a language, `other` among them; nil when its rules are unknown.
public func pluralCategories(of language: String) -> [PluralCategory]? {
    PluralRules.named(language).map { rules in
        PluralCategory.allCases.filter { category in
            category == .other || rules.ways.contains { $0.category == category }
        }
    }
}

extension FrozenTable where Element == PluralStep {
    /// The category of a count as it is printed, by the rules in `range`: 1 and 1.0 may differ.
    func category(of count: ExactDecimal, in range: Range<Int>) -> PluralCategory {
        var holds = true
        for index in range {
            let step = self[index]
            holds = holds && step.relation.holds(for: count)
            guard step.endsWay else { continue }
            if holds { return step.category }
            holds = true
        }
        return .other
    }
}

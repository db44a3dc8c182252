import Expressions
public import Primitives
public import Records

// What enters this room is a pack's rules and one record after another; what leaves is what is wrong with each.

/// A pack's rules, compiled: built-in ones, obligations, and the pack's own; immutable, shared by all workers.
public final class RuleSet: Sendable {
    /// Where the built-in rules begin to speak.
    public let thresholds: RuleThresholds
    /// How much the pack wants findings to weigh.
    public let grades: Grades
    /// The types of the records that are checked.
    let schema: Schema
    let fields: RuleFields
    let mask: RuleMask
    /// How amounts lose digits.
    let rounding: ExactDecimal.Rounding
    let obligations: ObligationTable
    let own: OwnRuleTable
    /// The expressions of the pack's own rules; nil where it has none.
    let program: Program?

    /// Rules of their parts.
    init(
        schema: Schema, thresholds: RuleThresholds, grades: Grades,
        rounding: ExactDecimal.Rounding, obligations: [Obligation], own: [OwnRule],
        program: Program?
    ) {
        self.schema = schema
        self.thresholds = thresholds
        self.grades = grades
        self.rounding = rounding
        self.program = program
        fields = RuleFields(schema)
        mask = RuleMask(grades)
        self.obligations = ObligationTable(obligations, schema)
        self.own = OwnRuleTable(own)
    }

    /// The built-in rules alone, as they are when a pack says nothing.
    public convenience init(
        schema: Schema, thresholds: RuleThresholds = RuleThresholds(), grades: Grades = Grades()
    ) {
        self.init(
            schema: schema, thresholds: thresholds, grades: grades, rounding: .halfUp,
            obligations: [], own: [], program: nil)
    }

    /// The weight of a built-in rule in this pack; nil where it is off.
    func severity(of rule: BuiltInRule) -> Severity? {
        guard let grade = grades[rule.id] else { return rule.severity }
        return Severity(rawValue: grade.rawValue)
    }
}

public import Primitives

/// What the first pass found about the run as a whole, such as a price list that is wrong for everybody.
///
/// It keeps no record back. Where it weighs more than a warning, somebody must say why the run may leave.
public struct RunFinding: Sendable, Hashable {
    /// The rule's id.
    public var rule: String
    /// How much it weighs.
    public var severity: Severity
    /// What was found, with figures.
    public var message: String

    /// A finding.
    public init(rule: String, severity: Severity, message: String) {
        self.rule = rule
        self.severity = severity
        self.message = message
    }

    /// As it is printed.
    public var text: String { "the run: \(severity.rawValue): \(message) [\(rule)]" }

    func write(to json: inout CanonicalJSON) {
        json.add("rule", rule)
        json.add("severity", severity.rawValue)
        json.add("message", message)
    }

    init(reading fields: JSONFields) throws(Diagnostic) {
        var fields = fields
        rule = try fields.text("rule")
        severity = try fields.word("severity")
        message = try fields.text("message")
        try fields.finish()
    }
}

extension [RunFinding] {
    /// Those that keep the run back until somebody says why it may leave.
    public var weighty: [RunFinding] { filter { $0.severity != .warn } }
}

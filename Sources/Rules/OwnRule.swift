import Expressions
import Primitives
import Records

/// A rule of the pack's own: what must not be true of a record, and what is said where it is.
struct OwnRule: Sendable {
    var id: String
    var severity: Severity
    /// The path that findings name; may be empty.
    var path: String
    var cure: String
    let when: ExpressionCode
    let message: ExpressionCode
}

/// The pack's own rules, to be run.
struct OwnRuleTable: Sendable {
    struct Codes: BitwiseCopyable, Sendable {
        var when: ExpressionCode
        var message: ExpressionCode
    }

    let rules: [OwnRule]
    let codes: FrozenTable<Codes>

    init(_ rules: [OwnRule]) {
        self.rules = rules
        codes = FrozenTable(rules.map { Codes(when: $0.when, message: $0.message) })
    }

    var isEmpty: Bool { codes.count == 0 }
}

extension RuleChecker {
    /// Runs the pack's own rules.
    func checkOwn() {
        guard let evaluator else { return }
        // Whether a rule speaks depends on no language.
        evaluator.begin(locale: .standard, language: 0, currency: ByteView())
        for index in 0..<rules.own.codes.count {
            let isTrue = evaluator.isTrue(rules.own.codes[index].when)
            if isTrue || evaluator.isExhausted { reportOwn(index, evaluator) }
            if evaluator.isExhausted { return }
        }
    }

    private func reportOwn(_ index: Int, _ evaluator: Evaluator) {
        let rule = rules.own.rules[index]
        var message = "the rule takes too many steps for this record"
        if !evaluator.isExhausted {
            let root = record.root
            let locale = record.text(record.slot(fields.locale, of: root))
            evaluator.begin(
                locale: LocaleFormat.named(locale) ?? .standard, language: 0,
                currency: record.text(record.slot(fields.currency, of: root)))
            var text = ByteBuffer()
            _ = evaluator.write(rule.message, to: &text)
            message = text.view.string
        }
        guard findings.count < RuleChecker.mostFindings else { return }
        findings.append(
            Finding(
                rule: rule.id, severity: rule.severity, path: rule.path, message: message,
                cure: rule.cure))
    }
}

import Expressions
import Primitives

extension ProofSubject {
    /// What a bill's text lacks of what its record says.
    func findings(in text: ExtractedText) -> [Finding] {
        var findings: [Finding] = []
        for wanted in texts {
            guard let missing = missing(wanted.value, in: text) else { continue }
            findings.append(
                Finding(
                    rule: "proof.text", severity: .reject, path: wanted.path,
                    message: "the finished PDF does not show \(missing)",
                    cure: "let the template print the field as the record has it"))
        }
        let hasAmounts = texts.contains { if case .amount = $0.value { true } else { false } }
        if hasAmounts, !text.shows(currency: currency, in: locale) {
            findings.append(
                Finding(
                    rule: "proof.text", severity: .reject, path: "currency",
                    message: "the finished PDF does not show the currency \(currency)",
                    cure: "let the template print amounts with the filter money"))
        }
        return findings
    }

    /// What is wanted and not there, in words.
    private func missing(_ value: WantedText.Value, in text: ExtractedText) -> String? {
        guard !value.isShown(in: text, locale) else { return nil }
        return switch value {
        case .name(let name): "“\(name)”"
        case .amount(let amount): "the amount \(printed(amount))"
        case .date(let date): "the date \(printed(date))"
        case .digits(let digits): "the digits \(digits)"
        }
    }

    func printed(_ amount: ExactDecimal) -> String {
        var buffer = ByteBuffer()
        locale.numbers.append(amount, to: &buffer)
        return buffer.view.string
    }

    func printed(_ date: CivilDate) -> String {
        let (year, month, day) = date.parts
        var buffer = ByteBuffer()
        buffer.append(decimal: year, width: 4)
        for part in [month, day] {
            buffer.append("-")
            buffer.append(decimal: part, width: 2)
        }
        return buffer.view.string
    }
}

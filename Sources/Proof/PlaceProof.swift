import Expressions
import Primitives

extension ProofSubject {
    /// What stands otherwise than in the record where readers look for it: in the boxes that show a field, in
    /// the largest type, at the labels of what is to be paid and when.
    func findings(in text: PageText) -> [Finding] {
        var findings = places.filter { !$0.isRead(in: text, locale) }.map { finding($0, text) }
        let bill = PrintedBill(text, currency: currency, decimals: decimals, locale)
        if !headlines.isEmpty, let line = bill.headline(unless: headlines) {
            findings.append(total(line, "the largest amount"))
        } else if !headlines.isEmpty, let line = bill.amount(at: .amountDue, unless: amountsDue) {
            findings.append(total(line, "the amount at a label of what is to be paid"))
        }
        if !dues.isEmpty, let line = bill.date(at: .due, unless: dues) {
            findings.append(
                Finding(
                    rule: "proof.due", severity: .reject, path: "due",
                    message: "the date at a label of the due date in the finished PDF is "
                        + "\(place(line.page, line.box)) “\(shortened(line.text))”, and the record's is "
                        + printed(dues[0]),
                    cure: "let the template print due where it says so"))
        }
        return findings
    }

    private func total(_ line: PrintedLine, _ what: String) -> Finding {
        Finding(
            rule: "proof.total", severity: .reject, path: headlinePath,
            message: "\(what) in the finished PDF is \(place(line.page, line.box)) "
                + "“\(shortened(line.text))”, and the record's is \(printed(headlines[0]))",
            cure: "let the template print the amount to be paid in its largest type")
    }

    private func finding(_ wanted: WantedPlace, _ text: PageText) -> Finding {
        let first = wanted.areas[0]
        return Finding(
            rule: "proof.place", severity: .reject, path: wanted.path,
            message:
                "where the finished PDF shows the field, \(place(first.page, first.area)), it reads "
                + "“\(shortened(wanted.read(in: text)))” instead of \(printed(wanted.value))",
            cure: "let the template print the field as the record has it")
    }

    /// A place for a message: a page and millimetres from its left and top edges.
    private func place(_ page: Int, _ area: PageArea) -> String {
        let millimetres = { (thousandths: Int) in max(0, thousandths) * 254 / 720_000 }
        return "on page \(page + 1) at \(millimetres(area.left)) × \(millimetres(area.top)) mm"
    }

    private func shortened(_ text: String) -> String {
        let line = text.replacing("\n", with: " ")
        return line.count > 60 ? line.prefix(59) + "…" : line
    }

    private func printed(_ value: WantedText.Value) -> String {
        switch value {
        case .name(let name): "“\(name)”"
        case .amount(let amount): printed(amount)
        case .date(let date): printed(date)
        case .digits(let digits): digits
        }
    }
}

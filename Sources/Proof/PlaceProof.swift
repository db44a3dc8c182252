import Expressions
import Primitives

extension ProofSubject {
    /// What stands otherwise than in the record where readers look for it: in the boxes that show a field, in
    /// the largest type, at labels, around the symbols of payments and above the customer's street.
    func findings(in text: PageText) -> [Finding] {
        var findings = places.filter { !$0.isRead(in: text, locale) }.map { finding($0, text) }
        let bill = PrintedBill(text, currency: currency, decimals: amounts.decimals, locale)
        if let wrong = wrongAmount(in: bill) { findings.append(finding(wrong)) }
        if let (line, what) = wrongDate(in: bill) {
            findings.append(
                Finding(
                    rule: "proof.due", severity: .reject, path: "due",
                    message: "\(what) in the finished PDF is "
                        + "\(place(line.page, line.box)) “\(shortened(line.text))”, and the record's is "
                        + printed(dues[0]),
                    cure: "let the template print due where it says so"))
        }
        if let line = bill.wrongName(expected) { findings.append(name(line)) }
        return findings
    }

    // MARK: Amounts and dates

    /// An amount that is not what readers take it for.
    private struct WrongAmount {
        let line: PrintedLine
        let what: String
        /// Whether it stands for what the bill's lines come to, not for what is to be paid.
        var isTotal = false

        init?(_ line: PrintedLine?, _ what: String, isTotal: Bool = false) {
            guard let line else { return nil }
            (self.line, self.what, self.isTotal) = (line, what, isTotal)
        }
    }

    /// The first amount that is not what readers take it for.
    private func wrongAmount(in bill: PrintedBill) -> WrongAmount? {
        guard !amounts.headlines.isEmpty else { return nil }
        return WrongAmount(
            bill.headline(
                unless: amounts.headlines, total: amounts.totals,
                parts: amounts.parts + amounts.due), "the largest amount")
            ?? WrongAmount(
                bill.amount(at: .amountDue, unless: amounts.due),
                "the amount at a label of what is to be paid")
            ?? WrongAmount(
                bill.amount(around: bands, unless: amounts.due, amounts.whole),
                "an amount beside a payment's symbol")
            ?? WrongAmount(
                bill.amount(
                    behindDateAt: .due, unless: amounts.due + amounts.totals + amounts.earlier),
                "the amount behind a due date")
            ?? WrongAmount(
                bill.amount(at: .total, unless: amounts.totals),
                "the amount at a label of the bill's total", isTotal: true)
            ?? WrongAmount(
                bill.sum(unless: amounts.totals, amounts.sums),
                "the amount at the word for a total", isTotal: true)
    }

    /// The first date that is not what readers take it for, and where it stands.
    private func wrongDate(in bill: PrintedBill) -> (PrintedLine, String)? {
        guard !dues.isEmpty else { return nil }
        if let line = bill.date(at: .due, unless: dues) {
            return (line, "the date at a label of the due date")
        }
        return bill.largestDate(unless: dues, issued: issued, others: dates)
            .map { ($0, "the largest date") }
    }

    private func finding(_ wrong: WrongAmount) -> Finding {
        let own = wrong.isTotal ? amounts.total : nil
        return Finding(
            rule: "proof.total", severity: .reject,
            path: own == nil ? amounts.headlinePath : "total",
            message:
                "\(wrong.what) in the finished PDF is \(place(wrong.line.page, wrong.line.box)) "
                + "“\(shortened(wrong.line.text))”, and the record's is "
                + printed(own ?? amounts.headlines[0]),
            cure:
                "let the template print the amount to be paid in its largest type, and each amount where "
                + "it says so")
    }

    // MARK: Names and places

    private var expected: PrintedBill.Addressee {
        PrintedBill.Addressee(
            name: ExtractedText.letters(addressee.name),
            street: ExtractedText.letters(addressee.street),
            issuer: ExtractedText.letters(addressee.issuer),
            isElsewhere: places.contains { $0.value.name != nil })
    }

    private func name(_ line: PrintedLine) -> Finding {
        Finding(
            rule: "proof.place", severity: .reject, path: "customer.name",
            message: "above the customer's street in the finished PDF, "
                + "\(place(line.page, line.box)), stands “\(shortened(line.text))” instead of "
                + "“\(addressee.name)”",
            cure: "let the template print the field as the record has it")
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

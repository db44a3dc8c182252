import Primitives
import Records

/// Wrong arithmetic: sums, taxes, what is to be paid.
extension RuleChecker {
    /// Base times rate against each tax.
    func checkTaxes(_ root: RecordNode) {
        guard asks(.taxAmount) else { return }
        let list = record.slot(fields.taxes, of: root)
        for index in 0..<Int(list.count) where list.tag == .list {
            let tax = record.element(index, of: list)
            let base = record.slot(fields.tax.base, of: tax)
            let rate = record.slot(fields.tax.rate, of: tax)
            guard base.tag == .money, rate.tag == .decimal else { continue }
            let amount = record.slot(fields.tax.amount, of: tax)
            // A rate is in percent: two places more behind the point.
            let product = ExactDecimal(
                mantissa: Int128(base.payload) * Int128(rate.payload),
                scale: scale + Int(rate.scale) + 2)
            guard let exact = product.rounded(to: scale, rules.rounding) else { continue }
            let difference = Int128(amount.payload) - exact.mantissa
            guard difference.magnitude > limits.taxTolerance.magnitude else { continue }
            let code = record.text(record.slot(fields.tax.code, of: tax)).string
            report(
                .taxAmount, "taxes[\(index)].amount",
                "\(code): \(self.amount(base.payload)) × \(Figure.decimal(record.decimal(rate))) % is "
                    + "\(self.amount(exact.mantissa)), the tax says \(self.amount(amount.payload)), "
                    + "difference \(self.amount(difference))",
                stake: difference)
        }
    }

    /// Taxes that stand there twice.
    func checkRepeatedTaxes(_ root: RecordNode) {
        let list = record.slot(fields.taxes, of: root)
        guard list.tag == .list, list.count > 1, asks(.taxRepeated) else { return }
        lineKeys.removeAll(room: Int(list.count))
        for index in 0..<Int(list.count) {
            let tax = record.element(index, of: list)
            let amount = record.slot(fields.tax.amount, of: tax).payload
            guard amount != 0 else { continue }
            let code = record.text(record.slot(fields.tax.code, of: tax)).trimmed
            let earlier = lineKeys.insert(
                code.caselessHash(seed: UInt64(bitPattern: amount)), at: index)
            guard earlier >= 0, isSame(tax, record.element(earlier, of: list)) else { continue }
            report(
                .taxRepeated, "taxes[\(index)]",
                "\(code.string) of \(self.amount(amount)) stands in taxes[\(earlier)] already",
                stake: Int128(amount))
        }
    }

    private func isSame(_ tax: RecordNode, _ other: RecordNode) -> Bool {
        for slot in [fields.tax.code, fields.tax.category] {
            let (one, two) = (record.slot(slot, of: tax), record.slot(slot, of: other))
            guard record.text(one).trimmed.isSame(ignoringCaseOf: record.text(two).trimmed) else {
                return false
            }
        }
        for slot in [fields.tax.amount, fields.tax.base, fields.tax.rate] {
            let (one, two) = (record.slot(slot, of: tax), record.slot(slot, of: other))
            guard one.tag == two.tag else { return false }
            guard one.isAbsent || record.decimal(one) == record.decimal(two) else { return false }
        }
        return isTrue(fields.tax.included, tax) == isTrue(fields.tax.included, other)
            && isTrue(fields.tax.withheld, tax) == isTrue(fields.tax.withheld, other)
    }

    /// Subtotal, total and amount due against what they are made of.
    func checkSums(_ root: RecordNode) {
        let subtotal = record.slot(fields.subtotal, of: root)
        if asks(.subtotalSum), !subtotal.isAbsent {
            checkSubtotal(subtotal.payload)
        }
        let total = record.slot(fields.total, of: root)
        guard !total.isAbsent else { return }
        let taxes = addedTaxes(root)
        let adjusted = sum(
            of: record.slot(fields.adjustments, of: root), slot: fields.adjustmentAmount)
        if asks(.totalSum) {
            checkTotal(total.payload, subtotal, adjusted, taxes.added)
        }
        if asks(.amountDueSum) { checkAmountDue(root, total.payload, taxes.withheld) }
    }

    private func checkSubtotal(_ subtotal: Int64) {
        let difference = Int128(subtotal) - linesSum
        guard difference.magnitude > limits.sumTolerance.magnitude else { return }
        report(
            .subtotalSum, "subtotal",
            "the lines sum up to \(amount(linesSum)), the subtotal says \(amount(subtotal)), "
                + "difference \(amount(difference))", stake: difference)
    }

    /// A total that follows from its subtotal is right by itself, whatever the lines say.
    private func checkTotal(
        _ total: Int64, _ subtotal: RecordNode, _ adjusted: Int128, _ taxes: Int128
    ) {
        let tolerance = limits.sumTolerance.magnitude
        let difference = Int128(total) - linesSum - adjusted - taxes
        guard difference.magnitude > tolerance else { return }
        if !subtotal.isAbsent {
            let other = Int128(total) - Int128(subtotal.payload) - adjusted - taxes
            guard other.magnitude > tolerance else { return }
        }
        var parts = "the lines sum up to \(amount(linesSum))"
        if adjusted != 0 { parts += ", adjustments to \(amount(adjusted))" }
        if taxes != 0 { parts += ", taxes to \(amount(taxes))" }
        if adjusted != 0 || taxes != 0 { parts += ": \(amount(linesSum + adjusted + taxes))" }
        report(
            .totalSum, "total",
            "\(parts); the total says \(amount(total)), difference \(amount(difference))",
            stake: difference)
    }

    private func checkAmountDue(_ root: RecordNode, _ total: Int64, _ withheld: Int128) {
        let due = record.slot(fields.amountDue, of: root)
        guard !due.isAbsent else { return }
        let rounding = money(fields.rounding, root)
        let prepaid = money(fields.prepaid, root)
        let balance = money(fields.previousBalance, root)
        let received = money(fields.paymentsReceived, root)
        let wanted = Int128(total) + rounding - prepaid + balance - received - withheld
        let difference = Int128(due.payload) - wanted
        guard difference.magnitude > limits.sumTolerance.magnitude else { return }
        var parts = "the total is \(amount(total))"
        let isSum = wanted != Int128(total)
        for (name, value) in [
            ("rounding", rounding), ("prepaid", -prepaid), ("balance before", balance),
            ("payments received", -received), ("taxes withheld", -withheld),
        ] where value != 0 {
            parts += ", \(name) \(amount(value))"
        }
        report(
            .amountDueSum, "amountDue",
            "\(parts)\(isSum ? ": \(amount(wanted))" : ""); the amount due says "
                + "\(amount(due.payload)), difference \(amount(difference))", stake: difference)
    }

    /// An amount of the record; 0 where it has none.
    private func money(_ slot: Int, _ object: RecordNode) -> Int128 {
        let node = record.slot(slot, of: object)
        return node.isAbsent ? 0 : Int128(node.payload)
    }

    /// The sum of a field over a list.
    func sum(of list: RecordNode, slot: Int) -> Int128 {
        guard list.tag == .list else { return 0 }
        var sum: Int128 = 0
        for index in 0..<Int(list.count) {
            let node = record.slot(slot, of: record.element(index, of: list))
            if !node.isAbsent { sum += Int128(node.payload) }
        }
        return sum
    }

    /// The taxes that are added to the total, and those that the customer keeps back.
    private func addedTaxes(_ root: RecordNode) -> (added: Int128, withheld: Int128) {
        let list = record.slot(fields.taxes, of: root)
        var (added, withheld): (Int128, Int128) = (0, 0)
        guard list.tag == .list else { return (added, withheld) }
        for index in 0..<Int(list.count) {
            let tax = record.element(index, of: list)
            let amount = Int128(record.slot(fields.tax.amount, of: tax).payload)
            if isTrue(fields.tax.withheld, tax) {
                withheld += amount
            } else if !isTrue(fields.tax.included, tax) {
                added += amount
            }
        }
        return (added, withheld)
    }

    private func isTrue(_ slot: Int, _ object: RecordNode) -> Bool {
        let node = record.slot(slot, of: object)
        return node.tag == .bool && node.payload != 0
    }

    /// What each payment asks for against what is to be paid; installments against their whole.
    func checkPayments(_ root: RecordNode) {
        guard asks(.paymentAmount) else { return }
        let list = record.slot(fields.payments, of: root)
        guard list.tag == .list else { return }
        for index in 0..<Int(list.count) {
            let payment = record.element(index, of: list)
            // What is only told, such as that a card was charged, asks for nothing.
            guard !(record.text(record.slot(fields.payment.scheme, of: payment)) == "text") else {
                continue
            }
            let asked = record.slot(fields.payment.amount, of: payment)
            let whole = asked.isAbsent ? owed : asked.payload
            if whole != owed {
                let difference = Int128(whole) - Int128(owed)
                report(
                    .paymentAmount, "payments[\(index)].amount",
                    "the payment asks for \(amount(whole)), the bill for \(amount(owed)), "
                        + "difference \(amount(difference))", stake: difference)
            }
            checkInstallments(payment, index, whole)
        }
    }

    private func checkInstallments(_ payment: RecordNode, _ index: Int, _ whole: Int64) {
        let list = record.slot(fields.payment.installments, of: payment)
        guard list.tag == .list, list.count > 0 else { return }
        let sum = sum(of: list, slot: fields.payment.installmentAmount)
        guard sum != Int128(whole) else { return }
        let difference = sum - Int128(whole)
        report(
            .paymentAmount, "payments[\(index)].installments",
            "the installments sum up to \(amount(sum)), the payment asks for \(amount(whole)), "
                + "difference \(amount(difference))", stake: difference)
    }
}

import DocumentModel
import Expressions
import Payments
import Primitives
import Records

/// QR codes of payments: a payload is drawn as it is; one that nobody has completed is built here.
extension TemplateExpander {
    /// The payload of one of the record's payments; nil when there is none, which is then reported.
    func payload(of payment: Value, _ step: Step, _ tree: BoxTree) -> TextRange? {
        let fields = template.paymentFields
        // Objects come from the record alone, so each knows its node.
        let node = payment.path < 0 ? .absent : record.node(Int(payment.path))
        let start = tree.text.count
        do throws(PaymentError) {
            let ready = record.text(record.slot(fields.payload, of: node))
            if ready.isEmpty {
                try payments.appendPayload(of: node, to: &tree.text)
            } else {
                tree.text.append(ready)
            }
            return TextRange(start: start, count: tree.text.count - start)
        } catch {
            report(error, payment, step)
            return nil
        }
    }

    // MARK: Findings

    /// Reports a payment that a `<payment>` has no drawing for, or that is not there.
    func refusePayment(_ step: Step) {
        let payment = evaluator.evaluate(template.expressions[Int(step.a)])
        let isThere = payment.tag == .object && payment.path >= 0
        let node = isThere ? record.node(Int(payment.path)) : .absent
        let scheme = record.text(record.slot(template.paymentFields.scheme, of: node)).string
        findings.append(
            Finding(
                rule: "payment.symbol", severity: .reject,
                path: isThere ? record.path(of: Int(payment.path)) : "",
                place: template.resources.place(ofNode: Int(step.node)),
                message: isThere
                    ? "a payment of the scheme “\(scheme)” is not drawn here"
                    : "there is no payment to draw",
                cure: isThere
                    ? "add the scheme to those of <payment>, or keep such payments from it"
                    : "give the record a payment, or ask for it with <if>"))
    }

    private func report(
        _ error: PaymentError, _ payment: Value, _ step: Step
    ) {
        let path = payments.slot(of: error).map { record.path(of: Int(payment.payload) + $0) }
        findings.append(
            Finding(
                rule: "payment.symbol", severity: .reject,
                path: path ?? (payment.path >= 0 ? record.path(of: Int(payment.path)) : ""),
                place: template.resources.place(ofNode: Int(step.node)),
                message: "no payment code can be made of this: \(error.text) (\(error.rawValue))",
                cure: "correct what the code names, or give a payload that its bank would accept"))
    }
}

import Primitives

extension ProofSubject {
    /// Words by which bills offer a code as text, in capitals and without blanks.
    private static let copyWords = [
        "COPIAECOLA", "COPYANDPASTE", "COPY&PASTE", "COPY-AND-PASTE", "COPIARYPEGAR", "COPIAYPEGA",
    ]

    /// What stands in every code of a kind that is read as text, in capitals: the Pix arrangement's own name
    /// (Manual de Padrões para Iniciação do Pix, field 26-00) and the scheme of UPI's links.
    private static let codeMarks = ["BR.GOV.BCB.PIX", "UPI://PAY"]

    /// What a bill lacks of its record's ways to pay, and codes in its text that are none of the record's.
    func paymentFindings(in text: ExtractedText) -> [Finding] {
        var findings = undrawn.filter { $0.iban.isEmpty || !text.shows(name: $0.iban) }.map {
            payment in
            Finding(
                rule: "proof.payment", severity: .reject, path: payment.path,
                message:
                    "the finished PDF has no symbol by which the payment \(payment.scheme) is paid",
                cure: "draw it with <payment>, or leave it out of the record")
        }
        let payloads = payments.payloads.map {
            ExtractedText.visible(String(decoding: $0, as: UTF8.self))
        }
        for mark in ProofSubject.codeMarks {
            guard let wrong = text.code(markedBy: mark, noneOf: payloads) else { continue }
            findings.append(copied("a code in the text of the finished PDF reads “\(wrong)”"))
        }
        let pix = payments.payments.filter { $0.scheme == "pix" }
        guard findings.isEmpty, payments.isOwed, !pix.isEmpty,
            ProofSubject.copyWords.contains(where: text.shows(name:)),
            !pix.contains(where: { text.shows(code: String(decoding: $0.payload, as: UTF8.self)) })
        else { return findings }
        return [copied("the finished PDF offers a code to copy and has none of the record's")]
    }

    private func copied(_ message: String) -> Finding {
        Finding(
            rule: "proof.text", severity: .reject,
            path: payments.payments.first?.path ?? "payments",
            message: message, cure: "let the template print the payment's payload as it is")
    }
}

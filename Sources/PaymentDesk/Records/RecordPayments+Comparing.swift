import Payments
import Primitives
import Records

// What a code says against what the record says of the same: one comparison, and a line of it for each field.
extension RecordPayments {
    /// When two texts say the same.
    enum Likeness {
        /// Byte for byte.
        case exact
        /// Spaces and case apart.
        case number
        /// As people read them, and one may be the beginning of the other: codes hold short texts.
        case words
    }

    /// What goes wrong when a field and its code differ.
    enum Stake {
        /// The money goes elsewhere.
        case payee
        /// The money may go elsewhere, or another place stands beside the payee's name.
        case place
        /// The payment is not matched with its bill.
        case reference
    }

    /// Compares what a code says with the payment's own field; a field that is not given agrees with anything.
    ///
    /// - Parameters:
    ///   - what: the field in words, as the finding begins.
    ///   - owner: whose it is, in words; nothing where the field says so.
    ///   - own: the code's, not in `scratch` or `parts`.
    ///   - expected: the record's.
    ///   - likeness: when they agree.
    ///   - stake: what is at stake when they do not.
    ///   - slot: where the code stands.
    ///   - entry: the payment.
    func compare(
        _ what: StaticString, of owner: StaticString = "", _ own: ByteView,
        with expected: ByteView, as likeness: Likeness = .exact, _ stake: Stake, in slot: Int,
        _ entry: Entry
    ) {
        guard !expected.isEmpty, !isAlike(own, expected, likeness) else { return }
        let (what, own, expected) = ("\(what)\(owner)", own.string, expected.string)
        switch stake {
        case .payee: reportPayee(what, own, in: slot, entry, expected)
        case .place: reportPayee(what, own, in: slot, entry, expected, severity: .warn)
        case .reference: reportReference(what, own, in: slot, entry, expected)
        }
    }

    /// Compares what a code says with one of the payment's fields.
    func compare(
        _ what: StaticString, _ own: ByteView, _ field: Int, as likeness: Likeness = .exact,
        _ stake: Stake, in slot: Int, _ entry: Entry
    ) {
        compare(what, own, with: text(field, entry), as: likeness, stake, in: slot, entry)
    }

    /// Compares words that a code need not carry: only other ones are worth a finding.
    func compareWords(
        _ what: StaticString, _ own: ByteView, _ field: Int, in slot: Int, _ entry: Entry
    ) {
        guard !own.isEmpty else { return }
        compare(what, own, field, as: .words, .reference, in: slot, entry)
    }

    private func isAlike(_ own: ByteView, _ expected: ByteView, _ likeness: Likeness) -> Bool {
        if own == expected { return true }
        switch likeness {
        case .exact: return false
        case .number: return isSameNumber(own, expected)
        case .words: return beginsAlike(own, expected)
        }
    }

    /// Compares the amount that a code asks for with what is to be paid; nil where it leaves that to who pays.
    ///
    /// A code that asks for what the whole does is right, and the payment's own amount is not.
    func compareAmount(
        _ own: Int64?, in slot: Int, _ entry: Entry, severity: Severity = .hold
    ) {
        guard let amount = entry.amount else { return }
        guard let own else {
            if amount > 0 { reportNoAmount(in: slot, entry, amount) }
            return
        }
        guard own != amount, own != entry.wholeAmount else { return }
        reportAmount(own, in: slot, entry, amount, severity: severity)
    }

    /// Compares the payee's name in a code with the payment's, else with the issuer's.
    ///
    /// Case, accents and punctuation do not count, and codes hold short names: one may begin the other. An issuer may
    /// collect under a name of its trade, so a word in common is enough there, and none is a warning only.
    func comparePayee(_ own: ByteView, _ expected: ByteView, in slot: Int, _ entry: Entry) {
        guard expected.isEmpty else {
            return compare(
                "the payee", own, with: expected, as: .words, .payee, in: slot, entry)
        }
        compareName("the payee", own, withWordOf: issuerName, in: slot, entry)
    }

    /// Warns where a name in a code has no word in common with one that nobody said is the same.
    func compareName(
        _ what: StaticString, _ own: ByteView, withWordOf name: ByteView, in slot: Int,
        _ entry: Entry
    ) {
        guard !name.isEmpty, !(own == name), !shareWord(own, name) else { return }
        reportPayee("\(what)", own.string, in: slot, entry, name.string, severity: .warn)
    }
}

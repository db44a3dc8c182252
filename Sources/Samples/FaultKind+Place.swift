extension FaultKind {
    /// The path that findings of the kind's rule name: most often of what was changed, else of what no longer
    /// agrees with it.
    ///
    /// - Parameters:
    ///   - changed: the path of what was changed.
    ///   - text: the record with the fault.
    /// - Returns: the path.
    func place(of changed: String, in text: RecordText) -> String {
        switch self {
        case .lineCancelled: firstLine(of: changed, in: text) ?? changed
        case .linePrice, .taxRate: FaultKind.parent(of: changed) + ".amount"
        case .lineLost: "subtotal"
        case .usageDetail: FaultKind.parent(of: FaultKind.parent(of: changed)) + ".subtotal"
        case .balancePayment: "amountDue"
        case .channelEmail: "customer.email"
        case .channelPhone: "customer.phone"
        case .noticeRegulator, .noticeTax: "notices"
        case .periodReversed: "period"
        // A code that holds the account is read first.
        case .paymentIBAN, .paymentReference:
            text.raw(FaultKind.parent(of: changed) + ".payload") == nil
                ? changed : FaultKind.parent(of: changed) + ".payload"
        case .paymentPayee:
            changed.hasSuffix(".payee.name") ? FaultKind.parent(of: changed) : changed
        default: changed
        }
    }

    /// The path without its last name.
    private static func parent(of path: String) -> String {
        path.lastIndex(of: ".").map { String(path[..<$0]) } ?? ""
    }

    /// The first line above zero that charges for the service of a path.
    private func firstLine(of status: String, in text: RecordText) -> String? {
        let service = text.text(FaultKind.parent(of: status) + ".id")
        let line = (0..<text.count("lines")).first { line in
            text.text("lines[\(line)].service") == service
                && (text.cents("lines[\(line)].amount") ?? 0) > 0
        }
        return line.map { "lines[\($0)]" }
    }
}

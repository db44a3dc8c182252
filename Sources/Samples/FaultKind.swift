/// A way in which billing goes wrong; `docs/faults.md` says what causes each, and what it changes.
public enum FaultKind: String, CaseIterable, Sendable {
    /// A line of a period before the bill's.
    case lineOutside = "line.outside"
    /// A line of a service that was cancelled before the period.
    case lineCancelled = "line.cancelled"
    /// A line stands twice, and every sum holds.
    case lineRepeated = "line.repeated"
    /// A price that is not the one that was charged.
    case linePrice = "line.price"
    /// A line that the sums know is not there.
    case lineLost = "line.lost"
    /// A row of use with another amount.
    case usageDetail = "usage.detail"
    /// A row and its group's subtotal with more than the line charges.
    case usageSubtotal = "usage.subtotal"
    /// A subtotal that is not the sum of the lines.
    case subtotalSum = "subtotal.sum"
    /// A total that is not the sum of its parts; codes ask for it.
    case totalSum = "total.sum"
    /// A tax that is not its base times its rate.
    case taxAmount = "tax.amount"
    /// A rate that the tax was not computed with.
    case taxRate = "tax.rate"
    /// An amount due that does not follow from the total; codes ask for it.
    case amountDueSum = "amountDue.sum"
    /// A payment received that was not taken off.
    case balancePayment = "balance.payment"
    /// Payments ask for another amount than is due.
    case paymentAmount = "payment.amount"

    /// A name of no-break spaces.
    case nameBlank = "name.blank"
    /// A name such as `NULL`.
    case namePlaceholder = "name.placeholder"
    /// An address without a postal code.
    case postalCodeMissing = "postalCode.missing"
    /// An address with an empty postal code.
    case postalCodeBlank = "postalCode.blank"
    /// Bills go by e-mail, to no address.
    case channelEmail = "channel.email"
    /// Bills go by message, to no number.
    case channelPhone = "channel.phone"
    /// A fiscal document that no authority has answered.
    case fiscalProtocol = "fiscal.protocol"
    /// A fiscal document without its key.
    case fiscalAccessKey = "fiscal.accessKey"
    /// No notice says how to reach the regulator.
    case noticeRegulator = "notice.regulator"
    /// No notice says how much tax the prices hold.
    case noticeTax = "notice.tax"
    /// Due before it was issued.
    case duePast = "due.past"
    /// A period that ends before it begins.
    case periodReversed = "period.reversed"

    /// An earlier record once more.
    case recordDuplicate = "record.duplicate"
    /// Another bill of the same cycle for the same customer.
    case cycleDuplicate = "cycle.duplicate"
    /// The Pix code of another bill.
    case payloadDuplicate = "payload.duplicate"

    /// A Pix code whose checksum is wrong.
    case paymentCRC = "payment.crc"
    /// A bar code whose general check digit is wrong.
    case paymentCheck = "payment.check"
    /// A line to type that is not the bar code's.
    case paymentDigits = "payment.digits"
    /// An account whose check digits are wrong.
    case paymentIBAN = "payment.iban"
    /// A creditor's reference whose check digits are wrong.
    case paymentReference = "payment.reference"
    /// Payments are due on another day than the bill.
    case paymentDue = "payment.due"
    /// Somebody else is paid.
    case paymentPayee = "payment.payee"

    /// Prices so many times as high as they should be.
    case totalInflated = "total.inflated"
    /// So many times as much use as there was.
    case usageInflated = "usage.inflated"

    /// What kind of evidence a bill with the fault gives.
    public enum Class: String, Sendable {
        /// It contradicts itself.
        case exact
        /// Something is not there, or says nothing.
        case missing
        /// Something was there before.
        case duplicate
        /// A code cannot be paid, or pays something else.
        case payment
        /// Only the customer's past speaks against it.
        case statistical
    }

    /// The evidence it gives.
    public var faultClass: Class {
        switch self {
        case .lineOutside, .lineCancelled, .lineRepeated, .linePrice, .lineLost, .usageDetail,
            .usageSubtotal, .subtotalSum, .totalSum, .taxAmount, .taxRate, .amountDueSum,
            .balancePayment, .paymentAmount:
            .exact
        case .nameBlank, .namePlaceholder, .postalCodeMissing, .postalCodeBlank, .channelEmail,
            .channelPhone, .fiscalProtocol, .fiscalAccessKey, .noticeRegulator, .noticeTax,
            .duePast, .periodReversed:
            .missing
        case .recordDuplicate, .cycleDuplicate, .payloadDuplicate: .duplicate
        case .paymentCRC, .paymentCheck, .paymentDigits, .paymentIBAN, .paymentReference,
            .paymentDue, .paymentPayee:
            .payment
        case .totalInflated, .usageInflated: .statistical
        }
    }

    /// The rule that finds it.
    public var rule: String {
        switch self {
        case .lineOutside: "line.period"
        case .lineLost: "subtotal.sum"
        case .usageDetail: "usage.details"
        case .taxRate: "tax.amount"
        case .balancePayment: "amountDue.sum"
        case .nameBlank, .namePlaceholder: "missing.name"
        case .postalCodeMissing, .postalCodeBlank: "missing.postalCode"
        case .channelEmail, .channelPhone: "missing.channel"
        case .fiscalProtocol, .fiscalAccessKey: "missing.fiscal"
        case .noticeRegulator, .noticeTax: "missing.notice"
        case .duePast: "date.due"
        case .periodReversed: "date.period"
        case .cycleDuplicate: "duplicate.cycle"
        case .payloadDuplicate: "duplicate.payment"
        case .paymentCRC, .paymentCheck, .paymentIBAN, .paymentReference: "payment.code"
        case .totalInflated: "total.unusual"
        case .usageInflated: "usage.unusual"
        default: rawValue
        }
    }

    /// Whether bills of a sector have what it changes.
    public func applies(to sector: SampleSector) -> Bool {
        switch self {
        case .usageDetail, .usageSubtotal, .noticeTax: sector == .telecom
        case .fiscalProtocol, .fiscalAccessKey, .noticeRegulator, .payloadDuplicate, .paymentCRC,
            .paymentCheck, .paymentDigits:
            sector != .saas
        case .paymentIBAN, .paymentReference: sector == .saas
        default: true
        }
    }

    /// The magnitudes that may be asked for, in hundredths; nil when it has none.
    public var magnitudes: ClosedRange<Int>? {
        switch self {
        case .linePrice, .usageDetail, .usageSubtotal, .subtotalSum, .totalSum, .taxAmount,
            .amountDueSum, .balancePayment, .paymentAmount:
            100...1_000_000_00
        case .lineOutside, .taxRate: 100...12_00
        case .lineCancelled, .duePast, .paymentDue: 100...365_00
        case .totalInflated, .usageInflated: 101...100_00
        default: nil
        }
    }

    /// The magnitudes of which one is taken when none is asked for, in hundredths.
    public var standardMagnitudes: [Int] {
        faultClass == .statistical ? [150, 200, 300] : [100]
    }
}

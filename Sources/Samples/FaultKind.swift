/// A way in which billing goes wrong; `docs/faults.md` says what causes each, and what it changes.
public enum FaultKind: String, CaseIterable, Sendable {
    case lineOutside = "line.outside"
    case lineCancelled = "line.cancelled"
    case lineRepeated = "line.repeated"
    case linePrice = "line.price"
    case lineLost = "line.lost"
    case usageDetail = "usage.detail"
    case usageSubtotal = "usage.subtotal"
    case subtotalSum = "subtotal.sum"
    case totalSum = "total.sum"
    case taxAmount = "tax.amount"
    case taxRate = "tax.rate"
    case amountDueSum = "amountDue.sum"
    case balancePayment = "balance.payment"
    case paymentAmount = "payment.amount"

    case nameBlank = "name.blank"
    case namePlaceholder = "name.placeholder"
    case postalCodeMissing = "postalCode.missing"
    case postalCodeBlank = "postalCode.blank"
    case channelEmail = "channel.email"
    case channelPhone = "channel.phone"
    case fiscalProtocol = "fiscal.protocol"
    case fiscalAccessKey = "fiscal.accessKey"
    case noticeRegulator = "notice.regulator"
    case noticeTax = "notice.tax"
    case duePast = "due.past"
    case periodReversed = "period.reversed"

    case recordDuplicate = "record.duplicate"
    case cycleDuplicate = "cycle.duplicate"
    case payloadDuplicate = "payload.duplicate"

    case paymentCRC = "payment.crc"
    case paymentCheck = "payment.check"
    case paymentDigits = "payment.digits"
    case paymentIBAN = "payment.iban"
    case paymentReference = "payment.reference"
    case paymentDue = "payment.due"
    case paymentPayee = "payment.payee"

    case totalInflated = "total.inflated"
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

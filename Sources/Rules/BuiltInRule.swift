import Primitives

/// The rules that every pack has, unless it turns them off.
enum BuiltInRule: Int, CaseIterable {
    case linePeriod, lineCancelled, lineService, lineRepeated, linePrice
    case serviceStatus
    case usageDetails, usageSubtotal, usageUnusual
    case subtotalSum, totalSum, totalUnusual, taxAmount, taxRepeated, amountDueSum, paymentAmount
    case missingName, missingPostalCode, missingChannel, missingFiscal, missingNotice, missingField
    case dateDue, datePeriod
    case duplicateCycle, duplicatePayment
    case againstTotal, againstCharge

    /// Its stable id, as findings and `rules.json` name it.
    var id: String {
        switch self {
        case .linePeriod: "line.period"
        case .lineCancelled: "line.cancelled"
        case .lineService: "line.service"
        case .lineRepeated: "line.repeated"
        case .linePrice: "line.price"
        case .serviceStatus: "service.status"
        case .usageDetails: "usage.details"
        case .usageSubtotal: "usage.subtotal"
        case .usageUnusual: "usage.unusual"
        case .subtotalSum: "subtotal.sum"
        case .totalSum: "total.sum"
        case .totalUnusual: "total.unusual"
        case .taxAmount: "tax.amount"
        case .taxRepeated: "tax.repeated"
        case .amountDueSum: "amountDue.sum"
        case .paymentAmount: "payment.amount"
        case .missingName: "missing.name"
        case .missingPostalCode: "missing.postalCode"
        case .missingChannel: "missing.channel"
        case .missingFiscal: "missing.fiscal"
        case .missingNotice: "missing.notice"
        case .missingField: "missing.field"
        case .dateDue: "date.due"
        case .datePeriod: "date.period"
        case .duplicateCycle: "duplicate.cycle"
        case .duplicatePayment: "duplicate.payment"
        case .againstTotal: "against.total"
        case .againstCharge: "against.charge"
        }
    }

    /// What the reference of findings says of each.
    private static let reference = allCases.map { rule in
        FindingRule.all.first { $0.id == rule.id }
    }

    /// How much it weighs when the pack does not say.
    var severity: Severity { BuiltInRule.reference[rawValue]?.severity ?? .hold }

    /// What mends it when nothing more exact can be said.
    var cure: String { BuiltInRule.reference[rawValue]?.cure ?? "" }
}

/// The built-in rules that are asked: one bit each, so that a rule that is off costs a test of it.
struct RuleMask: Sendable {
    private let bits: UInt64

    /// All rules but those that the pack turns off.
    init(_ grades: Grades) {
        bits = BuiltInRule.allCases.reduce(0) { mask, rule in
            grades[rule.id] == .off ? mask : mask | 1 << UInt64(rule.rawValue)
        }
    }

    @inline(__always)
    func contains(_ rule: BuiltInRule) -> Bool { bits >> UInt64(rule.rawValue) & 1 != 0 }
}

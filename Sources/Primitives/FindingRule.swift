/// A rule that findings name: what it says, how much it weighs, and whether a pack may weigh it otherwise.
public struct FindingRule: Sendable {
    /// Stable id, such as `layout.overflow`.
    public let id: String
    /// How much it weighs when the pack does not say; the larger one where it depends on the figures.
    public let severity: Severity
    /// Whether no document can be made, or only the run is told of, so that the rule keeps its weight.
    public let isFixed: Bool
    /// What is wrong, one sentence without a full stop.
    public let meaning: String
    /// What mends it, one sentence without a full stop.
    public let cure: String

    private init(
        _ id: String, _ severity: Severity, isFixed: Bool = false, _ meaning: String, _ cure: String
    ) {
        self.id = id
        self.severity = severity
        self.isFixed = isFixed
        self.meaning = meaning
        self.cure = cure
    }

    /// Every rule of the engine: records, sums, payments, layout.
    public static let all: [FindingRule] = [
        .init(
            "record.json", .reject, isFixed: true, "The line is not one JSON object in UTF-8",
            "write one object a line, as RFC 8259 says"),
        .init(
            "record.type", .reject, isFixed: true,
            "A value is of another kind than the schema says", "write what the finding names"),
        .init(
            "record.missing", .reject, isFixed: true, "A required field is missing", "add it"),
        .init(
            "record.money", .reject, isFixed: true,
            "An amount has too many decimals for its currency, an exponent, or more than 10^15 minor units",
            "write it with at most the currency's decimals, such as 1234.50"),
        .init(
            "record.decimal", .reject, isFixed: true,
            "A number has more than 10 decimals, an exponent, or overflows",
            "write all digits, at most 18"),
        .init(
            "record.date", .reject, isFixed: true, "A date, time or month does not exist",
            "write YYYY-MM-DD, HH:MM:SS or YYYY-MM"),
        .init(
            "record.currency", .reject, isFixed: true, "The currency is none of ISO 4217",
            "write its three letters"),
        .init(
            "record.enum", .reject, isFixed: true,
            "A value is none of those the schema lists", "write one of those the finding names"),
        .init(
            "record.text", .reject, isFixed: true, "A text holds a control character",
            "remove characters below U+0020 other than tab and line break"),
        .init(
            "record.length", .reject, isFixed: true,
            "A line, text, id or the number of values is over its limit",
            "shorten it, or split the record"),
        .init(
            "record.locale", .reject, isFixed: true, "There are no formats for the record's locale",
            "write one of those the finding names"),
        .init(
            "record.duplicate", .reject, isFixed: true, "The id was already used in this run",
            "remove the record or give it an id of its own"),
        .init(
            "record.more", .reject, isFixed: true,
            "The record has more findings than are listed", "mend those listed first"),
        .init(
            "line.period", .hold,
            "A line is charged for days that are not the bill's: before it, behind it, or too many",
            "remove the line, or correct its period; rules.json says how many days are allowed"),
        .init(
            "line.cancelled", .hold,
            "A line is charged for a service that is cancelled, suspended, over or not yet begun",
            "remove the line, or correct the service's status and days"),
        .init(
            "line.service", .hold, "A line is charged for a service that the record does not have",
            "add the service, or correct the line"),
        .init(
            "line.repeated", .hold,
            "Two lines have the same code, service, description, period and amount",
            "remove one of them, or let their descriptions differ"),
        .init(
            "line.price", .hold,
            "Quantity times price, and the line's adjustments, is not its amount",
            "correct the line; rules.json says what rounding is allowed"),
        .init(
            "service.status", .warn,
            "A service's status is no word that says whether it is delivered",
            "write one of those the rule's description lists, such as active or cancelled"),
        .init(
            "usage.details", .hold, "The details of a group do not sum up to its subtotal",
            "rate the details again"),
        .init(
            "usage.subtotal", .hold, "The subtotals that explain a line are not its amount",
            "rate the details again, or correct the line"),
        .init(
            "usage.unusual", .hold, "The use is far above the customer's own",
            "check the counter or meter, then release the bill"),
        .init(
            "subtotal.sum", .hold, "The lines do not sum up to the subtotal",
            "correct the subtotal, or add the line that is missing"),
        .init(
            "total.sum", .hold,
            "Lines, adjustments and taxes that are not included do not sum up to the total",
            "correct the total"),
        .init(
            "total.unusual", .hold, "The total is far above the customer's own",
            "check the charges, then release the bill"),
        .init(
            "tax.amount", .hold, "Base times rate is not the tax",
            "correct the tax; rules.json says what rounding is allowed"),
        .init(
            "tax.repeated", .hold, "Two taxes have the same code, base, rate and amount",
            "remove one of them"),
        .init(
            "amountDue.sum", .hold,
            "The amount due does not follow from total, rounding and balances",
            "correct the amount due"),
        .init(
            "missing.name", .hold, "A name or description is blank or stands for nothing",
            "write the name"),
        .init(
            "missing.postalCode", .warn, "An address has no postal code", "add it"),
        .init(
            "missing.channel", .hold,
            "A channel is chosen, and the address or number it needs is missing",
            "add the address, or choose another channel"),
        .init(
            "missing.fiscal", .hold,
            "A fiscal document has no access key or no protocol of its authorisation",
            "wait for the authority's answer, then bill"),
        .init(
            "missing.notice", .hold, "A notice that the pack's obligations demand is missing",
            "add it to notices"),
        .init(
            "missing.field", .hold, "Data that the pack's obligations demand are missing",
            "add them"),
        .init(
            "missing.payment", .warn,
            "Something is to be paid, and the bill says no way to pay it (credit notes, receipts and "
                + "quittances apart)",
            "give the bill a payment with its code, or one of the scheme text that says how it is paid"
        ),
        .init(
            "party.taxId", .hold,
            "A tax number of Brazil, built as a CNPJ or CPF, has wrong check digits or was never issued",
            "correct the number, or leave it out"),
        .init(
            "fiscal.accessKey", .hold,
            "The access key of a fiscal document of Brazil is none, or model, series, number, month or "
                + "issuer in it are not the document's; another branch of the issuer warns only",
            "take the key from the authority's answer for this document"),
        .init("date.due", .hold, "The bill is due before it is issued", "correct the dates"),
        .init("date.period", .hold, "A period ends before it begins", "exchange its dates"),
        .init(
            "duplicate.cycle", .hold,
            "The customer has another bill of the same kind for the same cycle",
            "remove one of the two bills, or write a correction"),
        .init(
            "duplicate.payment", .hold, "A payment code went out with another bill",
            "give each bill a code of its own"),
        .init(
            "against.total", .warn,
            "The total is far from that of the customer's bill in the last run",
            "check the charges"),
        .init(
            "against.charge", .hold,
            "What a charge costs on average is far from what it cost in the last run",
            "check the price list that the charge is rated with"),
        .init(
            "exclude.unknown", .warn, isFixed: true,
            "An id to leave out is in no record of the run",
            "look whether the list of ids is the right one"),
        .init(
            "duplicate.unsent", .warn, isFixed: true,
            "Records are duplicates of bills that did not leave, so that nobody gets either",
            "correct the first record of each id, or release it, and look which of the two is right"
        ),
        .init(
            "payment.symbol", .reject, isFixed: true,
            "A QR or bar code cannot hold its payload, or there is nothing to encode; or a slip's code is "
                + "drawn as something other than Interleaved 2 of 5",
            "give the record a payload that the symbol can hold"),
        .init(
            "payment.code", .reject,
            "A ready code of a payment is one that no bank accepts (hold), or none can be made of "
                + "the payment's fields",
            "correct what the finding names, or let whoever makes the code make it again"),
        .init(
            "payment.digits", .hold,
            "The digits to type break a rule of their own, or are not those of the bar code",
            "leave digits out; they are made of the code"),
        .init(
            "payment.amount", .hold,
            "A payment, or the code in it, asks for another amount or currency than the bill or its "
                + "installment; a code that leaves the amount to who pays warns only",
            "make the payment and its code again for the amount of the bill"),
        .init(
            "payment.due", .hold,
            "The due date of a payment, or inside its code, is not the bill's or the installment's; or "
                + "there is none in a boleto; or an installment is due before the bill is issued",
            "make the code again for the due date of the bill"),
        .init(
            "payment.payee", .hold,
            "Bank, agency, account, company, key, location, address or name inside a payment's code is "
                + "not the record's, or the bank's check digit is wrong; a payee without a word in common "
                + "with the issuer's name warns only",
            "make the code again, or correct the field: the money would go elsewhere"),
        .init(
            "payment.reference", .hold,
            "The reference inside a payment's code is not the one in its field: nosso número, carteira, "
                + "campo livre, txid, creditor reference, message, who pays",
            "make the code again, or correct the field: the payment would not be matched"),
        .init(
            "payment.installments", .hold, "Two installments of a payment have the same number",
            "number the installments from 1 on"),
        .init(
            "template.steps", .reject, isFixed: true,
            "A document takes more steps, list elements or text than one may",
            "go through shorter lists; the finding names the loop"),
        .init(
            "chart.points", .warn, "A chart has more than 60 elements; the first 60 are drawn",
            "let the record or a take(…) bring fewer"),
        .init(
            "chart.negative", .warn, "A part of a donut is below zero and was left out",
            "draw such amounts as columns or bars"),
        .init(
            "layout.image", .warn,
            "A picture of pixels is printed with fewer than 150 of them an inch",
            "print it smaller, or take a larger picture or a drawing"),
        .init(
            "payment.density", .hold,
            "The modules of a code to pay by are printed too small: QR below 0.33 mm, bars below "
                + "0.25 mm; or the bars of a slip are lower than 13 mm",
            "make the symbol larger, or what it encodes shorter"),
        .init(
            "payment.quiet", .hold,
            "Something stands in the quiet zone of a code to pay by: 4 modules around a QR code, "
                + "5 mm beside bars",
            "move it away, or let the quiet zone take up room"),
        .init(
            "layout.symbol", .hold,
            "The modules of a symbol are printed too small: QR below 0.3 mm hold, below 0.375 mm "
                + "warn; bars below 0.19 mm hold; or its bars are too low: below 5 mm hold, below 15 % of "
                + "their width warn",
            "make the symbol larger, or what it encodes shorter"),
        .init(
            "layout.pages", .reject, "The document has more pages than a file may have",
            "split the record, or show less of its details"),
        .init(
            "layout.overflow", .hold, "The content is higher than its box or page",
            "give the box more room or the text a smaller size"),
        .init(
            "layout.width", .hold, "The content is wider than its box", "give the box more width"),
        .init(
            "layout.bottom", .hold, "A box for the foot of a page is higher than the page",
            "make it lower, or let it flow"),
        .init(
            "layout.word", .warn,
            "A word longer than its line was broken where no break is allowed; nothing is lost",
            "give the box more width, or shorten the field"),
        .init(
            "text.script", .warn,
            "A text is in a script that is not set; signs stand in its place",
            "write the field in Latin, Greek or Cyrillic letters"),
        .init(
            "text.glyph", .hold, "No font of the template has a character",
            "correct the field, or let the pack bring a font that has it"),
        .init(
            "proof.text", .reject,
            "An outside reader does not find the customer's name, an amount, its currency, the due date, the "
                + "digits to type or a code to copy in the finished PDF",
            "let the template print the field as the record has it"),
        .init(
            "proof.place", .reject,
            "An outside reader finds something else where the finished PDF is to show the customer's name, an "
                + "amount or a due date",
            "let the template print the field as the record has it"),
        .init(
            "proof.total", .reject,
            "The largest amount of the finished PDF, or one at a label of what is to be paid or of the total or "
                + "beside a payment's symbol, is not the record's",
            "let the template print the amount to be paid in its largest type, and each amount where it says "
                + "so"),
        .init(
            "proof.due", .reject,
            "The largest date of the finished PDF, or the one at a label of the due date, is not the record's",
            "let the template print due where it says so"),
        .init(
            "proof.symbol", .reject,
            "A QR or bar code of the finished PDF does not read back as what the record says",
            "give the symbol its quiet zone and its size, and let nothing lie over it"),
        .init(
            "proof.payment", .reject,
            "The finished PDF has no symbol by which a way to pay of the record is paid",
            "draw it with <payment>, or leave it out of the record"),
        .init(
            "proof.font", .reject,
            "A font in the finished PDF draws or copies characters otherwise than its source",
            "render the record again; if it stays, tell who maintains the engine"),
        .init(
            "proof.read", .reject, "An outside reader could not read the finished PDF",
            "render the record again"),
        .init(
            "pdf", .reject, isFixed: true, "The document does not fit into a PDF file",
            "see the finding"),
    ]
}

/// How much a pack wants findings to weigh, by rule.
public struct Grades: Sendable {
    /// A rule's weight in a pack.
    public enum Grade: String, Sendable, CaseIterable {
        /// Not reported at all.
        case off
        /// Reported; nothing stops.
        case warn
        /// Kept back until somebody releases it.
        case hold
        /// Must not leave.
        case reject

        fileprivate var severity: Severity? { Severity(rawValue: rawValue) }
    }

    private var byRule: [String: Grade] = [:]

    /// Every rule weighs as `FindingRule.all` says.
    public init() {}

    /// Sets the weight of a rule.
    public mutating func set(_ grade: Grade, for rule: String) { byRule[rule] = grade }

    /// The weight of a rule; nil where the pack says nothing.
    public subscript(rule: String) -> Grade? { byRule[rule] }

    /// Gives findings from `first` on the pack's weights, and removes those it turns off.
    ///
    /// - Complexity: O(*n*) in findings; nothing where the pack grades nothing.
    public func apply(to findings: inout [Finding], from first: Int = 0) {
        guard !byRule.isEmpty, findings.count > first else { return }
        var kept = Array(findings[..<first])
        for var finding in findings[first...] {
            let grade = byRule[finding.rule]
            if grade == .off { continue }
            if let severity = grade?.severity { finding.severity = severity }
            kept.append(finding)
        }
        findings = kept
    }
}

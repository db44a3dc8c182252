import Payments

/// What `fatura payment` takes and says, for `docs/payments.md` and `fatura lint --explain`.
public enum PaymentReference {
    /// What an error of `fatura payment` means; nil for what is none.
    public static func section(_ code: String) -> String? {
        guard let error = PaymentError(rawValue: code) else { return nil }
        return "### \(error.rawValue)\n\nAnswered by `fatura payment`: \(error.text).\n"
    }

    /// All names of errors.
    public static var codes: [String] { PaymentError.allCases.map(\.rawValue) }

    /// The errors by what they are about: the first one of each group.
    private static let groups: [(title: String, first: PaymentError)] = [
        ("Any family", .fieldMissing), ("Boleto", .bankCode), ("Arrecadação", .product),
        ("Pix", .keyFormat), ("Fiscal documents", .stateCode),
        ("Accounts and references of Europe", .ibanMissing), ("EPC and Swiss codes", .nameMissing),
        ("EPC", .identification), ("UPI", .payeeAddress), ("GS1-128", .elementFormat),
        ("Swiss QR-bill", .coding),
    ]

    /// The whole of `docs/payments.md`.
    public static func document() -> String {
        var text = introduction
        for family in PaymentTeller.families {
            text += "\n### \(family.title): `\(family.name)`\n\n"
            text += "| kind | takes | gives |\n|---|---|---|\n"
            for kind in family.kinds {
                text += "| `\(kind.name)` | \(names(kind.inputs)) | \(names(kind.outputs)) |\n"
            }
        }
        return text + errors
    }

    private static func names(_ names: [String]) -> String {
        names.map { "`\($0)`" }.joined(separator: " ")
    }

    private static var errors: String {
        var text = """

            ## Errors

            | code | what it says |
            |---|---|
            | `malformedLine` | the line is no JSON object, or says family, kind or input twice |
            | `unknownFamily` | the family is missing or none of those above |
            | `unknownKind` | the kind is missing or none of the family's |

            """
        for error in PaymentError.allCases {
            if let group = groups.first(where: { $0.first == error }) {
                text += "\n### \(group.title)\n\n| code | what it says |\n|---|---|\n"
            }
            text += "| `\(error.rawValue)` | \(error.text) |\n"
        }
        return text
    }

    private static let introduction = """
        # Payment codes on the command line

        Written by the test suite from the tables in `Sources/PaymentDesk/Requests/PaymentFamily.swift` and
        `Sources/Payments/PaymentError.swift`.

        `fatura payment` reads one JSON object a line, `{"family": …, "kind": …, "input": {…}}`, and answers each with
        one: the fields asked for, or `{"error": code}`. With `--explain` a table follows that says in words what each
        part of the code is; `fatura lint --explain CODE` says what one error means.

            $ echo '{"family":"gtin","kind":"check","input":{"digits":"400638133393"}}' | fatura payment
            {"check":"1","symbology":"EAN-13"}
            $ echo '{"family":"cpf","kind":"validate","input":{"cfp":"1"}}' | fatura payment
            {"error":"fieldUnknown","field":"cfp","nearest":"cpf"}

        Fields are texts; numbers and truth values may be written as such. Dates are `YYYY-MM-DD`. Fields whose names
        end in `_cents` are whole minor units, other amounts have a point before their decimals. `creditor` and
        `debtor` are lists of name, street, building number, postal code, town, country. Fields of `base`, and in
        their place those of `override`, count as fields of the input. A field that the kind does not take, or that
        stands twice in one object, is an error.

        The same errors are told of payments in records, in the message of the finding `payment.code`.

        ## Families

        """
}

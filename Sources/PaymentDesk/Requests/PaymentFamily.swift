/// A kind of request: what it takes, and what it is answered with.
struct PaymentKind: Sendable {
    let name: String
    let handler: PaymentTeller.Handler
    /// The fields of the input that it takes; any other is an error.
    let inputs: [String]
    /// The fields of its answers, where there is something to say.
    let outputs: [String]

    /// A kind; fields are words of one text.
    init(
        _ name: String, _ handler: @escaping PaymentTeller.Handler, takes inputs: String,
        gives outputs: String
    ) {
        self.name = name
        self.handler = handler
        self.inputs = inputs.split(separator: " ").map(String.init)
        self.outputs = outputs.split(separator: " ").map(String.init)
    }
}

/// What requests are about, as the public test vectors name it.
struct PaymentFamily: Sendable {
    let name: String
    let title: String
    let kinds: [PaymentKind]

    init(_ name: String, _ title: String, _ kinds: [PaymentKind]) {
        (self.name, self.title, self.kinds) = (name, title, kinds)
    }
}

extension PaymentTeller {
    /// All families, in the order of `docs/payments.md`.
    static let families = brazil + transfers + numbers

    /// What boleto and campo livre are built of, bank by bank.
    private static let freeField =
        "agency account our_number our_number_dv portfolio your_number client_code agreement our_number_17 beneficiary const1 const2 our_number_15 cooperative modality client instalment charge_type year byte sequence post"
    private static let bars = "barcode general_dv digitable_line digitable_line_masked"
    private static let swiss =
        "iban creditor debtor currency amount ref_type reference message billing alt"

    private static let brazil: [PaymentFamily] = [
        PaymentFamily(
            "boleto", "Boleto",
            [
                PaymentKind(
                    "build", buildBoleto,
                    takes: "bank currency due_date amount_cents factor free_field " + freeField,
                    gives: bars),
                PaymentKind(
                    "convert", readBars,
                    takes: "barcode line digitable_line",
                    gives: bars),
                PaymentKind(
                    "decode", readBars,
                    takes: "barcode line digitable_line reference_date",
                    gives: bars + " bank currency factor due_date ispb amount_cents free_field"),
            ]),
        PaymentFamily(
            "boleto_reject", "Boleto, to be refused",
            [
                PaymentKind(
                    "reject", readBars,
                    takes: "barcode line digitable_line",
                    gives: bars)
            ]),
        PaymentFamily(
            "boleto_factor", "Due-date factor of a boleto",
            [
                PaymentKind(
                    "encode", factor,
                    takes: "due_date",
                    gives: "factor"),
                PaymentKind(
                    "reject", factor,
                    takes: "due_date",
                    gives: "factor"),
                PaymentKind(
                    "decode", dueDate,
                    takes: "factor reference_date",
                    gives: "due_date"),
            ]),
        PaymentFamily(
            "boleto_bank_free_field", "Campo livre of a bank",
            [
                PaymentKind(
                    "build", buildFreeField,
                    takes: "bank " + freeField,
                    gives: "free_field our_number_dv"),
                PaymentKind(
                    "dv", bankDigit,
                    takes:
                        "bank what digits portfolio our_number our_number_dv agency account beneficiary cooperative client",
                    gives: "dv"),
            ]),
        PaymentFamily(
            "arrecadacao", "Arrecadação",
            [
                PaymentKind(
                    "build", buildSlip,
                    takes:
                        "segment value_id amount_cents amount_11 reference_11 company cnpj_root due_date free_field",
                    gives: bars + " amount_cents"),
                PaymentKind(
                    "convert", readBars,
                    takes: "barcode line digitable_line",
                    gives: bars),
                PaymentKind(
                    "decode", readBars,
                    takes: "barcode line digitable_line",
                    gives: bars
                        + " segment value_id amount_cents reference_11 company cnpj_root free_field"
                ),
            ]),
        PaymentFamily(
            "arrecadacao_reject", "Arrecadação, to be refused",
            [
                PaymentKind(
                    "reject", readBars,
                    takes: "barcode line digitable_line",
                    gives: bars)
            ]),
        PaymentFamily(
            "dac_primitives", "Check digits",
            [
                PaymentKind(
                    "check_digit", checkDigit,
                    takes: "digits algorithm",
                    gives: "dv")
            ]),
        PaymentFamily(
            "crc16", "Checksum of a BR Code",
            [
                PaymentKind(
                    "checksum", checksum,
                    takes: "ascii",
                    gives: "crc")
            ]),
        PaymentFamily(
            "pix", "Pix",
            [
                PaymentKind(
                    "build", buildPix,
                    takes:
                        "type point_of_initiation key location_url recurrence_url additional_info fss_ispb amount txid merchant_name merchant_city postal_code gui",
                    gives: "payload length crc"),
                PaymentKind(
                    "decode", decodePix,
                    takes:
                        "payload type point_of_initiation key location_url additional_info fss_ispb amount txid merchant_name merchant_city postal_code gui",
                    gives:
                        "type key location_url recurrence_url additional_info fss_ispb txid merchant_name merchant_city postal_code amount payload length crc"
                ),
            ]),
        PaymentFamily(
            "pix_reject", "Pix, to be refused",
            [
                PaymentKind(
                    "reject", decodePix,
                    takes: "payload",
                    gives:
                        "type key location_url recurrence_url additional_info fss_ispb txid merchant_name merchant_city postal_code amount"
                )
            ]),
        PaymentFamily(
            "pix_keys", "Keys of Pix",
            [
                PaymentKind(
                    "validate", validatePixKey,
                    takes: "key",
                    gives: "valid type")
            ]),
    ]

    private static let transfers: [PaymentFamily] = [
        PaymentFamily(
            "epc", "SEPA credit transfer (EPC QR)",
            [
                PaymentKind(
                    "build", buildTransfer,
                    takes:
                        "version charset bic name iban amount amount_text purpose reference text info",
                    gives: "payload bytes"),
                PaymentKind(
                    "decode", decodeTransfer,
                    takes: "payload",
                    gives: "version charset amount bic name iban purpose reference text info"),
            ]),
        PaymentFamily(
            "epc_reject", "SEPA credit transfer, to be refused",
            [
                PaymentKind(
                    "reject", buildTransfer,
                    takes:
                        "base override version charset bic name iban amount amount_text purpose reference text info",
                    gives: "payload bytes")
            ]),
        PaymentFamily(
            "iso11649", "Creditor reference",
            [
                PaymentKind(
                    "validate", validateReference,
                    takes: "reference",
                    gives: "valid"),
                PaymentKind(
                    "create", createReference,
                    takes: "raw",
                    gives: "reference"),
                PaymentKind(
                    "format", formatReference,
                    takes: "reference",
                    gives: "printed"),
                PaymentKind(
                    "reject", createReference,
                    takes: "raw",
                    gives: "reference"),
            ]),
        PaymentFamily(
            "iban", "Account (IBAN)",
            [
                PaymentKind(
                    "validate", validateIBAN,
                    takes: "iban",
                    gives: "valid"),
                PaymentKind(
                    "format", formatIBAN,
                    takes: "iban",
                    gives: "printed"),
                PaymentKind(
                    "classify", validateIBAN,
                    takes: "iban",
                    gives: "valid is_qr_iban"),
            ]),
        PaymentFamily(
            "swiss_payload", "Swiss QR-bill",
            [
                PaymentKind(
                    "build", buildSwiss,
                    takes: swiss,
                    gives: "payload characters lines"),
                PaymentKind(
                    "layout-only", layOutSwiss,
                    takes: swiss,
                    gives: "payload characters lines"),
                PaymentKind(
                    "decode", decodeSwiss,
                    takes: "payload",
                    gives: "iban creditor amount currency debtor reference message billing"),
            ]),
        PaymentFamily(
            "swiss_qrr", "QR reference",
            [
                PaymentKind(
                    "create", createQRR,
                    takes: "customer_id reference",
                    gives: "qrr printed"),
                PaymentKind(
                    "format", formatQRR,
                    takes: "qrr",
                    gives: "printed"),
                PaymentKind(
                    "validate", validateQRR,
                    takes: "qrr",
                    gives: "valid"),
                PaymentKind(
                    "reject", createQRR,
                    takes: "customer_id reference",
                    gives: "qrr printed"),
            ]),
        PaymentFamily(
            "swiss_validation", "Swiss QR-bill, to be refused",
            [
                PaymentKind(
                    "reject", overrideSwiss,
                    takes: "override ultimate_creditor " + swiss,
                    gives: "payload characters lines"),
                PaymentKind(
                    "format", formatSwissAmount,
                    takes: "amount",
                    gives: "printed"),
            ]),
    ]

    private static let numbers: [PaymentFamily] = [
        PaymentFamily(
            "upi", "UPI",
            [
                PaymentKind(
                    "build", buildUPI,
                    takes: "pa pn mc tid tr tn am cu url",
                    gives: "uri"),
                PaymentKind(
                    "decode", decodeUPI,
                    takes: "uri",
                    gives: "pa pn tr tn am cu"),
            ]),
        PaymentFamily(
            "dfe_access_key", "Access key of a fiscal document",
            [
                PaymentKind(
                    "validate", validateAccessKey,
                    takes: "key",
                    gives: "valid expected_dv dv model cnpj year_month series number"),
                PaymentKind(
                    "build", buildAccessKey,
                    takes: "uf year_month cnpj model series number emission site code",
                    gives: "key"),
            ]),
        PaymentFamily(
            "cnpj", "CNPJ",
            [
                PaymentKind(
                    "check_digits", cnpjDigits,
                    takes: "base12",
                    gives: "dv"),
                PaymentKind(
                    "validate", validateCNPJ,
                    takes: "cnpj",
                    gives: "valid"),
            ]),
        PaymentFamily(
            "cpf", "CPF",
            [
                PaymentKind(
                    "check_digits", cpfDigits,
                    takes: "base9",
                    gives: "dv"),
                PaymentKind(
                    "validate", validateCPF,
                    takes: "cpf",
                    gives: "valid"),
            ]),
        PaymentFamily(
            "gs1_128", "GS1-128",
            [
                PaymentKind(
                    "build", buildElements,
                    takes: "identifiers data",
                    gives: "text scanned characters"),
                PaymentKind(
                    "decode", readElements,
                    takes: "text scanned",
                    gives: "text scanned characters"),
                PaymentKind(
                    "reject", readElements,
                    takes: "text scanned",
                    gives: "text scanned characters"),
            ]),
        PaymentFamily(
            "code128", "Code 128",
            [
                PaymentKind(
                    "check", code128,
                    takes: "codewords_without_check_and_stop",
                    gives: "check widths")
            ]),
        PaymentFamily(
            "itf", "Interleaved 2 of 5",
            [
                PaymentKind(
                    "encode", itf,
                    takes: "digits",
                    gives: "elements_NW elements modules_ratio3")
            ]),
        PaymentFamily(
            "gtin", "Number of a trade item (GTIN)",
            [
                PaymentKind(
                    "check", gtin,
                    takes: "digits",
                    gives: "check symbology")
            ]),
        PaymentFamily(
            "clabe", "Account (CLABE)",
            [
                PaymentKind(
                    "check", clabe,
                    takes: "clabe",
                    gives: "valid")
            ]),
        PaymentFamily(
            "facturx", "Factur-X",
            [
                PaymentKind(
                    "guideline", guideline,
                    takes: "profile",
                    gives: "guideline_id xmp_conformance_level")
            ]),
    ]
}

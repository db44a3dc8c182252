import Payments
public import Primitives

/// Answers lines that ask for payment blocks: builds, reads and checks them, and says what they hold.
///
/// A line is `{"family": …, "kind": …, "input": {…}}`; its answer one JSON object: the fields asked for, or
/// `{"error": code}` with the name of a `PaymentError`, or `malformedLine`, `unknownFamily`, `unknownKind`.
public enum PaymentTeller {
    /// The most bytes a line may have.
    public static let largestLine = 1 << 20

    /// What a line longer than that is answered with.
    public static let overlongAnswer = error(PaymentRequest.Fault.malformedLine.rawValue)

    /// Answers one line.
    ///
    /// - Parameters:
    ///   - line: one JSON object, without its line end; anything else is answered with an error.
    ///   - explains: whether a table follows that says in words what each part of the code is.
    /// - Returns: one line of JSON with its line end, and the table's lines, indented.
    public static func answer(_ line: ByteView, explains: Bool = false) -> String {
        do throws(PaymentRequest.Fault) {
            let request = try PaymentRequest(line.bytes)
            return answer(request, try handler(of: request), explains: explains)
        } catch {
            return self.error(error.rawValue) + "\n"
        }
    }

    private static func answer(
        _ request: borrowing PaymentRequest, _ handler: Handler, explains: Bool
    ) -> String {
        do throws(PaymentError) {
            let answer = try handler(request)
            return answer.json + "\n" + (explains ? CodePart.table(answer.parts) : "")
        } catch {
            let reason = explains ? CodePart.table([CodePart(error.rawValue, "", error.text)]) : ""
            return self.error(error.rawValue) + "\n" + reason
        }
    }

    private static func error(_ code: String) -> String {
        PaymentAnswer("error", .text(code)).json
    }

    typealias Handler =
        @Sendable (borrowing PaymentRequest) throws(PaymentError) -> PaymentAnswer

    private static func handler(
        of request: borrowing PaymentRequest
    ) throws(PaymentRequest.Fault) -> Handler {
        guard let kinds = families[request.family] else { throw .unknownFamily }
        guard let handler = kinds[request.kind] else { throw .unknownKind }
        return handler
    }

    /// Families and kinds, as the public test vectors name them.
    static let families: [String: [String: Handler]] = [
        "boleto": ["build": buildBoleto, "convert": readBars, "decode": readBars],
        "boleto_reject": ["reject": readBars],
        "boleto_factor": ["encode": factor, "reject": factor, "decode": dueDate],
        "boleto_bank_free_field": ["build": buildFreeField, "dv": bankDigit],
        "arrecadacao": ["build": buildSlip, "convert": readBars, "decode": readBars],
        "arrecadacao_reject": ["reject": readBars],
        "dac_primitives": ["check_digit": checkDigit],
        "crc16": ["checksum": checksum],
        "pix": ["build": buildPix, "decode": decodePix],
        "pix_reject": ["reject": decodePix],
        "pix_keys": ["validate": validatePixKey],
        "epc": ["build": buildTransfer, "decode": decodeTransfer],
        "epc_reject": ["reject": buildTransfer],
        "iso11649": [
            "validate": validateReference, "create": createReference, "format": formatReference,
            "reject": createReference,
        ],
        "iban": ["validate": validateIBAN, "format": formatIBAN, "classify": validateIBAN],
        "swiss_payload": [
            "build": buildSwiss, "layout-only": layOutSwiss, "decode": decodeSwiss,
        ],
        "swiss_qrr": [
            "create": createQRR, "format": formatQRR, "validate": validateQRR, "reject": createQRR,
        ],
        "swiss_validation": ["reject": overrideSwiss, "format": formatSwissAmount],
        "upi": ["build": buildUPI, "decode": decodeUPI],
        "dfe_access_key": ["validate": validateAccessKey, "build": buildAccessKey],
        "cnpj": ["check_digits": cnpjDigits, "validate": validateCNPJ],
        "cpf": ["check_digits": cpfDigits, "validate": validateCPF],
        "code128": ["check": code128],
        "itf": ["encode": itf],
        "gtin": ["check": gtin],
        "clabe": ["check": clabe],
        "facturx": ["guideline": guideline],
    ]
}

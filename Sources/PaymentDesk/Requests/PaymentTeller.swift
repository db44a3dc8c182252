import Payments
public import Primitives

/// Answers lines that ask for payment blocks: builds, reads and checks them, and says what they hold.
///
/// A line is `{"family": …, "kind": …, "input": {…}}`; its answer one JSON object: the fields asked for, or
/// `{"error": code}` with the name of a `PaymentError`, or `malformedLine`, `unknownFamily`, `unknownKind`. A field
/// that the kind does not take is an error too, which names the field and the nearest one that it takes.
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
            return answer(request, try kind(of: request), explains: explains)
        } catch {
            return self.error(error.rawValue) + "\n"
        }
    }

    private static func answer(
        _ request: borrowing PaymentRequest, _ kind: PaymentKind, explains: Bool
    ) -> String {
        if let fault = request.fault(among: kind.inputs) {
            return answer(fault.error, fault.field, among: kind.inputs, explains: explains)
        }
        do throws(PaymentError) {
            let answer = try kind.handler(request)
            return answer.json + "\n" + (explains ? CodePart.table(answer.parts) : "")
        } catch {
            let reason = explains ? CodePart.table([CodePart(error.rawValue, "", error.text)]) : ""
            return self.error(error.rawValue) + "\n" + reason
        }
    }

    /// What a field is answered with that is not to be there, and the one that may be meant.
    private static func answer(
        _ error: PaymentError, _ field: String, among known: [String], explains: Bool
    ) -> String {
        var answer = PaymentAnswer("error", .text(error.rawValue))
        answer.set("field", field)
        var text = error.text
        if error == .fieldUnknown, let near = nearest(to: field, among: known) {
            answer.set("nearest", near)
            text += "; did you mean \(near)?"
        }
        let reason = [CodePart(error.rawValue, field, text)]
        return answer.json + "\n" + (explains ? CodePart.table(reason) : "")
    }

    private static func error(_ code: String) -> String {
        PaymentAnswer("error", .text(code)).json
    }

    typealias Handler =
        @Sendable (borrowing PaymentRequest) throws(PaymentError) -> PaymentAnswer

    private static func kind(
        of request: borrowing PaymentRequest
    ) throws(PaymentRequest.Fault) -> PaymentKind {
        let name = request.family
        guard let family = families.first(where: { $0.name == name }) else {
            throw .unknownFamily
        }
        let wanted = request.kind
        guard let kind = family.kinds.first(where: { $0.name == wanted }) else {
            throw .unknownKind
        }
        return kind
    }
}

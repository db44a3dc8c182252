import Payments
import Primitives

// GS1-128.
extension PaymentTeller {
    /// Elements of identifiers and data, which stand in two lists of equal length.
    @Sendable static func buildElements(
        _ request: borrowing PaymentRequest
    ) throws(PaymentError) -> PaymentAnswer {
        let (identifiers, data) = (try request.list("identifiers"), try request.list("data"))
        guard identifiers.count == data.count else { throw .fieldMissing }
        var text = ByteBuffer(capacity: 64)
        for (identifier, data) in zip(identifiers, data) {
            try GS1ElementString.append(identifier: identifier, data: data, to: &text)
        }
        return try answer(of: GS1ElementString(writing: text.view))
    }

    /// Reads elements as people write them, or as scanners read them.
    @Sendable static func readElements(
        _ request: borrowing PaymentRequest
    ) throws(PaymentError) -> PaymentAnswer {
        guard request.has("scanned") else {
            return try answer(of: GS1ElementString(writing: request.text("text")))
        }
        let scanned = GS1ElementString(scanned: try request.text("scanned"))
        let answer = try answer(of: scanned)
        guard request.has("text") else { return answer }
        let written = try built { (buffer) throws(PaymentError) in
            try scanned.append(writingTo: &buffer)
        }
        guard try request.text("text").string == written else { throw .digitsMismatch }
        return answer
    }

    private static func answer(of elements: GS1ElementString) throws(PaymentError) -> PaymentAnswer
    {
        let scanned = try built { (buffer) throws(PaymentError) in
            try elements.append(scannedTo: &buffer)
        }
        var answer = PaymentAnswer()
        answer.set(
            "text",
            try built { (buffer) throws(PaymentError) in
                try elements.append(writingTo: &buffer)
            })
        answer.set("scanned", scanned)
        answer.set("characters", .number(scanned.utf8.count))
        var reader = elements
        while let element = try reader.next() {
            answer.parts.append(
                CodePart(
                    "(\(filled(element.identifier.number, width: element.identifier.digits)))",
                    element.data.string, "\(element.identifier.meaning)"))
        }
        return answer
    }
}

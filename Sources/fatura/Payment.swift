import Foundation
import PaymentDesk
import Primitives
import Records

/// `fatura payment`.
@Sendable func payment(_ arguments: Arguments) -> ExitCode {
    let path = arguments.operands.first ?? "-"
    do throws(RecordReadError) {
        let reader = try RecordReader(path: path, maximumLineBytes: PaymentTeller.largestLine)
        return try answer(reader, explains: arguments.has("explain"))
    } catch {
        complain("fatura payment: \(error.path): \(error.message)\n\(error.cure)")
        return .file
    }
}

/// Answers line by line, in the order of the input.
private func answer(_ reader: RecordReader, explains: Bool) throws(RecordReadError) -> ExitCode {
    let chunk = RecordChunk()
    var overlong = 0
    var isDone = false
    while !isDone {
        isDone = try !reader.next(into: chunk)
        var text = ""
        for index in 0..<chunk.lineCount {
            text += overlongAnswers(reader, from: &overlong, before: chunk.number(index))
            text += PaymentTeller.answer(chunk.line(index), explains: explains)
        }
        if isDone { text += overlongAnswers(reader, from: &overlong, before: .max) }
        do {
            try FileHandle.standardOutput.write(contentsOf: Data(text.utf8))
        } catch {
            complain("fatura payment: cannot write: \(error.localizedDescription)")
            return .file
        }
    }
    return .done
}

/// The answers of lines that were passed over in front of a record.
private func overlongAnswers(
    _ reader: RecordReader, from next: inout Int, before number: Int
) -> String {
    var text = ""
    while next < reader.overlongLines.count, reader.overlongLines[next].number < number {
        text += PaymentTeller.overlongAnswer + "\n"
        next += 1
    }
    return text
}

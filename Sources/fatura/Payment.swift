import Foundation
import PaymentDesk
import Primitives
import Records

/// `fatura payment`.
@Sendable func payment(_ arguments: Arguments) -> ExitCode {
    let path = arguments.operands.first ?? "-"
    do throws(RecordReadError) {
        let reader = try RecordReader(path: path, maximumLineBytes: PaymentTeller.largestLine)
        var answers = PaymentAnswers(explains: arguments.has("explain"))
        return try answers.answer(reader) ? .done : .file
    } catch {
        complain("fatura payment: \(error.path): \(error.message)\n\(error.cure)")
        return .file
    }
}

/// Answers line by line, in the order of the input: blank and overlong lines too, which asked for nothing.
private struct PaymentAnswers {
    let explains: Bool
    private var text = ""
    /// How many lines of the input have their answer.
    private var lines = 0
    private var overlong = 0

    init(explains: Bool) { self.explains = explains }

    /// Answers all lines; false when an answer cannot be written, which is then told.
    mutating func answer(_ reader: RecordReader) throws(RecordReadError) -> Bool {
        let chunk = RecordChunk()
        while try reader.next(into: chunk) {
            for index in 0..<chunk.lineCount {
                guard refuse(reader, before: chunk.inputLine(index)) else { return false }
                text += PaymentTeller.answer(chunk.line(index), explains: explains)
                lines += 1
            }
            guard write() else { return false }
        }
        return refuse(reader, before: reader.inputLine + 1) && write()
    }

    /// Answers the lines that are no record, up to one of the input; whether that could be written.
    private mutating func refuse(_ reader: RecordReader, before line: Int) -> Bool {
        while lines + 1 < line {
            lines += 1
            if overlong < reader.overlongLines.count,
                reader.overlongLines[overlong].inputLine == lines
            {
                overlong += 1
                text += PaymentTeller.overlongAnswer + "\n"
            } else {
                text += PaymentTeller.answer(ByteView(), explains: explains)
            }
            if text.utf8.count > 1 << 16, !write() { return false }
        }
        return true
    }

    private mutating func write() -> Bool {
        do {
            try FileHandle.standardOutput.write(contentsOf: Data(text.utf8))
            text.removeAll(keepingCapacity: true)
            return true
        } catch {
            complain("fatura payment: cannot write: \(error.localizedDescription)")
            return false
        }
    }
}

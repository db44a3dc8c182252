/// A half-open range of UTF-8 bytes in a source text.
public struct Span: BitwiseCopyable, Sendable, Hashable {
    /// The first byte.
    public var start: UInt32
    /// The byte after the last one.
    public var end: UInt32

    /// A span from `start` up to `end`.
    public init(_ start: Int, _ end: Int) {
        self.start = UInt32(clamping: start)
        self.end = UInt32(clamping: end)
    }

    /// The empty span at the start of a text.
    public static let none = Span(0, 0)
}

/// How much a diagnostic or finding weighs.
public enum Severity: String, Sendable, Comparable {
    /// Worth knowing; nothing stops.
    case warn
    /// The document is kept back until somebody releases it.
    case hold
    /// The document cannot be made, or must not leave.
    case reject

    private var rank: Int { self == .warn ? 0 : self == .hold ? 1 : 2 }

    /// Whether `a` weighs less than `b`.
    public static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }
}

/// What is wrong in a source file, as data: the text is made where it is printed.
public struct Diagnostic: Error, Sendable, Hashable {
    /// Stable code, such as `F101`, explained in `docs/errors.md`.
    public var code: String
    /// The file's name as the user gave it.
    public var file: String
    /// 1-based line; 0 when the whole file is meant.
    public var line: Int
    /// 1-based column in characters; 0 when the whole file is meant.
    public var column: Int
    /// What is wrong, one sentence without a full stop.
    public var message: String
    /// What would mend it; empty if nothing can be said.
    public var cure: String
    /// What is shown of the source line it stands on; empty if there is none.
    public var sourceLine: String
    /// How many cells of a terminal stand before the caret below `sourceLine`.
    public var caret: Int
    /// Whether it is advice only: the template can be used as it is.
    public var isAdvice = false

    /// A diagnostic at a place.
    public init(
        code: String, file: String, line: Int = 0, column: Int = 0, message: String,
        cure: String = "", sourceLine: String = "", caret: Int? = nil
    ) {
        self.code = code
        self.file = file
        self.line = line
        self.column = column
        self.message = message
        self.cure = cure
        self.sourceLine = sourceLine
        self.caret = caret ?? max(0, column - 1)
    }

    /// A diagnostic at a span of a source text, with line, column and source line worked out.
    public init(
        code: String, source: SourceText, span: Span, message: String, cure: String = ""
    ) {
        let place = source.place(of: Int(span.start))
        self.init(
            code: code, file: source.file, line: place.line, column: place.column,
            message: message, cure: cure, sourceLine: place.text, caret: place.caret)
    }

    /// `file:line:column: error: message [code]`, the source line, a caret and the cure; advice says
    /// `warning` for `error`, as compilers do.
    public var text: String {
        var text = file
        if line > 0 { text += ":\(line):\(column)" }
        text += ": \(isAdvice ? "warning" : "error"): \(message) [\(code)]"
        if !sourceLine.isEmpty {
            text += "\n    \(sourceLine)\n    \(String(repeating: " ", count: caret))^"
        }
        if !cure.isEmpty { text += "\n    \(cure)" }
        return text
    }
}

/// Several diagnostics of one pass, thrown together.
public struct Diagnostics: Error, Sendable {
    /// At least one, in source order.
    public let all: [Diagnostic]

    /// Diagnostics thrown together.
    public init(_ all: [Diagnostic]) { self.all = all }
}

/// A source file's bytes with its name: turns byte offsets into lines and columns.
public struct SourceText: Sendable {
    /// The file's name as the user gave it.
    public let file: String
    /// The bytes, UTF-8.
    public let bytes: [UInt8]

    /// A source text.
    public init(file: String, bytes: [UInt8]) {
        self.file = file
        self.bytes = bytes
    }

    /// The bytes of a span as a string.
    public func string(_ span: Span) -> String {
        let end = min(Int(span.end), bytes.count)
        let start = min(Int(span.start), end)
        return String(decoding: bytes[start..<end], as: UTF8.self)
    }

    /// 1-based line and column (in scalars) of a byte offset, and what is shown of that line.
    ///
    /// A long line is cut around the place; `caret` is where that stands in `text`, in cells of a terminal.
    ///
    /// - Complexity: O(offset); for messages only.
    public func place(
        of offset: Int
    ) -> (line: Int, column: Int, text: String, caret: Int) {
        let offset = min(offset, bytes.count)
        var line = 1
        var lineStart = 0
        for index in 0..<offset where bytes[index] == 10 {
            line += 1
            lineStart = index + 1
        }
        var lineEnd = bytes[lineStart...].firstIndex(of: 10) ?? bytes.count
        let column = bytes[lineStart..<offset].reduce(1) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 }
        if lineEnd > lineStart, bytes[lineEnd - 1] == 13 { lineEnd -= 1 }
        let excerpt = SourceExcerpt(bytes[lineStart..<lineEnd], at: min(offset, lineEnd))
        return (line, column, excerpt.text, excerpt.caret)
    }
}

/// What is wrong with one record or its document, as data.
public struct Finding: Error, Sendable, Hashable {
    /// Stable rule id, such as `record.money`, `layout.overflow`, `text.glyph`.
    public var rule: String
    /// What happens to the document.
    public var severity: Severity
    /// The JSON path, such as `lines[3].amount`; empty when the whole record is meant.
    public var path: String
    /// The template's place, `template.xml:12:9`; empty if none is involved.
    public var place: String
    /// What is wrong, with the figures.
    public var message: String
    /// What would mend it; may be empty.
    public var cure: String
    /// The amount it is about, in minor units of the record's currency, zero or above; nil for the whole bill.
    public var stake: Int64?

    /// A finding.
    public init(
        rule: String, severity: Severity, path: String = "", place: String = "", message: String,
        cure: String = "", stake: Int64? = nil
    ) {
        self.stake = stake
        self.rule = rule
        self.severity = severity
        self.path = path
        self.place = place
        self.message = message
        self.cure = cure
    }
}

/// The nearest of `candidates` to a misspelt `word`, for "did you mean"; nil when none is near.
///
/// Optimal string alignment distance in bytes: at most a third of the longer word, one at least, and
/// something in common; the first of equally near ones.
public func nearest(to word: String, among candidates: some Sequence<String>) -> String? {
    var best: (name: String, distance: Int)?
    // No name is so long; the distance takes time with both lengths.
    guard word.utf8.count <= 100 else { return nil }
    for name in candidates {
        let distance = editDistance(Array(word.utf8), Array(name.utf8))
        let longer = max(word.utf8.count, name.utf8.count)
        if distance <= max(1, longer / 3), distance < longer, distance < best?.distance ?? .max {
            best = (name, distance)
        }
    }
    return best?.name
}

private func editDistance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    var previous = [Int](repeating: 0, count: b.count + 1)
    var row = Array(0...b.count)
    var next = row
    for i in 0..<a.count {
        next[0] = i + 1
        for j in 0..<b.count {
            next[j + 1] = min(
                next[j] + 1, row[j + 1] + 1, row[j] + (a[i] == b[j] ? 0 : 1))
            if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
                next[j + 1] = min(next[j + 1], previous[j - 1] + 1)
            }
        }
        (previous, row, next) = (row, next, previous)
    }
    return row[b.count]
}

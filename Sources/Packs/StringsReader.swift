import Expressions
import Primitives

/// Reads a pack's strings, one JSON object of texts, keeping the place of every byte.
///
/// Where a language is given, a string may be an object of texts by plural category. RFC 8259, and a key stands only once. Escapes are resolved; what is wrong inside of a string is so
/// still reported where it stands in the file.
struct StringsReader {
    private let source: SourceText
    private let file: Int
    private let language: String?
    private var position = 0

    /// A string with its key, and where the key stands.
    struct Entry {
        let key: String
        let place: Span
        let string: PackString
    }

    /// - Parameters:
    ///   - source: the file, UTF-8.
    ///   - file: its number, given back with each string.
    ///   - language: whose plural forms strings may have; nil if they have none.
    init(_ source: SourceText, file: Int, language: String? = nil) {
        self.language = language
        self.source = source
        self.file = file
    }

    /// The texts by key.
    ///
    /// - Throws: `F402` at the first place that is no such object, `F213` at wrong plural forms.
    mutating func read() throws(Diagnostic) -> [String: PackString] {
        Dictionary(try entries().map { ($0.key, $0.string) }) { first, _ in first }
    }

    /// The texts with their keys, in the order of the file; each key once.
    ///
    /// - Throws: as `read`.
    mutating func entries() throws(Diagnostic) -> [Entry] {
        try expect(0x7B, "strings must be one object")
        let entries = try members { reader, key, place throws(Diagnostic) in
            Entry(key: key, place: place, string: try reader.value(of: key))
        }
        skipBlank()
        guard position == source.bytes.count else { throw error(position, "the strings end here") }
        return entries
    }

    /// The members of an object behind its opening brace, up to its closing one.
    private mutating func members<Member>(
        _ read: (inout StringsReader, String, Span) throws(Diagnostic) -> Member
    ) throws(Diagnostic) -> [Member] {
        var members: [Member] = []
        var keys: Set<String> = []
        if take(0x7D) { return members }
        repeat {
            skipBlank()
            let place = position
            let key = String(
                decoding: try text("a key in quotes is expected here").bytes, as: UTF8.self)
            try expect(0x3A, "a colon is expected behind the key “\(key)”")
            skipBlank()
            members.append(try read(&self, key, Span(place, place + 1)))
            guard keys.insert(key).inserted else {
                throw error(place, "the string “\(key)” is given twice", cure: "remove one of them")
            }
        } while take(0x2C)
        try expect(0x7D, "a comma or “}” is expected here")
        return members
    }

    /// A text or, where there is a language, plural forms.
    private mutating func value(of key: String) throws(Diagnostic) -> PackString {
        guard let language, byte == 0x7B else {
            return PackString(text: try text("the string “\(key)” is no text"), file: file)
        }
        let start = position
        position += 1
        guard let known = pluralCategories(of: language) else {
            throw wrongForms(
                Span(start, position), "when a count is one or many in “\(language)” is not known",
                cure:
                    "plurals are known of the languages of \(LocaleFormat.tags.joined(separator: ", "))"
            )
        }
        let forms = try members { reader, name, place throws(Diagnostic) in
            guard let category = PluralCategory(name: name),
                category == .zero || known.contains(category)
            else { throw reader.wrongCategory(name, known, place) }
            return (category, try reader.text("the form “\(name)” is no text"))
        }
        try checkForms(forms.map(\.0), key, known, Span(start, start + 1))
        let all = Dictionary(forms) { first, _ in first }
        guard let string = PackString(forms: all, file: file) else {
            throw error(start, "the string “\(key)” is no text")
        }
        return string
    }

    private func wrongCategory(
        _ name: String, _ known: [PluralCategory], _ place: Span
    ) -> Diagnostic {
        let isCategory = PluralCategory(name: name) != nil
        return wrongForms(
            place,
            isCategory
                ? "no count is “\(name)” in “\(language ?? "")”"
                : "“\(name)” is no plural category",
            cure:
                "its categories are \(known.map(\.name).joined(separator: ", ")); zero is exactly 0"
        )
    }

    /// Whether a string has the forms its language needs: all of its categories, but `many`, which in our
    /// languages is of round millions, may fall to `other`.
    private func checkForms(
        _ given: [PluralCategory], _ key: String, _ known: [PluralCategory], _ place: Span
    ) throws(Diagnostic) {
        let missing = known.filter { $0 != .many && !given.contains($0) }
        guard !missing.isEmpty else { return }
        let names = missing.map(\.name).joined(separator: ", ")
        throw wrongForms(
            place, "the string “\(key)” lacks the plural form \(names)",
            cure: "“\(language ?? "")” counts in \(known.map(\.name).joined(separator: ", "))")
    }

    private func wrongForms(_ place: Span, _ message: String, cure: String) -> Diagnostic {
        Diagnostic(
            code: ExpressionError.Code.plural.rawValue, source: source, span: place,
            message: message, cure: cure)
    }

    private func error(
        _ place: Int, _ message: String,
        cure: String = "strings are one object: { \"key\": \"text\" }"
    ) -> Diagnostic {
        Diagnostic(
            code: "F402", source: source, span: Span(place, place + 1), message: message, cure: cure
        )
    }

    private var byte: UInt8? {
        position < source.bytes.count ? source.bytes[position] : nil
    }

    private mutating func skipBlank() {
        while let byte, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { position += 1 }
    }

    private mutating func take(_ wanted: UInt8) -> Bool {
        skipBlank()
        guard byte == wanted else { return false }
        position += 1
        return true
    }

    private mutating func expect(_ wanted: UInt8, _ message: String) throws(Diagnostic) {
        guard take(wanted) else { throw error(position, message) }
    }

    /// A text in quotes, escapes resolved.
    private mutating func text(_ message: String) throws(Diagnostic) -> ExpressionText {
        let start = position
        guard byte == 0x22 else { throw error(start, message) }
        position += 1
        var text = ExpressionText(bytes: [], start: position)
        while let byte, byte != 0x22 {
            let place = position
            position += 1
            var scalar: [UInt8] = [byte]
            if byte == 0x5C {
                scalar = try escaped(place)
            } else if byte < 32 {
                throw error(
                    place, "a line end or control character stands in a text",
                    cure: "write \\n for a line end")
            }
            text.bytes += scalar
            text.offsets += Array(repeating: place, count: scalar.count)
        }
        guard byte == 0x22 else {
            throw error(start, "this text has no closing quote", cure: "close it with \"")
        }
        position += 1
        return text
    }

    /// What stands behind a backslash, as UTF-8 (RFC 8259, section 7).
    private mutating func escaped(_ place: Int) throws(Diagnostic) -> [UInt8] {
        let letter = byte
        position += 1
        switch letter {
        case 0x22, 0x5C, 0x2F: return [letter ?? 0]
        case UInt8(ascii: "b"): return [8]
        case UInt8(ascii: "f"): return [12]
        case UInt8(ascii: "n"): return [10]
        case UInt8(ascii: "r"): return [13]
        case UInt8(ascii: "t"): return [9]
        case UInt8(ascii: "u"): break
        default:
            throw error(place, "this escape means nothing", cure: "a backslash is written \\\\")
        }
        var units = [try unit(place)]
        if UTF16.isLeadSurrogate(units[0]), position + 1 < source.bytes.count,
            source.bytes[position] == 0x5C, source.bytes[position + 1] == UInt8(ascii: "u")
        {
            position += 2
            units.append(try unit(place))
        }
        let text = String(decoding: units, as: UTF16.self)
        guard text.utf16.elementsEqual(units) else {
            throw error(place, "half a surrogate pair is no character", cure: "")
        }
        return Array(text.utf8)
    }

    /// Four hexadecimal digits.
    private mutating func unit(_ place: Int) throws(Diagnostic) -> UInt16 {
        let end = min(position + 4, source.bytes.count)
        let digits = source.bytes[position..<end]
        guard digits.count == 4, digits.allSatisfy({ isHexDigit($0) }),
            let unit = UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
        else { throw error(place, "“\\u” takes four hexadecimal digits", cure: "") }
        position = end
        return unit
    }

    private func isHexDigit(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (65...70).contains(byte) || (97...102).contains(byte)
    }
}

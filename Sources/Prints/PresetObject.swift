import Primitives

/// An object of a preset, being read; what is wrong with it goes into a list.
struct PresetObject {
    private let source: SourceText
    private let span: Span
    private var members: [JSONNode.Member] = []

    /// Takes an object apart, whose names must be among `names`, each once.
    init(_ node: JSONNode, names: [String], _ source: SourceText, _ wrong: inout [Diagnostic]) {
        self.source = source
        span = node.span
        guard case .object(let found) = node.value else {
            wrong.append(
                diagnostic(
                    "F776", node.span, "this is \(node.kind), not an object",
                    "it takes an object with \(names.joined(separator: ", "))"))
            return
        }
        for member in found {
            guard names.contains(member.name) else {
                let near = nearest(to: member.name, among: names)
                wrong.append(
                    diagnostic(
                        "F777", member.nameSpan, "there is nothing called “\(member.name)” here",
                        near.map { "did you mean “\($0)”?" }
                            ?? "it takes \(names.joined(separator: ", "))"))
                continue
            }
            guard !members.contains(where: { $0.name == member.name }) else {
                wrong.append(
                    diagnostic(
                        "F777", member.nameSpan, "“\(member.name)” is there twice",
                        "remove one of them"))
                continue
            }
            members.append(member)
        }
    }

    /// The value of a name; nil if it is not there.
    mutating func take(_ name: String) -> JSONNode? {
        members.first { $0.name == name }?.value
    }

    /// Tells of names that are missing, unless the object could not be read at all.
    func need(_ names: [String], _ wrong: inout [Diagnostic]) {
        let missing = names.filter { name in !members.contains { $0.name == name } }
        guard !missing.isEmpty else { return }
        wrong.append(
            diagnostic(
                "F777", span, "\(missing.joined(separator: " and ")) must be here",
                "lengths are in millimetres, from the left and upper edges of the page"))
    }

    mutating func bool(_ name: String, _ wrong: inout [Diagnostic]) -> Bool? {
        guard let node = take(name) else { return nil }
        guard case .bool(let value) = node.value else {
            wrong.append(value(node, name, "true or false"))
            return nil
        }
        return value
    }

    /// A whole number.
    mutating func count(
        _ name: String, in range: ClosedRange<Int>, _ wrong: inout [Diagnostic]
    ) -> Int? {
        guard let node = take(name) else { return nil }
        guard case .number(let text) = node.value, let number = Int(text), range ~= number else {
            wrong.append(
                value(
                    node, name, "a whole number from \(range.lowerBound) to \(range.upperBound)"))
            return nil
        }
        return number
    }

    /// A length in millimetres of up to three decimals, as micrometres.
    mutating func length(
        _ name: String, in range: ClosedRange<Int>, _ wrong: inout [Diagnostic]
    ) -> Int? {
        guard let node = take(name) else { return nil }
        guard case .number(let text) = node.value, let length = micrometres(text), range ~= length
        else {
            wrong.append(
                value(
                    node, name,
                    "millimetres from \(millimetres(range.lowerBound)) to "
                        + "\(millimetres(range.upperBound)), with up to three decimals"))
            return nil
        }
        return length
    }

    /// One word of a type.
    mutating func word<Word: RawRepresentable & CaseIterable>(
        _ name: String, _ wrong: inout [Diagnostic]
    ) -> Word? where Word.RawValue == String {
        guard let node = take(name) else { return nil }
        guard case .string(let text) = node.value, let word = Word(rawValue: text) else {
            wrong.append(unknown(node, name, Word.self))
            return nil
        }
        return word
    }

    /// A list of words, each once.
    mutating func words<Word: RawRepresentable & CaseIterable & Equatable>(
        _ name: String, _ wrong: inout [Diagnostic]
    ) -> [Word]? where Word.RawValue == String {
        guard let node = take(name) else { return nil }
        guard case .array(let elements) = node.value, !elements.isEmpty else {
            wrong.append(
                value(
                    node, name,
                    "a list of " + Word.allCases.map(\.rawValue).joined(separator: ", ")))
            return nil
        }
        var words: [Word] = []
        for element in elements {
            guard case .string(let text) = element.value, let word = Word(rawValue: text) else {
                wrong.append(unknown(element, name, Word.self))
                continue
            }
            guard !words.contains(word) else {
                wrong.append(
                    diagnostic(
                        "F778", element.span, "“\(text)” is there twice", "remove one of them"))
                continue
            }
            words.append(word)
        }
        return words
    }

    // MARK: What is wrong

    private func unknown<Word: RawRepresentable & CaseIterable>(
        _ node: JSONNode, _ name: String, _ type: Word.Type
    ) -> Diagnostic where Word.RawValue == String {
        let known = Word.allCases.map(\.rawValue)
        var near: String?
        if case .string(let text) = node.value { near = nearest(to: text, among: known) }
        return diagnostic(
            "F778", node.span, "\(source.string(node.span)) is nothing that \(name) takes",
            near.map { "did you mean “\($0)”?" } ?? "it takes \(known.joined(separator: ", "))")
    }

    private func value(_ node: JSONNode, _ name: String, _ wanted: String) -> Diagnostic {
        diagnostic(
            "F778", node.span, "\(source.string(node.span)) is no value of \(name)",
            "it takes \(wanted)")
    }

    private func diagnostic(
        _ code: String, _ span: Span, _ message: String, _ cure: String
    ) -> Diagnostic {
        Diagnostic(code: code, source: source, span: span, message: message, cure: cure)
    }
}

/// Millimetres with up to three decimals as micrometres; nil for anything else.
func micrometres(_ text: String) -> Int? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let isDigits = parts.allSatisfy { part in part.utf8.allSatisfy { 0x30...0x39 ~= $0 } }
    guard parts.count <= 2, isDigits, let whole = Int(parts[0]), (0...10_000).contains(whole) else {
        return nil
    }
    guard parts.count == 2 else { return whole * 1000 }
    let digits = parts[1].utf8.count
    guard (1...3).contains(digits), let rest = UInt16(parts[1]) else { return nil }
    return whole * 1000 + Int(rest) * (digits == 1 ? 100 : digits == 2 ? 10 : 1)
}

/// Micrometres as millimetres, without zeros that say nothing.
func millimetres(_ micrometres: Int) -> String {
    let (whole, rest) = abs(micrometres).quotientAndRemainder(dividingBy: 1000)
    var text = (micrometres < 0 ? "-" : "") + String(whole)
    guard rest > 0 else { return text }
    var digits = String(1000 + rest).dropFirst()
    while digits.last == "0" { digits.removeLast() }
    text += "." + digits
    return text
}

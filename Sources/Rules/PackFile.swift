import Expressions
import Primitives

/// A JSON file of a pack while it is read: finds members, reports what is wrong where it stands.
struct PackFile {
    let source: SourceText
    private(set) var diagnostics: [Diagnostic] = []

    init(_ source: SourceText) { self.source = source }

    /// The members of the outermost object; nil where there is none, which is reported.
    mutating func members(_ code: String, shape: String) -> [JSONNode.Member]? {
        do throws(Diagnostic) {
            let root = try JSONNode(source, code: code)
            return object(root, "the file", code, cure: shape)
        } catch {
            diagnostics.append(error)
            return nil
        }
    }

    /// The members of an object; nil for anything else, which is reported.
    mutating func object(
        _ node: JSONNode, _ path: String, _ code: String, cure: String
    ) -> [JSONNode.Member]? {
        guard case .object(let members) = node.value else {
            report(code, node.span, "\(path) is \(node.kind), not an object", cure: cure)
            return nil
        }
        return members
    }

    /// The elements of an array; none for anything else, which is reported.
    mutating func array(
        _ node: JSONNode, _ path: String, _ code: String, cure: String
    ) -> [JSONNode] {
        guard case .array(let elements) = node.value else {
            report(code, node.span, "\(path) is \(node.kind), not an array", cure: cure)
            return []
        }
        return elements
    }

    /// The members by name, of those that are known; unknown ones and doubles are reported.
    mutating func named(
        _ members: [JSONNode.Member], _ known: [String], _ path: String, _ code: String
    ) -> [String: JSONNode] {
        var found: [String: JSONNode] = [:]
        for member in members {
            if !known.contains(member.name) {
                let near = nearest(to: member.name, among: known)
                report(
                    code, member.nameSpan, "\(path) has nothing called “\(member.name)”",
                    cure: near.map { "did you mean “\($0)”?" }
                        ?? "it takes \(known.joined(separator: ", "))")
            } else if found[member.name] != nil {
                report(
                    code, member.nameSpan, "\(path) has “\(member.name)” twice",
                    cure: "remove one of them")
            } else {
                found[member.name] = member.value
            }
        }
        return found
    }

    /// A text that is not blank; nil where it is missing or none, which is reported.
    mutating func text(
        _ node: JSONNode?, _ path: String, of owner: JSONNode, _ code: String
    ) -> String? {
        guard let node else {
            report(
                code, Span(Int(owner.span.start), Int(owner.span.start) + 1), "\(path) is missing",
                cure: "add it, a text in quotes")
            return nil
        }
        guard case .string(let text) = node.value else {
            report(
                code, node.span, "\(path) is \(node.kind), not a string", cure: "write it in quotes"
            )
            return nil
        }
        guard !text.allSatisfy(\.isWhitespace) else {
            report(code, node.span, "\(path) is blank", cure: "write what it is to say")
            return nil
        }
        return text
    }

    /// The texts of an array, each one of `known`; what is not is reported.
    mutating func words(
        _ node: JSONNode?, _ path: String, among known: [String], _ code: String
    ) -> [String] {
        guard let node else { return [] }
        let list = "write [\(known.prefix(2).map { "\"\($0)\"" }.joined(separator: ", "))]"
        return array(node, path, code, cure: list).compactMap { element in
            if case .string(let word) = element.value, known.contains(word) { return word }
            var near: String?
            if case .string(let word) = element.value { near = nearest(to: word, among: known) }
            report(
                code, element.span, "\(source.string(element.span)) is none of \(path)",
                cure: near.map { "did you mean “\($0)”?" }
                    ?? "it takes \(known.joined(separator: ", "))")
            return nil
        }
    }

    /// A string of the file as the text of an expression, each byte with its place.
    func expression(_ text: String, at span: Span) -> ExpressionText {
        var result = ExpressionText(bytes: Array(text.utf8), start: Int(span.start) + 1)
        var place = Int(span.start) + 1
        for scalar in text.unicodeScalars {
            let count = UTF8.width(scalar)
            result.offsets += Array(repeating: place, count: count)
            guard source.bytes[place] == UInt8(ascii: "\\") else {
                place += count
                continue
            }
            // An escape of one letter, of four digits, or of two times four beyond the first plane.
            let isNumbered = source.bytes[place + 1] == UInt8(ascii: "u")
            place += isNumbered ? (scalar.value > 0xFFFF ? 12 : 6) : 2
        }
        return result
    }

    mutating func report(_ code: String, _ span: Span, _ message: String, cure: String) {
        diagnostics.append(
            Diagnostic(code: code, source: source, span: span, message: message, cure: cure))
    }

    mutating func report(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }
}

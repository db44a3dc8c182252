import Expressions
import Primitives

/// The rules of a template's `<style>`, with variables replaced and declarations checked.
struct StyleSheet {
    struct Compound: Hashable {
        var element = ""
        var classes: [String] = []
    }

    struct Rule {
        /// Descendant selector, outermost first.
        let selector: [Compound]
        let declarations: [(property: String, value: StyleValue)]
        let span: Span

        /// Classes count a hundred, elements one; later rules win among equals.
        var specificity: Int {
            selector.reduce(0) { $0 + $1.classes.count * 100 + ($1.element.isEmpty ? 0 : 1) }
        }
    }

    private(set) var rules: [Rule] = []
    /// Classes that rules speak of.
    private(set) var knownClasses: Set<String> = []
    private(set) var variables: [String: [String]] = [:]
    private(set) var diagnostics: [Diagnostic] = []

    /// How elements look before any rule of the template.
    private static let base: [(Compound, [(String, [String])])] = [
        (Compound(element: "h1"), [("font-weight", ["700"]), ("break-after", ["avoid"])]),
        (Compound(element: "h2"), [("font-weight", ["700"]), ("break-after", ["avoid"])]),
        (Compound(element: "h3"), [("font-weight", ["700"]), ("break-after", ["avoid"])]),
        (Compound(element: "th"), [("font-weight", ["700"])]),
        (Compound(element: "a"), [("text-decoration", ["underline"])]),
        (Compound(element: "hr"), [("border-top", ["0.5pt", "solid", "#999"])]),
    ]

    /// An element as selectors see it.
    struct Subject {
        let element: String
        let classes: [String]
    }

    init() {
        for (compound, declarations) in StyleSheet.base {
            rules.append(
                Rule(
                    selector: [compound],
                    declarations: declarations.map { ($0.0, StyleValue(words: $0.1)) },
                    span: .none))
        }
    }

    /// Applies all rules that fit the last of `ancestry` to a draft.
    mutating func apply(to draft: inout StyleDraft, ancestry: [Subject]) {
        let fitting = rules.indices.filter { matches(rules[$0].selector, ancestry) }
            .sorted { (rules[$0].specificity, $0) < (rules[$1].specificity, $1) }
        // Sizes in em need the font size first; its own em is the parent's size.
        let parentSize = draft.style.fontSize
        for pass in 0..<2 {
            for index in fitting {
                for (property, value) in rules[index].declarations
                where (property == "font-size") == (pass == 0) {
                    if pass == 0 { draft.style.fontSize = parentSize }
                    try? draft.apply(property, value)
                }
            }
        }
    }

    private func matches(_ selector: [Compound], _ ancestry: [Subject]) -> Bool {
        guard let last = selector.last, let subject = ancestry.last, fits(last, subject) else {
            return false
        }
        var outer = selector.count - 2
        for ancestor in ancestry.dropLast().reversed() {
            guard outer >= 0 else { break }
            if fits(selector[outer], ancestor) { outer -= 1 }
        }
        return outer < 0
    }

    private func fits(_ compound: Compound, _ subject: Subject) -> Bool {
        (compound.element.isEmpty || compound.element == subject.element)
            && compound.classes.allSatisfy(subject.classes.contains)
    }

    // MARK: Reading

    /// Adds the rules of a `<style>` element's text.
    mutating func add(_ text: ExpressionText, source: SourceText) {
        var reader = StyleReader(text, source: source)
        while let block = reader.nextBlock() {
            if block.prelude == ":root" {
                for declaration in block.declarations { define(declaration, source: source) }
                continue
            }
            let declarations = block.declarations.compactMap {
                check($0, source: source)
            }
            for part in block.prelude.split(separator: ",", omittingEmptySubsequences: false) {
                guard let selector = parseSelector(String(part)) else {
                    diagnostics.append(
                        Diagnostic(
                            code: "F301", source: source, span: block.span,
                            message: "“\(part.trimmed)” is no selector",
                            cure: "selectors are element, .class, element.class, and these after "
                                + "one another for descendants"))
                    continue
                }
                for name in selector.map(\.element)
                where !name.isEmpty && vocabularyByName[name] == nil {
                    let near = nearest(to: name, among: vocabulary.map(\.name))
                    diagnostics.append(
                        Diagnostic(
                            code: "F301", source: source, span: block.span,
                            message: "there is no element “\(name)” to select",
                            cure: near.map { "did you mean “\($0)”?" }
                                ?? "a class begins with a dot"))
                }
                knownClasses.formUnion(selector.flatMap(\.classes))
                rules.append(
                    Rule(selector: selector, declarations: declarations, span: block.span))
            }
        }
        diagnostics += reader.diagnostics
    }

    /// Defines a variable; other variables in it are replaced at once.
    private mutating func define(_ declaration: StyleReader.Declaration, source: SourceText) {
        guard declaration.name.hasPrefix("--") else {
            diagnostics.append(
                Diagnostic(
                    code: "F301", source: source, span: declaration.span,
                    message: ":root holds variables, not “\(declaration.name)”",
                    cure: "write --\(declaration.name), or set it on template"))
            return
        }
        variables[declaration.name] = replaced(declaration, source: source)
    }

    private func parseSelector(_ text: String) -> [Compound]? {
        var selector: [Compound] = []
        for word in text.split(whereSeparator: \.isWhitespace) {
            let parts = word.split(separator: ".", omittingEmptySubsequences: false).map(
                String.init)
            let names = parts.dropFirst()
            let isName: (String) -> Bool = { name in
                !name.isEmpty
                    && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
            }
            guard names.allSatisfy(isName), parts[0].isEmpty ? !names.isEmpty : isName(parts[0])
            else { return nil }
            selector.append(Compound(element: parts[0], classes: Array(names)))
        }
        return selector.isEmpty ? nil : selector
    }

    /// A declaration's words with variables replaced; nil and a report where there is no such variable.
    private mutating func replaced(
        _ declaration: StyleReader.Declaration, source: SourceText
    ) -> [String]? {
        var words: [String] = []
        for word in declaration.words {
            guard word.hasPrefix("var("), word.hasSuffix(")") else {
                words.append(word)
                continue
            }
            let name = String(word.dropFirst(4).dropLast()).trimmed
            guard let value = variables[name] else {
                let near = nearest(to: name, among: variables.keys.sorted())
                diagnostics.append(
                    Diagnostic(
                        code: "F304", source: source, span: declaration.span,
                        message: "there is no variable “\(name)”",
                        cure: near.map { "did you mean “\($0)”?" } ?? "define it in :root"))
                return nil
            }
            words += value
        }
        return words
    }

    /// A declaration with variables replaced, tried once so that mistakes are found here.
    private mutating func check(
        _ declaration: StyleReader.Declaration, source: SourceText
    ) -> (property: String, value: StyleValue)? {
        guard let words = replaced(declaration, source: source) else { return nil }
        var trial = StyleDraft()
        let value = StyleValue(words: words)
        do throws(DeclarationError) {
            try trial.apply(declaration.name, value)
            return (declaration.name, value)
        } catch {
            report(error, declaration, value, source: source)
        }
        return nil
    }

    private mutating func report(
        _ error: DeclarationError, _ declaration: StyleReader.Declaration, _ value: StyleValue,
        source: SourceText
    ) {
        switch error {
        case .property(let near):
            diagnostics.append(
                Diagnostic(
                    code: "F302", source: source, span: declaration.span,
                    message: "there is no property “\(declaration.name)”",
                    cure: near.map { "did you mean “\($0)”?" } ?? ""))
        case .refused(let cure):
            diagnostics.append(
                Diagnostic(
                    code: "F302", source: source, span: declaration.span,
                    message: "“\(declaration.name)” is not printed", cure: cure))
        case .value(let expected):
            diagnostics.append(
                Diagnostic(
                    code: "F303", source: source, span: declaration.span,
                    message: "“\(value.text)” is no value of \(declaration.name)",
                    cure: "it takes \(expected)"))
        }
    }

    /// A colour written in an attribute, `var(--name)` included.
    func color(_ text: String) -> Color? {
        var words = [text]
        if text.hasPrefix("var("), text.hasSuffix(")") {
            words = variables[String(text.dropFirst(4).dropLast()).trimmed] ?? []
        }
        return try? StyleValue(words: words).color()
    }
}

extension StringProtocol {
    /// Without white space at both ends.
    var trimmed: String {
        let head = drop { $0.isWhitespace }
        guard let last = head.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(head[...last])
    }
}

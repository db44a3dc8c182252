package import Expressions
package import Primitives
import Vocabulary

// What enters this room is the text of `<style>`; what leaves is the style of each element, and what is wrong
// with the rules.

/// The rules of a template's `<style>`, with variables replaced and declarations checked.
package struct StyleSheet {
    package struct Compound: Hashable {
        package var element = ""
        package var classes: [String] = []
    }

    package struct Rule {
        /// Descendant selector, outermost first.
        let selector: [Compound]
        package let declarations: [(property: String, value: StyleValue)]
        package let span: Span

        /// Classes count a hundred, elements one; later rules win among equals.
        var specificity: Int {
            selector.reduce(0) { $0 + $1.classes.count * 100 + ($1.element.isEmpty ? 0 : 1) }
        }
    }

    private(set) var rules: [Rule] = []
    /// Classes that rules speak of.
    package private(set) var knownClasses: Set<String> = []
    package private(set) var variables: [String: [String]] = [:]
    package private(set) var diagnostics: [Diagnostic] = []
    /// Where each word of a property's value, or each family, is written first.
    package private(set) var valuePlaces: [String: Span] = [:]
    /// What could be better, but does no harm.
    package private(set) var advice: [Diagnostic] = []
    /// Where each class, and each variable, is named first.
    package private(set) var places: [String: Span] = [:]
    /// Variables that a declaration or attribute uses.
    package private(set) var usedVariables: Set<String> = []
    /// Variables whose definition was reported: nothing more is said of them.
    private var brokenVariables: Set<String> = []
    /// Declarations so far, as `selector/property`.
    private var declared: Set<String> = []
    /// Families that fonts may have; nil where they are not known.
    package var families: [String]?
    /// Families that were reported.
    package private(set) var unknownFamilies: Set<String> = []

    /// Most diagnostics of one style sheet.
    private static let maximumDiagnostics = 200

    /// Most rules; each is tried on each element.
    private static let maximumRules = 5000

    /// How elements look before any rule of the template.
    private static let base: [(Compound, [(String, [String])])] = [
        (Compound(element: "h1"), [("font-weight", ["700"]), ("break-after", ["avoid"])]),
        (Compound(element: "h2"), [("font-weight", ["700"]), ("break-after", ["avoid"])]),
        (Compound(element: "h3"), [("font-weight", ["700"]), ("break-after", ["avoid"])]),
        (Compound(element: "th"), [("font-weight", ["700"])]),
        (Compound(element: "ul"), [("list-style", ["disc"])]),
        (Compound(element: "ol"), [("list-style", ["decimal"])]),
        (
            Compound(element: "footnote"),
            [("font-size", ["0.8em"]), ("text-align", ["start"]), ("text-decoration", ["none"])]
        ),
        (Compound(element: "a"), [("text-decoration", ["underline"])]),
        (Compound(element: "hr"), [("border-top", ["0.5pt", "solid", "#999"])]),
    ]

    /// An element as selectors see it.
    package struct Subject {
        package let element: String
        package let classes: [String]

        package init(element: String, classes: [String]) {
            self.element = element
            self.classes = classes
        }
    }

    package init() {
        for (compound, declarations) in StyleSheet.base {
            rules.append(
                Rule(
                    selector: [compound],
                    declarations: declarations.map { ($0.0, StyleValue(words: $0.1)) },
                    span: .none))
        }
    }

    /// Applies all rules that fit the last of `ancestry` to a draft.
    ///
    /// - Parameters:
    ///   - draft: receives the declarations.
    ///   - ancestry: the element, behind those it lies in.
    ///   - prefix: what a class of the element begins with in each selector; nil for all rules.
    package mutating func apply(
        to draft: inout StyleDraft, ancestry: [Subject], classPrefix prefix: String? = nil
    ) {
        let fitting = rules.indices
            .filter { prefix == nil || speaks(rules[$0].selector, ofClassesWith: prefix ?? "") }
            .filter { matches(rules[$0].selector, ancestry) }
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

    private func speaks(_ selector: [Compound], ofClassesWith prefix: String) -> Bool {
        selector.last?.classes.contains { $0.hasPrefix(prefix) } ?? false
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
    package mutating func add(_ text: ExpressionText, source: SourceText) {
        var reader = StyleReader(text, source: source)
        while let block = reader.nextBlock() {
            if block.isRoot {
                for declaration in block.declarations { define(declaration, source: source) }
                continue
            }
            let declarations = block.declarations.compactMap { check($0, source: source) }
            for selector in block.selectors {
                add(selector, of: block, declarations, source: source)
            }
            guard rules.count <= StyleSheet.maximumRules else {
                report(
                    "F110", block.selectors[0].span, source,
                    "there are more than \(StyleSheet.maximumRules) rules",
                    cure: "let elements share classes")
                break
            }
        }
        diagnostics += reader.diagnostics
    }

    private mutating func add(
        _ selector: StyleReader.Selector, of block: StyleReader.Block,
        _ declarations: [(property: String, value: StyleValue)], source: SourceText
    ) {
        guard !block.isBroken, let compounds = parseSelector(selector.text) else {
            // The classes are known all the same, so that their elements are not blamed.
            for word in selector.text.split(whereSeparator: { $0.isWhitespace || $0 == "{" }) {
                know(word.split(separator: ".").map(String.init), selector.span)
            }
            guard !block.isBroken else { return }
            report(
                "F301", selector.span, source, "“\(selector.text)” is no selector",
                cure: "selectors are element, .class, element.class, and these after one another "
                    + "for descendants")
            return
        }
        for name in compounds.map(\.element) where !name.isEmpty && vocabularyByName[name] == nil {
            let near = nearest(to: name, among: vocabulary.map(\.name))
            report(
                "F301", selector.span, source, "there is no element “\(name)” to select",
                cure: near.map { "did you mean “\($0)”?" } ?? "a class begins with a dot")
        }
        know(compounds.flatMap(\.classes), selector.span)
        for declaration in block.declarations
        where !declared.insert("\(selector.text)/\(declaration.name)").inserted {
            advise(
                "F804", declaration.span, source,
                "“\(declaration.name)” of “\(selector.text)” is set before, to no effect",
                cure: "remove one of them")
        }
        rules.append(
            Rule(selector: compounds, declarations: declarations, span: selector.span))
    }

    private mutating func know(_ classes: [String], _ span: Span) {
        knownClasses.formUnion(classes)
        for name in classes where places[name] == nil { places[name] = span }
    }

    private mutating func report(
        _ code: String, _ span: Span, _ source: SourceText, _ message: String, cure: String
    ) {
        guard diagnostics.count < StyleSheet.maximumDiagnostics else { return }
        diagnostics.append(
            Diagnostic(code: code, source: source, span: span, message: message, cure: cure))
    }

    private mutating func advise(
        _ code: String, _ span: Span, _ source: SourceText, _ message: String, cure: String
    ) {
        var found = Diagnostic(
            code: code, source: source, span: span, message: message, cure: cure)
        found.isAdvice = true
        advice.append(found)
    }

    /// Defines a variable; other variables in it are replaced at once.
    private mutating func define(_ declaration: StyleReader.Declaration, source: SourceText) {
        guard declaration.name.hasPrefix("--") else {
            report(
                "F301", declaration.span, source,
                ":root holds variables, not “\(declaration.name)”",
                cure: "write --\(declaration.name), or set it on template")
            return
        }
        if variables[declaration.name] != nil {
            advise(
                "F804", declaration.span, source,
                "“\(declaration.name)” is defined before, to no effect",
                cure: "remove one of them")
        }
        places[declaration.name] = places[declaration.name] ?? declaration.span
        brokenVariables.remove(declaration.name)
        let words = replaced(declaration, source: source)
        variables[declaration.name] = words ?? []
        guard let words else {
            brokenVariables.insert(declaration.name)
            return
        }
        guard let wrong = words.first(where: { !StyleValue.isWellFormed($0) }) else { return }
        breakVariable(declaration.name, "“\(wrong)” is no value", source)
    }

    /// Reports the definition of a variable, once.
    private mutating func breakVariable(_ name: String, _ message: String, _ source: SourceText) {
        brokenVariables.insert(name)
        report(
            "F303", places[name] ?? .none, source, "\(message) of \(name)",
            cure: "it takes colours such as #1a2b3c, and lengths such as 9pt, 4mm, 1.5em")
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
                guard diagnostics.count < StyleSheet.maximumDiagnostics else { return nil }
                let near = nearest(to: name, among: variables.keys.sorted())
                report(
                    "F304", declaration.span, source, "there is no variable “\(name)”",
                    cure: near.map { "did you mean “\($0)”?" } ?? "define it in :root")
                return nil
            }
            usedVariables.insert(name)
            if brokenVariables.contains(name) { return nil }
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
            // The table of properties decides what there is.
            guard StyleProperty.names.contains(declaration.name) else {
                if let cure = StyleProperty.refused[declaration.name] {
                    throw .refused(cure: cure)
                }
                throw .property(near: nearest(to: declaration.name, among: StyleProperty.names))
            }
            try trial.apply(declaration.name, value)
            note(declaration, value)
            if declaration.name == "font-family" { checkFamilies(declaration, value, source) }
            return (declaration.name, value)
        } catch {
            report(error, declaration, value, source: source)
        }
        return nil
    }

    private mutating func note(_ declaration: StyleReader.Declaration, _ value: StyleValue) {
        let isFamily = declaration.name == "font-family"
        for word in isFamily ? (try? value.families()) ?? [] : value.words {
            let key = StyleSheet.placeKey(declaration.name, word)
            if valuePlaces[key] == nil { valuePlaces[key] = declaration.span }
        }
    }

    /// The key in `valuePlaces` of a word of a property's value.
    package static func placeKey(_ property: String, _ word: String) -> String {
        "\(property): \(word)"
    }

    /// Reports families that the catalogue does not have.
    private mutating func checkFamilies(
        _ declaration: StyleReader.Declaration, _ value: StyleValue, _ source: SourceText
    ) {
        guard let families else { return }
        for part in value.text.split(separator: ",") where !families.contains(part.trimmed) {
            let name = part.trimmed
            unknownFamilies.insert(name)
            report(
                "F403", declaration.span, source, "there is no font family “\(name)”",
                cure: nearest(to: name, among: families).map { "did you mean “\($0)”?" }
                    ?? "there are: \(families.joined(separator: ", "))")
        }
    }

    private mutating func report(
        _ error: DeclarationError, _ declaration: StyleReader.Declaration, _ value: StyleValue,
        source: SourceText
    ) {
        switch error {
        case .property(let near):
            report(
                "F302", declaration.span, source, "there is no property “\(declaration.name)”",
                cure: near.map { "did you mean “\($0)”?" }
                    ?? "docs/templates.md lists all properties")
        case .refused(let cure):
            report(
                "F302", declaration.span, source, "“\(declaration.name)” is not printed",
                cure: cure)
        case .value(let expected):
            report(
                "F303", declaration.span, source,
                "“\(value.text)” is no value of \(declaration.name)",
                cure: "it takes \(expected)")
        }
    }

    /// A colour written in an attribute, `var(--name)` included.
    package mutating func color(_ text: String) -> Color? {
        var words = [text]
        if text.hasPrefix("var("), text.hasSuffix(")") {
            let name = String(text.dropFirst(4).dropLast()).trimmed
            usedVariables.insert(name)
            if brokenVariables.contains(name) { return .black }
            words = variables[name] ?? []
        }
        return try? StyleValue(words: words).color()
    }
}

extension StringProtocol {
    /// Without white space at both ends.
    package var trimmed: String {
        let head = drop { $0.isWhitespace }
        guard let last = head.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(head[...last])
    }
}

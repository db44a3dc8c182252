/// What may stand in what.
extension ElementSpec {
    /// Elements that stand among words.
    package static let inlineElements = [
        "span", "a", "br", "footnote", "each", "if", "else", "switch", "let", "include",
    ]

    /// Elements that stand only where another one names them, not in the flow.
    package static let flowStrangers: Set<String> = [
        "background", "header", "footer", "li", "col", "thead", "tbody", "tfoot", "tr", "td", "th",
        "carry", "brought-forward", "series", "template", "part", "span", "br", "footnote", "case",
        "default",
    ]

    /// Elements that stand at the head of a template only.
    package static let setUpElements = ["style", "extra", "page", "watermark"]

    /// Whether an element may have a child, both by name; what is not known may.
    package static func mayHold(_ name: String, _ child: String) -> Bool {
        guard let spec = vocabularyByName[name], vocabularyByName[child] != nil else { return true }
        switch spec.content {
        case .inline: return inlineElements.contains(child)
        case .only(let names): return names.contains(child)
        // Text is put into a paragraph of its own.
        case .flow:
            return ["span", "a", "br", "footnote"].contains(child) || !flowStrangers.contains(child)
        case .transparent: return true
        case .empty, .raw: return false
        }
    }

    /// Where an element may stand, in words.
    package static func place(of name: String) -> String {
        if setUpElements.contains(name) { return "it stands in <template>" }
        let parents = vocabulary.filter { spec in
            switch spec.content {
            case .inline: return inlineElements.contains(name)
            case .only(let names): return names.contains(name)
            default: return false
            }
        }
        let names = parents.map { "<\($0.name)>" }.joined(separator: ", ")
        return names.isEmpty ? "it is the outermost element of a file" : "it stands in \(names)"
    }
}

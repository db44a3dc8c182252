import Primitives

/// The reference as text: for `docs/errors.md` and `fatura lint --explain`.
extension ErrorReference {
    /// The section of one code, for a terminal.
    public var section: String { section { $0 } }

    /// The section of one code; `prose` makes what is not an example fit its medium.
    private func section(prose: (String) -> String) -> String {
        var text = "### \(code) \(title)\n\n\(prose(meaning))\n"
        switch example {
        case .body(let wrong, let right), .style(let wrong, let right):
            text += "\n    \(wrong)\n"
            if right != wrong { text += "\nis right as\n\n    \(right)\n" }
        case .file(let name, let wrong, let right, let body, let rightBody):
            text += "\n    \(name): \(wrong)\n"
            if wrong != right { text += "\nis right as\n\n    \(name): \(right)\n" }
            if let rightBody { text += "\nwith\n\n    \(rightBody)\n" }
            if rightBody == nil, body.contains("t=") { text += "\nwith\n\n    \(body)\n" }
        case .none: break
        }
        return text + "\n\(prose(cure))\n"
    }

    /// The whole of `docs/errors.md`.
    public static func document() -> String {
        var text = """
            # Errors

            Written by the test suite from the tables in `Sources/Workbench/ErrorReference.swift` and
            `Sources/Primitives/FindingRule.swift`. `fatura lint --explain F104` prints one section.

            What is wrong with a pack is a diagnostic: all of them are told in one pass, in source order, each with
            its place, code and cure. Codes never change their meaning.

                templates/telecom/template.xml:12:9: error: there is no “totl” here [F203]
                    <p>{{totl}}</p>
                         ^
                    did you mean “total”?

            What is wrong with a record or its document is a finding, named by its rule: see [Findings](#findings).

            """
        let chapters: [(title: String, prefix: String)] = [
            ("Markup and vocabulary", "F1"), ("Expressions and strings", "F2"), ("Styles", "F3"),
            ("Files of the pack", "F4"), ("Fonts", "F5"), ("Engine", "F6"),
            ("Runs", "F7"),
            ("Advice of `fatura lint`", "F8"),
            ("Deliveries", "F9"),
        ]
        for chapter in chapters {
            text += "\n## \(chapter.title)\n"
            for entry in all where entry.code.hasPrefix(chapter.prefix) {
                text += "\n" + entry.section(prose: markdown)
            }
        }
        return text + findings
    }

    /// Prose in which no character is markup.
    private static func markdown(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
    }

    private static var findings: String {
        var text = """

            ## Findings

            `reject` and `hold` keep a document back, `warn` does not. A pack's `rules.json` weighs rules otherwise, or turns
            them `off`; those that leave no document are always `reject`:

                { "grades": { "layout.overflow": "reject", "layout.word": "off" } }

            | rule | weighs | can be graded | what it says | what mends it |
            |---|---|---|---|---|

            """
        for rule in FindingRule.all {
            text +=
                "| `\(rule.id)` | \(rule.severity.rawValue) | \(rule.isFixed ? "no" : "yes") "
                + "| \(rule.meaning). | \(rule.cure). |\n"
        }
        return text
    }
}

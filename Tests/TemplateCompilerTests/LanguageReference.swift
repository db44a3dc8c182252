import Expressions
@testable import StyleSheets
@testable import Vocabulary

@testable import TemplateCompiler

/// The tables of `docs/templates.md`, made of those the compiler works with.
enum LanguageReference {
    /// The tables by the name of their markers.
    static let tables: [(name: String, text: String)] = [
        ("elements", elements()), ("common", attributes(of: ElementSpec.common)),
        ("attributes", attributes()), ("properties", properties()),
        ("functions", functions()), ("filters", filters()),
    ]

    private static func table(_ head: [String], _ rows: [[String]]) -> String {
        let line = { (cells: [String]) in "| " + cells.joined(separator: " | ") + " |\n" }
        return line(head) + "|" + String(repeating: "---|", count: head.count) + "\n"
            + rows.map(line).joined()
    }

    /// Text inside of a cell.
    private static func cell(_ text: String) -> String {
        text.replacing("|", with: "\\|").replacing("<", with: "&lt;")
    }

    private static func elements() -> String {
        table(
            ["element", "holds", "takes", ""],
            vocabulary.map { spec in
                let holds =
                    switch spec.content {
                    case .flow: "boxes or text"
                    case .inline: "text"
                    case .only(let names): names.map { "`\($0)`" }.joined(separator: " ")
                    case .empty: ""
                    case .transparent: "what its parent holds"
                    case .raw: "rules"
                    }
                let common = ElementSpec.common.map(\.name).filter { name in
                    spec.allAttributes.contains { $0.name == name }
                }
                let takes = common.map { "`\($0)`" }.joined(separator: " ")
                return ["`<\(spec.name)>`", holds, takes, cell(spec.summary)]
            })
    }

    private static func attributes(of list: [AttributeSpec]) -> String {
        table(["attribute", "type", ""], list.map { row($0) })
    }

    private static func row(_ attribute: AttributeSpec) -> [String] {
        let name = attribute.isRequired ? "**`\(attribute.name)`**" : "`\(attribute.name)`"
        return [name, cell(attribute.value.name), cell(attribute.summary)]
    }

    private static func attributes() -> String {
        table(
            ["element", "attribute", "type", ""],
            vocabulary.flatMap { spec in
                let own = spec.allAttributes.filter { attribute in
                    !ElementSpec.common.contains { $0.name == attribute.name }
                }
                return own.map { ["`<\(spec.name)>`"] + row($0) }
            })
    }

    private static func properties() -> String {
        table(
            ["property", "values", "inherited", ""],
            StyleProperty.all.map {
                ["`\($0.name)`", cell($0.values), $0.isInherited ? "yes" : "", cell($0.summary)]
            })
    }

    private static func functions() -> String {
        table(
            ["function", "arguments", "gives", ""],
            functionReference.filter { !$0.isFilter }.map {
                ["`\($0.name)`", cell($0.arguments), cell($0.result), cell($0.summary)]
            })
    }

    private static func filters() -> String {
        table(
            ["filter", "arguments", "gives", ""],
            functionReference.filter(\.isFilter).map {
                ["`\($0.name)`", cell($0.arguments), cell($0.result), cell($0.summary)]
            })
    }
}

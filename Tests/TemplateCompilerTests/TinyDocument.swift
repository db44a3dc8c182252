import Foundation
import TestSupport
import Vocabulary

@testable import TemplateCompiler

/// The smallest template that has an element, with attributes of choice.
enum TinyDocument {
    struct Case {
        let text: String
        let isRight: Bool
    }

    /// A picture of one pixel and more.
    static let picture: [UInt8] = {
        let logo = repositoryFolder.appendingPathComponent("templates/telecom/assets/logo.png")
        return (try? Data(contentsOf: logo)).map { [UInt8]($0) } ?? []
    }()

    /// An element with each attribute right, with each wrong, without each that it needs.
    static func cases(of spec: ElementSpec) -> [Case] {
        var cases = [
            Case(text: text(spec.name, ""), isRight: true),
            Case(text: text(spec.name, "zzz=\"x\""), isRight: false),
        ]
        for attribute in spec.allAttributes {
            cases.append(
                Case(text: text(spec.name, written(attribute, of: spec.name)), isRight: true))
            if let wrong = wrong(attribute.value) {
                let text = text(spec.name, "\(attribute.name)=\"\(wrong)\"")
                cases.append(Case(text: text, isRight: false))
            }
            if attribute.isRequired {
                let text = text(spec.name, "", without: attribute.name)
                cases.append(Case(text: text, isRight: false))
            }
        }
        return cases
    }

    /// A template with an element; `attributes` replace those it needs.
    static func text(_ name: String, _ attributes: String, without: String = "") -> String {
        let needed = (vocabularyByName[name]?.attributes ?? []).filter { attribute in
            let isGiven = " \(attributes)".contains(" \(attribute.name)=")
            return (attribute.isRequired || isNeeded(attribute.name, of: name, with: attributes))
                && attribute.name != without && !isGiven
        }
        let all = (needed.map { written($0, of: name) } + [attributes]).joined(separator: " ")
        let style = "<style>template { font-family: Roboto } .c { color: black }</style>"
        if name == "template" { return "<template \(all)>\(style)</template>" }
        let element =
            name == "style"
            ? "<style \(all)></style>" : "<\(name) \(all)>\(content(of: name))</\(name)>"
        return
            "<template languages=\"pt-BR\" title=\"T\">\(style)\(placed(element, name))</template>"
    }

    /// Attributes that a tiny element needs though the vocabulary does not say so.
    private static func isNeeded(_ attribute: String, of name: String, with given: String) -> Bool {
        switch (name, attribute) {
        case ("chart", "value"): true
        case ("chart", "cycle"), ("chart", "until"), ("chart", "cycles"):
            !given.contains("label=")
        case ("qr", "value"): !given.contains("payment=")
        case ("payment", "scheme"): true
        default: false
        }
    }

    /// What a tiny element holds.
    private static func content(of name: String) -> String {
        switch name {
        case "table": "<col/>"
        case "tr", "carry", "brought-forward": "<td/>"
        case "switch": "<case is=\"total\"><p/></case>"
        case "thead", "tbody", "tfoot": "<tr><td/></tr>"
        default: ""
        }
    }

    /// An element where it may stand.
    private static func placed(_ element: String, _ name: String) -> String {
        switch name {
        case "else": return "<if test=\"total\"/>\(element)"
        case "td", "th": return "<table><col/><tr>\(element)</tr></table>"
        case "col": return "<table>\(element)</table>"
        case "carry", "brought-forward":
            return "<table><col/><tr sum=\"total\"><td/></tr>\(element)</table>"
        case "tr", "thead", "tbody", "tfoot": return "<table><col/>\(element)</table>"
        case "case": return "<switch value=\"total\">\(element)</switch>"
        case "default":
            return "<switch value=\"total\"><case is=\"total\"><p/></case>\(element)</switch>"
        case "series":
            let chart = text("chart", "").split(separator: "<chart").last.map(String.init) ?? ""
            let other = "<series name=\"o\" value=\"h.total\"/>"
            return "<chart\(chart.prefix { $0 != ">" })>\(element)\(other)</chart>"
                .replacing(" value=\"h.total\"", with: "", maxReplacements: 1)
        default: break
        }
        if ElementSpec.setUpElements.contains(name) { return element }
        if !ElementSpec.flowStrangers.contains(name) { return element }
        if ElementSpec.inlineElements.contains(name) { return "<p>\(element)</p>" }
        let parent = vocabulary.first {
            if case .only(let names) = $0.content { names.contains(name) } else { false }
        }
        return parent.map { "<\($0.name)>\(element)</\($0.name)>" } ?? element
    }

    /// An attribute with a value that it takes.
    private static func written(_ attribute: AttributeSpec, of name: String) -> String {
        let values: [String: String] = [
            "each.in": "lines", "each.as": "line", "chart.each": "history", "chart.as": "h",
            "chart.value": "h.total", "chart.cycle": "h.cycle", "chart.until": "cycle",
            "chart.cycles": "12", "chart.average": "total", "chart.height": "30mm",
            "chart.highlight": "1 == 1", "chart.compare": "h.total", "chart.kind": "line",
            "a.href": "https://example.com",
            "series.value": "h.total", "img.src": "logo.png", "include.src": "part.xml",
            "extra.path": "extra.x", "extra.type": "string", "extra.example": "x",
            "page.margin": "10mm", "barcode.kind": "code128", "qr.payment": "first(payments)",
            "qr.size": "20mm",
            "payment.of": "first(payments)", "payment.size": "30mm",
            "case.is": "total",
        ]
        let value = values["\(name).\(attribute.name)"] ?? right(attribute.value)
        let written = "\(attribute.name)=\"\(value)\""
        switch attribute.name {
        case "count": return "t=\"k\" count=\"2\""
        case "compare", "compare-text": return "compare=\"h.total\" compare-text=\"x\""
        case "label", "other", "center", "colors":
            let rest = attribute.name == "label" || attribute.name == "other" ? "" : written
            return "kind=\"donut\" label=\"x\" other=\"x\" \(rest)"
        default: return written
        }
    }

    private static func right(_ value: AttributeSpec.Value) -> String {
        switch value {
        case .text, .name: "x"
        case .expression, .expressions: "total"
        case .identifier: "n1"
        case .path: "extra.x"
        case .fieldKind: "string"
        case .key: "k"
        case .file: "part.xml"
        case .languages: "pt-BR"
        case .classes: "c"
        case .channels: "pdf"
        case .schemes: "pix"
        case .length: "4mm"
        case .edges: "4mm 5mm"
        case .track: "10mm"
        case .paper: "A4"
        case .color: "#123456"
        case .colors: "#123456 #abc"
        case .integer: "1"
        case .choice(let words): words[0]
        }
    }

    /// A value that is wrong for its form alone; nil where any text may be right.
    private static func wrong(_ value: AttributeSpec.Value) -> String? {
        switch value {
        case .identifier: "1a"
        case .fieldKind: "colour"
        case .channels: "web"
        case .schemes: "cash"
        case .length: "4"
        case .edges: "1mm wide"
        case .track: "wide"
        case .paper: "A3"
        case .color, .colors: "reddish"
        case .integer: "many"
        case .choice: "zzz"
        case .languages: ""
        default: nil
        }
    }
}

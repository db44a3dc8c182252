import Expansion
import Foundation
import PaymentBlocks
import Vocabulary

@testable import TemplateCompiler

/// The vocabulary as a RELAX NG grammar, for editors: `docs/template.rng`.
///
/// RELAX NG (ISO/IEC 19757-2) in XML syntax, values by XML Schema datatypes. `each`, `if`, `switch` and the
/// like hold what their parent holds, so that they have a pattern for each kind of content.
struct EditorSchema {
    /// What elements hold: a kind of content that control elements take over.
    private enum Content: Hashable {
        case flow, inline
        case of(String)

        var name: String {
            switch self {
            case .flow: "flow"
            case .inline: "inline"
            case .of(let element): element
            }
        }
    }

    private var definitions: [(name: String, body: String)] = []
    private var known: Set<String> = []

    /// The whole grammar.
    static func grammar() -> String {
        var schema = EditorSchema()
        schema.define("template") { schema in
            let names = schema.boxes + ElementSpec.setUpElements.sorted()
            return schema.element("template", schema.choices(names, .flow))
        }
        schema.define("part") { schema in
            let contents: [Content] = [.flow, .inline, .of("table"), .of("tr"), .of("ul")]
            let parts = contents.map { schema.content($0) }.joined()
            return schema.element("part", "<choice>\(parts)</choice>")
        }
        let bodies = schema.definitions.sorted { $0.name < $1.name }.map {
            "<define name=\"\($0.name)\">\($0.body)</define>\n"
        }
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <!-- Elements and attributes of template.xml and parts/*.xml. Written by the test suite from the
                 vocabulary in Sources/Vocabulary; the compiler says more than this can. -->
            <grammar xmlns="http://relaxng.org/ns/structure/1.0"
                     datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
            <start><choice><ref name="template"/><ref name="part"/></choice></start>
            \(bodies.joined())</grammar>

            """
    }

    /// Elements of the flow: all that are not named by others only.
    private var boxes: [String] {
        let apart = ElementSpec.flowStrangers.union(ElementSpec.setUpElements)
        return vocabulary.map(\.name).filter { !apart.contains($0) }
    }

    private mutating func define(_ name: String, _ body: (inout EditorSchema) -> String) {
        guard known.insert(name).inserted else { return }
        let text = body(&self)
        definitions.append((name, text))
    }

    /// The name of an element's pattern where it stands in some content.
    private mutating func reference(_ name: String, _ content: Content) -> String {
        guard let spec = vocabularyByName[name] else { return "<notAllowed/>" }
        let isControl = isControl(spec)
        let pattern = isControl ? "\(name)-in-\(content.name)" : name
        define(pattern) { schema in
            schema.element(name, schema.body(of: spec, isControl ? content : nil))
        }
        return "<ref name=\"\(pattern)\"/>"
    }

    /// Whether an element holds what its parent holds, or elements that do.
    private func isControl(_ spec: ElementSpec) -> Bool {
        switch spec.content {
        case .transparent: return true
        case .only(let names):
            return names.allSatisfy {
                if case .transparent? = vocabularyByName[$0]?.content { true } else { false }
            }
        default: return false
        }
    }

    /// What an element holds; `outer` is the content that a control element stands in.
    private mutating func body(of spec: ElementSpec, _ outer: Content?) -> String {
        switch spec.content {
        case .flow where spec.name == "li":
            let lists = choices(["ul", "ol"], .flow)
            return "<choice>\(content(.flow))<group>\(content(.inline))\(lists)</group></choice>"
        case .flow: return content(.flow)
        case .inline: return content(.inline)
        case .only(let names):
            return outer.map { choices(names, $0) } ?? content(.of(spec.name))
        case .transparent: return outer.map { content($0) } ?? "<empty/>"
        case .empty: return "<empty/>"
        case .raw: return "<text/>"
        }
    }

    /// A reference to a kind of content.
    private mutating func content(_ content: Content) -> String {
        let name = "content-of-\(content.name)"
        define(name) { schema in
            switch content {
            case .flow:
                let boxes = schema.choices(schema.boxes, .flow)
                let text = schema.content(.inline)
                return "<choice>\(boxes)\(text)</choice>"
            case .inline:
                return "<mixed>\(schema.choices(ElementSpec.inlineElements, .inline))</mixed>"
            case .of(let name):
                guard case .only(let names)? = vocabularyByName[name]?.content else { return "" }
                return schema.choices(names, content)
            }
        }
        return "<ref name=\"\(name)\"/>"
    }

    /// Any number of elements, in any order; each `else` stands behind an `if`.
    private mutating func choices(_ names: [String], _ content: Content) -> String {
        var parts: [String] = []
        for name in names where name != "else" {
            let one = reference(name, content)
            guard name == "if", names.contains("else") else {
                parts.append(one)
                continue
            }
            let other = reference("else", content)
            parts.append("<group>\(one)<zeroOrMore>\(other)</zeroOrMore></group>")
        }
        return "<zeroOrMore><choice>\(parts.joined())</choice></zeroOrMore>"
    }

    // MARK: Attributes

    private func element(_ name: String, _ body: String) -> String {
        let attributes = (vocabularyByName[name]?.allAttributes ?? []).map { attribute in
            let value = EditorSchema.value(attribute.value)
            let pattern = "<attribute name=\"\(attribute.name)\">\(value)</attribute>"
            return attribute.isRequired ? pattern : "<optional>\(pattern)</optional>"
        }
        return "<element name=\"\(name)\">\(attributes.joined())\(body)</element>"
    }

    private static let number = #"([0-9]+(\.[0-9]*)?|\.[0-9]+)"#
    private static let length = number + "(pt|mm|cm|in|px|em)|0(\\.0*)?"
    private static let color =
        "#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})|black|white|none|transparent|var\\(.*\\)"

    private static func value(_ value: AttributeSpec.Value) -> String {
        switch value {
        case .choice(let words):
            return "<choice>" + words.map { "<value>\($0)</value>" }.joined() + "</choice>"
        case .channels:
            let names = Channel.allCases.map { "<value>\($0.name)</value>" }.joined()
            return "<list><oneOrMore><choice>\(names)</choice></oneOrMore></list>"
        case .schemes:
            let names = PaymentBlock.schemes.map { "<value>\($0)</value>" }.joined()
            return "<list><oneOrMore><choice>\(names)</choice></oneOrMore></list>"
        case .identifier: return pattern("[A-Za-z][A-Za-z0-9]*")
        case .fieldKind:
            return pattern("(string|money|decimal|integer|bool|date|time|cycle)(\\[\\])?")
        case .length: return pattern(length)
        case .edges: return pattern("(\(length))([ \\n\\t]+(\(length))){0,3}")
        case .track: return pattern("auto|\(number)(fr|%)|\(length)")
        case .paper: return pattern("A4|A5|Letter|Legal|(\(length))[ ]+(\(length))")
        case .color: return pattern(color)
        case .colors: return pattern("(\(color))([ ]+(\(color)))*")
        case .integer: return pattern("-?[0-9]+")
        case .languages: return pattern(".*[^ ].*")
        default: return "<text/>"
        }
    }

    private static func pattern(_ pattern: String) -> String {
        "<data type=\"string\"><param name=\"pattern\">\(pattern)</param></data>"
    }
}

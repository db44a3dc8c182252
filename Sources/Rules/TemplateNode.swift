import Expressions
import Markup
import Packs
import Primitives

/// A template as those see it who ask what it surely shows: values, and what decides about them.
indirect enum TemplateNode {
    /// The value of an expression; its file, and its place where it stands in no template but in a string.
    case value(Syntax, file: Int, place: Span?)
    /// Texts of which one is shown, as a string has one in each language.
    case variants([[TemplateNode]])
    /// `if` and its `else`s, in order.
    case choice([TemplateBranch])
    /// `switch`: its value, and the values of each case; nil for the default.
    case cases(Syntax?, [(values: [Syntax]?, branch: TemplateBranch)])
    /// `each`: its list, the name of its elements, what it repeats.
    case loop(Syntax?, name: String, TemplateBranch)
    /// `let`, for what follows it.
    case binding(String, Syntax)
    /// What is made for some channels only, as bits.
    case channels(UInt64, TemplateBranch)
    /// What nobody sees.
    case unseen(TemplateBranch)
    /// What holds others, in order.
    case group([TemplateNode])
}

/// A part of a template, and the tag or the part of an expression that decides whether it is made.
struct TemplateBranch {
    /// The condition; nil where there is none, or it cannot be read.
    var test: Syntax?
    var nodes: [TemplateNode]
    /// The element's name, or the operator or filter, and where it stands.
    var name: String
    var file: Int
    var span: Span
    var isExpression = false
    /// Why nobody sees it, as the sentence ends.
    var reason = ""

    /// What it is called in messages.
    var title: String { isExpression ? "“\(name)”" : "<\(name)>" }
}

/// Reads a template and the parts it includes into nodes; what is wrong with them is told elsewhere.
struct TemplateReader {
    /// The template, then the parts.
    private(set) var files: [SourceText]
    private let pack: Pack
    private let channels: [String]
    /// For each language, the texts of each string: one, or one for each plural form.
    private let strings: [[String: [ExpressionText]]]
    private var file = 0
    private var openFiles: [String] = []
    private var included = 0
    private let unseen: [UnseenText]
    /// The element whose text is read, where nobody sees that.
    private var hider: TemplateBranch?
    private var openStrings: Set<String> = []
    /// The place that asks for the string that is read.
    private var stringPlace: Span?

    /// Most parts that are read; a template with more does not compile.
    private static let mostIncludes = 1000

    init(
        _ pack: Pack, _ source: SourceText, strings: [[String: [ExpressionText]]],
        channels: [String], unseen: [UnseenText] = []
    ) {
        self.pack = pack
        self.unseen = unseen
        self.strings = strings
        self.channels = channels
        files = [source]
    }

    /// The nodes of a template's outermost element.
    mutating func read(_ root: Element) -> [TemplateNode] {
        var nodes: [TemplateNode] = []
        for page in root.elements where page.name == "page" {
            // What stands on every first page of a document that has pages.
            guard ["first", nil].contains(page.attribute("on")?.string) else { continue }
            let bits = channels.firstIndex(of: "pdf").map { UInt64(1) << UInt64($0) } ?? 0
            nodes.append(.channels(bits, branch(page)))
        }
        return nodes + children(of: root)
    }

    private static let skipped: Set<String> = [
        "style", "extra", "page", "watermark", "col", "chart", "carry", "brought-forward", "case",
        "default", "else",
    ]

    private mutating func children(of element: Element) -> [TemplateNode] {
        var nodes: [TemplateNode] = []
        var index = 0
        while index < element.children.count {
            let child = element.children[index]
            index += 1
            switch child {
            case .text(let text): nodes += seen(values(text))
            case .element(let child) where child.name == "if":
                var branches = [branch(child)]
                index = readElses(of: child, element.children, from: index, &branches)
                nodes.append(.choice(branches))
            case .element(let child): nodes += read(child: child)
            }
        }
        return nodes
    }

    /// Appends the `else`s behind an `if`; returns the index behind them.
    private mutating func readElses(
        of first: Element, _ children: [MarkupNode], from start: Int,
        _ branches: inout [TemplateBranch]
    ) -> Int {
        var next = start
        while true {
            var follower = next
            while follower < children.count, children[follower].isBlank { follower += 1 }
            guard follower < children.count, case .element(let other) = children[follower],
                other.name == "else"
            else { return next }
            branches.append(branch(other))
            next = follower + 1
        }
    }

    private mutating func read(child: Element) -> [TemplateNode] {
        guard !TemplateReader.skipped.contains(child.name) else { return [] }
        let node: [TemplateNode]
        switch child.name {
        case "let": node = binding(child)
        case "each":
            let list = child.attribute("in").flatMap { try? Syntax($0.value) }
            let name = child.attribute("as")?.string ?? ""
            node = [.loop(list, name: name, branch(child, isBare: true))]
        case "switch": node = [cases(child)]
        case "include": node = include(child)
        default: node = content(of: child)
        }
        guard let bits = bits(of: child) else { return node }
        var only = TemplateBranch(
            nodes: node, name: child.name, file: file, span: child.span)
        for name in ["only", "except"] {
            guard let attribute = child.attribute(name) else { continue }
            (only.name, only.span) = ("\(child.name) \(name)", attribute.nameSpan)
        }
        return [.channels(bits, only)]
    }

    /// The element as something that may be left out.
    private mutating func branch(_ element: Element, isBare: Bool = false) -> TemplateBranch {
        let test = element.attribute("test").flatMap { try? Syntax($0.value) }
        var nodes = children(of: element)
        if !isBare, let bits = bits(of: element) {
            let inner = TemplateBranch(
                nodes: nodes, name: element.name, file: file, span: element.span)
            nodes = [.channels(bits, inner)]
        }
        return TemplateBranch(
            test: test, nodes: nodes, name: element.name, file: file, span: element.span)
    }

    /// The channels that an element is made for; nil for all.
    private func bits(of element: Element) -> UInt64? {
        var bits: UInt64?
        for (name, keeps) in [("only", true), ("except", false)] {
            guard let attribute = element.attribute(name) else { continue }
            var named: UInt64 = 0
            for word in attribute.string.split(separator: " ") {
                guard let index = channels.firstIndex(of: String(word)) else { continue }
                named |= 1 << UInt64(index)
            }
            bits = (bits ?? .max) & (keeps ? named : ~named)
        }
        return bits
    }

    private func binding(_ element: Element) -> [TemplateNode] {
        guard let name = element.attribute("name"), let value = element.attribute("value"),
            let syntax = try? Syntax(value.value)
        else { return [] }
        return [.binding(name.string, syntax)]
    }

    private mutating func cases(_ element: Element) -> TemplateNode {
        let subject = element.attribute("value").flatMap { try? Syntax($0.value) }
        var branches: [(values: [Syntax]?, branch: TemplateBranch)] = []
        for child in element.elements where ["case", "default"].contains(child.name) {
            let values = child.attribute("is").flatMap { try? Syntax.list($0.value) }
            branches.append((child.name == "default" ? nil : values ?? [], branch(child)))
        }
        return .cases(subject, branches)
    }

    private mutating func include(_ element: Element) -> [TemplateNode] {
        included += 1
        guard included <= TemplateReader.mostIncludes, let src = element.attribute("src"),
            let source = pack.source(src.string), !openFiles.contains(source.file)
        else { return [] }
        openFiles.append(source.file)
        let outer = file
        defer {
            openFiles.removeLast()
            file = outer
        }
        var scanner = MarkupScanner(source)
        guard let part = scanner.scan() else { return [] }
        files.append(source)
        file = files.count - 1
        return [.group(children(of: part))]
    }

    // MARK: Texts

    private mutating func content(of element: Element) -> [TemplateNode] {
        let outer = hider
        defer { hider = outer }
        hider = unseen.first { $0.file == files[file].file && $0.span == element.span }.map {
            branch(of: element, $0.reason)
        }
        var nodes = children(of: element)
        if let key = element.attribute("t") {
            nodes += seen([string(key.string, key.nameSpan)])
        }
        guard element.attribute("role")?.string == "artifact" else { return [.group(nodes)] }
        var artifact = branch(of: element, "an artifact is for no reader")
        artifact.nodes = nodes
        return [.unseen(artifact)]
    }

    private func branch(of element: Element, _ reason: String) -> TemplateBranch {
        TemplateBranch(
            nodes: [], name: element.name, file: file, span: element.span, reason: reason)
    }

    /// The text of the element that is read, with what keeps it from being seen.
    private func seen(_ nodes: [TemplateNode]) -> [TemplateNode] {
        guard var branch = hider, !nodes.isEmpty else { return nodes }
        branch.nodes = nodes
        return [.unseen(branch)]
    }

    private mutating func values(_ text: ExpressionText) -> [TemplateNode] {
        guard let parts = try? splitText(text) else { return [] }
        var nodes: [TemplateNode] = []
        for case .expression(let part) in parts {
            guard let syntax = try? Syntax(part) else { continue }
            if case .call("t", let arguments, isFilter: false, _) = syntax,
                case .text(let key, _)? = arguments.first
            {
                nodes.append(string(String(decoding: key, as: UTF8.self), syntax.span))
            } else {
                nodes.append(.value(syntax, file: file, place: stringPlace))
            }
        }
        return nodes
    }

    /// A string's texts, of which one is shown.
    private mutating func string(_ key: String, _ place: Span) -> TemplateNode {
        guard openStrings.insert(key).inserted else { return .group([]) }
        let outer = stringPlace
        stringPlace = outer ?? place
        defer {
            openStrings.remove(key)
            stringPlace = outer
        }
        let texts = strings.flatMap { $0[key] ?? [] }
        return .variants(texts.map { values($0) })
    }
}

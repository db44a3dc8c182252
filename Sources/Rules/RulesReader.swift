import Expressions
import Primitives

/// Reads what `rules.json` says beside grades: thresholds, and rules of the pack's own.
///
/// `{"thresholds": {"totalRatio": 1.5}, "rules": [{"id": …, "when": …, "message": …, "severity": …}]}`.
struct RulesReader {
    private(set) var file: PackFile
    private(set) var thresholds = RuleThresholds()
    private(set) var rules: [OwnRule] = []
    private let builder: ProgramBuilder
    /// Sources of the strings, by their numbers from 1.
    private let strings: [SourceText]

    init(_ source: SourceText, builder: ProgramBuilder, strings: [SourceText]) {
        file = PackFile(source)
        self.builder = builder
        self.strings = strings
    }

    /// The shape of a rule of the pack's own.
    static let shape =
        #"write { "id": "own.rule", "when": "total < 0", "message": "the total is {{total}}" }"#

    mutating func read() {
        // That the file is JSON, and what else it may hold, is told where its grades are read.
        guard let root = try? JSONNode(file.source, code: "F406"),
            case .object(let members) = root.value
        else { return }
        for member in members {
            switch member.name {
            case "thresholds": readThresholds(member.value)
            case "rules": readRules(member.value)
            default: break
            }
        }
    }

    // MARK: Thresholds

    private mutating func readThresholds(_ node: JSONNode) {
        let cure = #"write { "totalRatio": 1.5 }"#
        guard let members = file.object(node, "thresholds", "F411", cure: cure) else { return }
        let season = "usageSeason"
        let known = RuleThreshold.allCases.map(\.name) + [season]
        let values = file.named(members, known, "thresholds", "F411")
        for threshold in RuleThreshold.allCases {
            guard let node = values[threshold.name] else { continue }
            read(threshold, node)
        }
        if let node = values[season] { readSeason(node) }
    }

    private mutating func readSeason(_ node: JSONNode) {
        var percent: [Double] = []
        if case .array(let elements) = node.value {
            for element in elements {
                if case .number(let text) = element.value, let value = Double(text) {
                    percent.append(value)
                }
            }
            if percent.count == elements.count, let season = Season(percent: percent) {
                thresholds.usageSeason = season
                return
            }
        }
        file.report(
            "F411", node.span, "thresholds.usageSeason is no year",
            cure:
                "write [ … ] around twelve numbers from 10 to 1000, percent of a usual month, from January"
        )
    }

    private mutating func read(_ threshold: RuleThreshold, _ node: JSONNode) {
        let bounds = threshold.bounds
        if case .number(let text) = node.value, let value = Double(text), value >= bounds.least,
            value <= bounds.most, !threshold.isWhole || value == value.rounded()
        {
            thresholds[threshold] = value
            return
        }
        func shown(_ value: Double) -> String {
            value == value.rounded() ? String(Int(value)) : String(value)
        }
        file.report(
            "F411", node.span,
            "\(file.source.string(node.span)) is no value of thresholds.\(threshold.name)",
            cure:
                "it takes a \(threshold.isWhole ? "whole " : "")number from \(shown(bounds.least)) to "
                + shown(bounds.most))
    }

    // MARK: Rules

    private mutating func readRules(_ node: JSONNode) {
        let elements = file.array(
            node, "rules", "F412", cure: "write [ … ] around \(RulesReader.shape.dropFirst(6))")
        var known = Set(FindingRule.all.map(\.id))
        for (index, element) in elements.enumerated() {
            readRule(element, "rules[\(index)]", &known)
        }
    }

    private mutating func readRule(_ node: JSONNode, _ path: String, _ known: inout Set<String>) {
        guard let members = file.object(node, path, "F412", cure: RulesReader.shape) else { return }
        let names = ["id", "when", "message", "severity", "cure", "path"]
        let values = file.named(members, names, path, "F412")
        let id = readIdentifier(values["id"], "\(path).id", node, &known)
        let severity = readSeverity(values["severity"], "\(path).severity")
        let when = compile(values["when"], "\(path).when", of: node) {
            builder, text throws(ExpressionError) in
            try builder.compile(text, scope: Scope()).code
        }
        let message = compile(values["message"], "\(path).message", of: node) {
            builder, text throws(ExpressionError) in
            try builder.compileText(text, scope: Scope()).code
        }
        let cure = values["cure"].flatMap { file.text($0, "\(path).cure", of: node, "F412") }
        let place = values["path"].flatMap { file.text($0, "\(path).path", of: node, "F412") }
        if let place, let node = values["path"] { checkPath(place, "\(path).path", node) }
        guard let id, let severity, let when, let message else { return }
        rules.append(
            OwnRule(
                id: id, severity: severity, path: place ?? "", cure: cure ?? "", when: when,
                message: message))
    }

    private mutating func readIdentifier(
        _ node: JSONNode?, _ path: String, _ owner: JSONNode, _ known: inout Set<String>
    ) -> String? {
        guard let id = file.text(node, path, of: owner, "F412"), let node else { return nil }
        let isPlain = id.utf8.allSatisfy {
            ($0 | 32) &- 97 < 26 || $0 &- 48 < 10 || $0 == 46 || $0 == 45
        }
        guard isPlain, known.insert(id).inserted else {
            file.report(
                "F412", node.span,
                isPlain ? "there is a rule “\(id)” already" : "“\(id)” is no name of a rule",
                cure: "write letters, digits, points and hyphens, such as “own.\(known.count)”")
            return nil
        }
        return id
    }

    /// The severity; `hold` where none is given.
    private mutating func readSeverity(_ node: JSONNode?, _ path: String) -> Severity? {
        guard let node else { return .hold }
        if case .string(let word) = node.value, let severity = Severity(rawValue: word) {
            return severity
        }
        file.report(
            "F408", node.span, "\(file.source.string(node.span)) is no grade of \(path)",
            cure: "it takes warn, hold, reject")
        return nil
    }

    /// Whether the record has the field that findings are to name.
    private mutating func checkPath(_ place: String, _ path: String, _ node: JSONNode) {
        // A place among many, lines[0].amount, is one of lines[].amount.
        var steps = ""
        for character in place where !(character.isNumber && steps.last == "[") {
            steps.append(character)
        }
        guard builder.schema.field(at: steps) == nil else { return }
        file.report(
            "F412", node.span, "\(path): the record has no field “\(place)”",
            cure: "fatura fields lists all; write a path such as lines[].amount")
    }

    private mutating func compile(
        _ node: JSONNode?, _ path: String, of owner: JSONNode,
        _ make: (ProgramBuilder, ExpressionText) throws(ExpressionError) -> ExpressionCode
    ) -> ExpressionCode? {
        guard let text = file.text(node, path, of: owner, "F412"), let node else { return nil }
        do throws(ExpressionError) {
            return try make(builder, file.expression(text, at: node.span))
        } catch {
            let number = builder.takeErrorFile()
            let source = number > 0 ? strings[number - 1] : file.source
            file.report(
                Diagnostic(
                    code: error.code.rawValue, source: source, span: error.span,
                    message: "\(path): \(error.message)", cure: error.cure))
            return nil
        }
    }
}

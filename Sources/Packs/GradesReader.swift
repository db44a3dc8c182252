import Primitives

/// Reads `rules.json`: how much the pack wants findings to weigh.
///
/// `{"grades": {"layout.overflow": "reject", "layout.word": "off"}}`. Its thresholds and rules are read where
/// rules are compiled.
struct GradesReader {
    private let source: SourceText
    private(set) var grades = Grades()
    /// What is wrong with the file.
    private(set) var diagnostics: [Diagnostic] = []
    /// Ids of the pack's own rules.
    private var own: [String] = []

    init(_ source: SourceText) { self.source = source }

    mutating func read() {
        let root: JSONNode
        do throws(Diagnostic) {
            root = try JSONNode(source, code: "F406")
        } catch {
            diagnostics.append(error)
            return
        }
        let shape = #"the file is { "grades": { "layout.overflow": "reject" } }"#
        guard case .object(let members) = root.value else {
            report("F406", root.span, "this is \(root.kind), not an object", cure: shape)
            return
        }
        own = members.filter { $0.name == "rules" }.flatMap { GradesReader.identifiers($0.value) }
        for member in members {
            guard GradesReader.members.contains(member.name) else {
                report(
                    "F406", member.nameSpan,
                    "there is nothing called “\(member.name)” here",
                    cure: nearest(to: member.name, among: GradesReader.members).map {
                        "did you mean “\($0)”?"
                    }
                        ?? shape)
                continue
            }
            guard member.name == "grades" else { continue }
            guard case .object(let rules) = member.value.value else {
                report(
                    "F406", member.value.span,
                    "this is \(member.value.kind), not an object", cure: shape)
                continue
            }
            for rule in rules { read(rule) }
        }
    }

    /// What `rules.json` may hold.
    private static let members = ["grades", "thresholds", "rules"]

    /// The ids of rules, as far as they have some; what is wrong with rules is told where they are compiled.
    private static func identifiers(_ rules: JSONNode) -> [String] {
        guard case .array(let elements) = rules.value else { return [] }
        return elements.compactMap { element in
            guard case .object(let members) = element.value,
                case .string(let id)? = members.first(where: { $0.name == "id" })?.value.value
            else { return nil }
            return id
        }
    }

    private mutating func read(_ rule: JSONNode.Member) {
        let known = FindingRule.all.first { $0.id == rule.name }
        guard known != nil || own.contains(rule.name) else {
            let near = nearest(to: rule.name, among: FindingRule.all.map(\.id) + own)
            report(
                "F407", rule.nameSpan, "no finding is called “\(rule.name)”",
                cure: near.map { "did you mean “\($0)”?" } ?? "docs/errors.md lists all findings")
            return
        }
        let words = Grades.Grade.allCases.map(\.rawValue)
        guard case .string(let word) = rule.value.value, let grade = Grades.Grade(rawValue: word)
        else {
            var near: String?
            if case .string(let word) = rule.value.value { near = nearest(to: word, among: words) }
            report(
                "F408", rule.value.span,
                "\(source.string(rule.value.span)) is no grade of “\(rule.name)”",
                cure: near.map { "did you mean “\($0)”?" }
                    ?? "it takes \(words.joined(separator: ", "))")
            return
        }
        guard known?.isFixed != true || grade.rawValue == known?.severity.rawValue else {
            report(
                "F408", rule.value.span,
                known?.severity == .reject
                    ? "“\(rule.name)” is always reject: there is no document to let pass"
                    : "“\(rule.name)” is always warn: it is about the run, and keeps no record back",
                cure: "remove this line")
            return
        }
        guard grades[rule.name] == nil else {
            report(
                "F406", rule.nameSpan, "“\(rule.name)” is graded twice",
                cure: "remove one of them")
            return
        }
        grades.set(grade, for: rule.name)
    }

    private mutating func report(_ code: String, _ span: Span, _ message: String, cure: String) {
        diagnostics.append(
            Diagnostic(code: code, source: source, span: span, message: message, cure: cure))
    }
}

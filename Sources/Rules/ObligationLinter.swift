import Expressions
import Primitives
import Records

/// Looks whether a template shows what the obligations demand, whatever the record.
///
/// What depends on the document's kind and channel alone is known, and so is that demanded data are there:
/// the check of each document sees to that. Every other condition may hide what stands in it, unless all
/// of its branches show the same; a loop over another list may run not once.
struct ObligationLinter {
    private let schema: Schema
    private let channels: [String]
    private let obligations: [Obligation]
    private let nodes: [TemplateNode]
    private let files: [SourceText]
    private var target = Target()
    /// What hides the place that is looked at, outermost first.
    private var guards: [TemplateBranch] = []
    /// What hides the place of what is looked for, where it is shown under the fewest conditions.
    private var hiding: [TemplateBranch] = []
    /// What is shown where nothing hides it.
    private var shownOpenly = Coverage.none
    /// Where the value stands that is looked at.
    private var file = 0
    private var stringPlace: Span?

    /// What is looked for, and in which document.
    private struct Target {
        var path = ""
        var code: String?
        var kind = ""
        var channel = 0
        /// Paths that the record surely has.
        var present: Set<String> = []
    }

    /// Which parts of a list are shown.
    private struct Coverage {
        var isWhole = false
        var heads: Set<String> = []
        var tails: Set<String> = []

        static let none = Coverage()
        static let whole = Coverage(isWhole: true)

        /// What both show together.
        func union(_ other: Coverage) -> Coverage {
            var all = Coverage(
                isWhole: isWhole || other.isWhole, heads: heads.union(other.heads),
                tails: tails.union(other.tails))
            if !all.heads.isDisjoint(with: all.tails) { all.isWhole = true }
            return all
        }

        /// What is shown where either of both is made.
        func intersection(_ other: Coverage) -> Coverage {
            if isWhole { return other }
            if other.isWhole { return self }
            return Coverage(
                heads: heads.intersection(other.heads), tails: tails.intersection(other.tails))
        }
    }

    init(
        _ obligations: [Obligation], nodes: [TemplateNode], files: [SourceText], schema: Schema,
        channels: [String]
    ) {
        self.obligations = obligations
        self.nodes = nodes
        self.files = files
        self.schema = schema
        self.channels = channels
    }

    /// What the template does not show, or may hide; `place` is the template's outermost element.
    mutating func diagnostics(place: Span) -> [Diagnostic] {
        obligations.compactMap { judge($0, place) }
    }

    /// The first kind and channel in which an obligation is not met.
    private mutating func judge(_ obligation: Obligation, _ place: Span) -> Diagnostic? {
        var kinds: [String] = []
        if case .enumeration(let names)? = schema.field(at: "kind")?.kind { kinds = names }
        for kind in obligation.kinds.isEmpty ? kinds : obligation.kinds {
            for channel in channels.indices
            where obligation.channels & 1 << UInt64(channel) != 0 {
                aim(at: obligation, kind, channel)
                (hiding, guards, shownOpenly) = ([], [], .none)
                guard !coverage(of: nodes, nil).isWhole else { continue }
                let document = "\(kind), \(channels[channel])"
                return hiding.isEmpty || !shownOpenly.isWhole
                    ? missing(obligation, document, place) : hidden(obligation, document)
            }
        }
        return nil
    }

    private mutating func aim(at obligation: Obligation, _ kind: String, _ channel: Int) {
        target = Target(path: obligation.path, kind: kind, channel: channel)
        if case .notice(let code) = obligation.subject { target.code = code }
        for other in obligations
        where (other.kinds.isEmpty || other.kinds.contains(kind))
            && other.channels & 1 << UInt64(channel) != 0
        {
            if case .notice = other.subject {
                target.present.insert("notices")
            } else if !other.path.contains("[]") {
                target.present.formUnion(prefixes(of: other.path))
            }
        }
        for field in schema.types[0].fields where field.required {
            target.present.insert(field.name)
        }
        target.present.remove("lines")
    }

    private func prefixes(of path: String) -> [String] {
        var way = ""
        return path.split(separator: ".").map { step in
            way += (way.isEmpty ? "" : ".") + step
            return way
        }
    }

    private func missing(
        _ obligation: Obligation, _ document: String, _ place: Span
    ) -> Diagnostic {
        let what =
            target.code.map { "the notice “\($0)” is" } ?? "“\(obligation.path)” is"
        return Diagnostic(
            code: "F415", source: files[0], span: place,
            message: "\(what) not shown (\(document)): \(obligation.reason)",
            cure: target.code == nil
                ? "print {{\(obligation.path)}}"
                : "go through all of notices with <each>, and print their text")
    }

    private func hidden(_ obligation: Obligation, _ document: String) -> Diagnostic {
        let first = hiding[0]
        let what =
            target.code.map { "the notice “\($0)”" } ?? "“\(obligation.path)”"
        if let blind = hiding.first(where: { !$0.reason.isEmpty }) {
            return Diagnostic(
                code: "F416", source: files[blind.file], span: blind.span,
                message: "\(blind.title) shows \(what) where nobody sees it: \(blind.reason) "
                    + "(\(document)): \(obligation.reason)",
                cure: "let it be read as other texts are")
        }
        return Diagnostic(
            code: "F416", source: files[first.file], span: first.span,
            message: "\(first.title) may hide \(what) (\(document)): \(obligation.reason)",
            cure: first.isExpression
                ? "print it as it is, whatever the record"
                : "move it out, to where it is made whatever the record")
    }

    // MARK: What is shown

    private mutating func coverage(
        of nodes: [TemplateNode], _ scope: TemplateScope?
    ) -> Coverage {
        var scope = scope
        var found = Coverage.none
        for node in nodes {
            if case .binding(let name, let value) = node {
                scope = TemplateScope(name, value, isElement: false, in: scope)
            } else {
                found = found.union(coverage(of: node, scope))
            }
        }
        return found
    }

    private mutating func coverage(of node: TemplateNode, _ scope: TemplateScope?) -> Coverage {
        switch node {
        case .binding: return .none
        case .value(let syntax, let file, let place):
            (self.file, stringPlace) = (file, place)
            return coverage(of: syntax, scope)
        case .group(let nodes): return coverage(of: nodes, scope)
        case .unseen(let branch): return hidden(branch, scope)
        case .variants(let texts):
            guard var all = texts.first.map({ coverage(of: $0, scope) }) else { return .none }
            for text in texts.dropFirst() { all = all.intersection(coverage(of: text, scope)) }
            return all
        case .channels(let bits, let branch):
            if bits & 1 << UInt64(target.channel) != 0 { return coverage(of: branch.nodes, scope) }
            return hidden(branch, scope)
        case .loop(let list, let name, let branch): return coverage(list, name, branch, scope)
        case .choice(let branches):
            return coverage(branches.map { (truth(of: $0, scope), $0) }, scope)
        case .cases(let subject, let branches):
            return coverage(branches.map { (truth($0.values, subject, scope), $0.branch) }, scope)
        }
    }

    /// What a branch shows that may be left out.
    private mutating func hidden(_ branch: TemplateBranch, _ scope: TemplateScope?) -> Coverage {
        guards.append(branch)
        _ = coverage(of: branch.nodes, scope)
        guards.removeLast()
        return .none
    }

    private mutating func coverage(
        _ list: Syntax?, _ name: String, _ branch: TemplateBranch, _ scope: TemplateScope?
    ) -> Coverage {
        guard let list else { return .none }
        let inner = TemplateScope(name, list, isElement: true, in: scope)
        let path = ShownPath(list, scope, schema)
        if let path, target.path.hasPrefix(path.path + "[]") {
            if path.part == .some { guards.append(branch) }
            let found = coverage(of: branch.nodes, inner)
            if path.part == .some { guards.removeLast() }
            return found
        }
        if let path, path.part == .whole, target.present.contains(path.path) {
            return coverage(of: branch.nodes, inner)
        }
        return hidden(branch, inner)
    }

    /// What branches show of which one at most is made: the first whose condition is true.
    private mutating func coverage(
        _ branches: [(truth: Bool?, branch: TemplateBranch)], _ scope: TemplateScope?
    ) -> Coverage {
        let possible = branches.filter { $0.truth != false }
        let end = possible.firstIndex { $0.truth == true }
        let made = end.map { possible[...$0] } ?? possible[...]
        for (truth, branch) in branches where truth == false { _ = hidden(branch, scope) }
        for (_, branch) in possible[made.endIndex...] { _ = hidden(branch, scope) }
        // Where one of several is surely made, each of them must show it.
        var all: Coverage?
        for (truth, branch) in made {
            let isSure = truth == true && made.count == 1
            if !isSure { guards.append(branch) }
            let found = coverage(of: branch.nodes, scope)
            if !isSure { guards.removeLast() }
            all = all?.intersection(found) ?? found
        }
        return end == nil ? .none : all ?? .none
    }

    private mutating func coverage(of syntax: Syntax, _ scope: TemplateScope?) -> Coverage {
        if let shown = ShownPath(syntax, scope, schema), shown.path == target.path {
            guard let hider = shown.hider else { return note(shown.part) }
            return guarded(hider.name, hider.span) { linter in linter.note(shown.part) }
        }
        switch syntax {
        case .conditional(let test, let yes, let no, let span):
            switch truth(test, scope) {
            case true?: return coverage(of: yes, scope)
            case false?: return coverage(of: no, scope)
            case nil: return choice(yes, no, span, scope)
            }
        case .call("concat", let parts, isFilter: false, _):
            return parts.reduce(.none) { $0.union(coverage(of: $1, scope)) }
        case .call(let name, let arguments, isFilter: true, let span):
            guard let first = arguments.first else { return .none }
            guard !ShownPath.keepsAll(name, arguments) else { return coverage(of: first, scope) }
            return guarded(name, span) { linter in linter.coverage(of: first, scope) }
        case .call("abs", let arguments, _, _), .call("round", let arguments, _, _):
            return arguments.first.map { coverage(of: $0, scope) } ?? .none
        case .unary("-", let operand, _): return coverage(of: operand, scope)
        default: return .none
        }
    }

    /// What both values of `?:` show, of which the record decides.
    private mutating func choice(
        _ yes: Syntax, _ no: Syntax, _ span: Span, _ scope: TemplateScope?
    ) -> Coverage {
        var both = Coverage.none
        _ = guarded("?:", span) { linter in
            both = linter.coverage(of: yes, scope).intersection(linter.coverage(of: no, scope))
            return .none
        }
        return both
    }

    /// Looks behind a part of an expression that may print something else; shows nothing for sure.
    private mutating func guarded(
        _ name: String, _ span: Span, _ look: (inout ObligationLinter) -> Coverage
    ) -> Coverage {
        guards.append(
            TemplateBranch(
                nodes: [], name: name, file: file, span: stringPlace ?? span, isExpression: true))
        _ = look(&self)
        guards.removeLast()
        return .none
    }

    /// Notes where a part of what is looked for is shown, and what hides that.
    private mutating func note(_ part: ShownPath.Part) -> Coverage {
        let found = coverage(of: part)
        shownOpenly = shownOpenly.union(part == .some ? .whole : found)
        let isPart = found.isWhole || part == .some || !(found.heads.isEmpty && found.tails.isEmpty)
        if isPart, !guards.isEmpty, hiding.isEmpty || guards.count < hiding.count {
            hiding = guards
        }
        return found
    }

    private func coverage(of part: ShownPath.Part) -> Coverage {
        switch part {
        case .whole: .whole
        case .head(let count): Coverage(heads: [count])
        case .tail(let count): Coverage(tails: [count])
        case .code(let code): code == target.code ? .whole : .none
        case .some: .none
        }
    }

    // MARK: What is true

    /// Whether a branch's condition is true; nil where the record decides.
    private func truth(of branch: TemplateBranch, _ scope: TemplateScope?) -> Bool? {
        guard let test = branch.test else { return branch.name == "else" ? true : nil }
        return truth(test, scope)
    }

    /// Whether a `case` is taken, or the `default`.
    private func truth(
        _ values: [Syntax]?, _ subject: Syntax?, _ scope: TemplateScope?
    ) -> Bool? {
        guard let values else { return true }
        guard let subject else { return nil }
        let truths = values.map { equality(subject, $0, scope) }
        if truths.contains(true) { return true }
        return truths.allSatisfy { $0 == false } ? false : nil
    }

    private func truth(_ syntax: Syntax, _ scope: TemplateScope?) -> Bool? {
        switch syntax {
        case .bool(let truth, _): return truth
        case .unary("not", let operand, _): return truth(operand, scope).map { !$0 }
        case .binary("and", let left, let right, _):
            let both = (truth(left, scope), truth(right, scope))
            if both.0 == false || both.1 == false { return false }
            return both.0 == true && both.1 == true ? true : nil
        case .binary("or", let left, let right, _):
            let both = (truth(left, scope), truth(right, scope))
            if both.0 == true || both.1 == true { return true }
            return both.0 == false && both.1 == false ? false : nil
        case .binary("==", let left, let right, _): return equality(left, right, scope)
        case .binary("!=", let left, let right, _):
            return equality(left, right, scope).map { !$0 }
        case .name(let name, _):
            if let meaning = TemplateScope.meaning(of: name, in: scope), !meaning.isElement {
                return truth(meaning.value, meaning.scope)
            }
            return presence(syntax, scope)
        case .field: return presence(syntax, scope)
        default: return nil
        }
    }

    /// Whether two values are the same; known of kinds, of the code of the notice that is looked for, and of
    /// what is there.
    private func equality(_ left: Syntax, _ right: Syntax, _ scope: TemplateScope?) -> Bool? {
        if case .null = right { return presence(left, scope).map { !$0 } }
        guard case .text(let bytes, _) = right else {
            if case .text = left { return equality(right, left, scope) }
            return nil
        }
        let text = String(decoding: bytes, as: UTF8.self)
        switch ShownPath(left, scope, schema)?.path {
        case "kind": return target.kind == text
        case "notices[].code": return target.code.map { $0 == text }
        default: return nil
        }
    }

    /// Whether the record surely has what a path leads to; nil where it may lack it.
    private func presence(_ syntax: Syntax, _ scope: TemplateScope?) -> Bool? {
        guard let shown = ShownPath(syntax, scope, schema), shown.part == .whole,
            target.present.contains(shown.path)
        else { return nil }
        return true
    }
}

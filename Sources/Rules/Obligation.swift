import Primitives
import Records

/// What law makes a document say.
struct Obligation: Sendable {
    /// What is demanded.
    enum Subject: Sendable, Hashable {
        /// A notice of that code among the record's `notices`.
        case notice(String)
        /// A field, by its path: `issuer.taxId`, `lines[].description`.
        case field(String)
    }

    var id: String
    var subject: Subject
    /// Kinds of documents that it is demanded of; empty for all.
    var kinds: [String]
    /// Channels, as bits by their numbers; all set for all.
    var channels: UInt64
    /// What is demanded, in words.
    var demands: String
    /// The norm that demands it, with its section.
    var source: String
    /// Where the obligation stands in its file.
    var place: Span

    /// The path of what is shown.
    var path: String {
        switch subject {
        case .notice: "notices[].text"
        case .field(let path): path
        }
    }

    /// What is demanded, and by what, for messages.
    var reason: String { "\(demands) (\(source))" }
}

/// Obligations to be looked for in one record after another.
struct ObligationTable: Sendable {
    /// A field on the way to what is demanded.
    struct Step: BitwiseCopyable, Sendable {
        var slot: Int32
        /// Whether each element of it is meant: 1, else 0.
        var isEach: Int32
    }

    struct Entry: BitwiseCopyable, Sendable {
        /// Bits by the number of a kind in the schema.
        var kinds: UInt64
        var channels: UInt64
        /// The notice's code among the bytes; no bytes where a field is meant.
        var code: Int32
        var codeCount: Int32
        /// Steps to the field.
        var step: Int32
        var stepCount: Int32
    }

    let obligations: [Obligation]
    let entries: FrozenTable<Entry>
    let steps: FrozenTable<Step>
    let bytes: FrozenTable<UInt8>
    /// Names of all kinds, behind one another, each with its length before it.
    let kinds: FrozenTable<UInt8>

    init(_ obligations: [Obligation], _ schema: Schema) {
        self.obligations = obligations
        var known: [String] = []
        if case .enumeration(let names)? = schema.field(at: "kind")?.kind { known = names }
        kinds = FrozenTable(known.flatMap { [UInt8($0.utf8.count)] + Array($0.utf8) })
        var steps: [Step] = []
        var bytes: [UInt8] = []
        entries = FrozenTable(
            obligations.map { obligation in
                let wanted = obligation.kinds.compactMap { known.firstIndex(of: $0) }
                var entry = Entry(
                    kinds: wanted.isEmpty ? .max : wanted.reduce(0) { $0 | 1 << UInt64($1) },
                    channels: obligation.channels, code: Int32(bytes.count), codeCount: 0,
                    step: Int32(steps.count), stepCount: 0)
                switch obligation.subject {
                case .notice(let code):
                    bytes += Array(code.utf8)
                    entry.codeCount = Int32(code.utf8.count)
                case .field(let path):
                    let way = ObligationTable.steps(path, schema)
                    steps += way
                    entry.stepCount = Int32(way.count)
                }
                return entry
            })
        self.steps = FrozenTable(steps)
        self.bytes = FrozenTable(bytes)
    }

    var isEmpty: Bool { entries.count == 0 }

    private static func steps(_ path: String, _ schema: Schema) -> [Step] {
        var way = ""
        return path.split(separator: ".").map { name in
            way += (way.isEmpty ? "" : ".") + name
            return Step(
                slot: Int32(schema.field(at: way)?.slot ?? -1),
                isEach: name.hasSuffix("[]") ? 1 : 0)
        }
    }

    /// The bit of a kind; 0 for one that the schema does not have.
    func bit(ofKind kind: ByteView) -> UInt64 {
        var place = 0
        var bit: UInt64 = 1
        while place < kinds.count {
            let count = Int(kinds[place])
            if kinds.view(place + 1..<place + 1 + count) == kind { return bit }
            place += 1 + count
            bit <<= 1
        }
        return 0
    }
}

extension RuleChecker {
    /// Looks for what the obligations of the record's kind demand.
    func checkObligations(_ root: RecordNode, _ channel: Int?) {
        let table = rules.obligations
        let entries = table.entries.elements
        let kind = table.bit(ofKind: record.text(record.slot(fields.kind, of: root)))
        let channels = channel.map { UInt64(1) << UInt64($0) } ?? .max
        for index in 0..<entries.count {
            let entry = entries[index]
            guard entry.kinds & kind != 0, entry.channels & channels != 0 else { continue }
            if entry.stepCount > 0 {
                guard asks(.missingField) else { continue }
                let range = Int(entry.step)..<Int(entry.step + entry.stepCount)
                guard !isShown(root, table.steps.elements, range) else { continue }
                checkField(root, range, index, "")
            } else if asks(.missingNotice) {
                checkNotice(root, entry, index)
            }
        }
    }

    private func checkNotice(_ root: RecordNode, _ entry: ObligationTable.Entry, _ index: Int) {
        let code = rules.obligations.bytes.view(
            Int(entry.code)..<Int(entry.code + entry.codeCount))
        let list = record.slot(fields.notices, of: root)
        var found = -1
        for place in 0..<Int(list.count) where list.tag == .list {
            let notice = record.element(place, of: list)
            guard record.text(record.slot(fields.noticeCode, of: notice)) == code else { continue }
            found = place
            if !record.text(record.slot(fields.noticeText, of: notice)).saysNothing { return }
        }
        let obligation = rules.obligations.obligations[index]
        report(
            .missingNotice, found < 0 ? "notices" : "notices[\(found)].text",
            "the notice “\(code.string)” is \(found < 0 ? "missing" : "blank"): "
                + obligation.reason)
    }

    /// Whether nothing is missing that the steps lead to: what `checkField` sees to otherwise, without words.
    private func isShown(
        _ object: RecordNode, _ steps: PoolView<ObligationTable.Step>, _ range: Range<Int>
    ) -> Bool {
        let step = steps[range.lowerBound]
        let node = record.slot(Int(step.slot), of: object)
        let rest = range.lowerBound + 1..<range.upperBound
        guard step.isEach != 0 else {
            return rest.isEmpty || node.isAbsent ? isThere(node) : isShown(node, steps, rest)
        }
        guard node.tag == .list, !rest.isEmpty else { return true }
        for place in 0..<Int(node.count) {
            guard isShown(record.element(place, of: node), steps, rest) else { return false }
        }
        return true
    }

    /// Whether a field says something.
    private func isThere(_ node: RecordNode) -> Bool {
        node.tag == .string
            ? !record.text(node).saysNothing
            : !node.isAbsent && (node.tag != .list || node.count > 0)
    }

    /// Follows the steps from an object; `path` is the way there.
    private func checkField(
        _ object: RecordNode, _ range: Range<Int>, _ index: Int, _ path: @autoclosure () -> String
    ) {
        let table = rules.obligations
        let step = table.steps[range.lowerBound]
        let rest = range.dropFirst()
        let node = record.slot(Int(step.slot), of: object)
        if step.isEach != 0 {
            guard node.tag == .list else { return }
            for place in 0..<Int(node.count) {
                let element = record.element(place, of: node)
                guard !rest.isEmpty else { continue }
                checkField(
                    element, rest, index, "\(path())\(name(range.lowerBound, index))[\(place)].")
            }
        } else if rest.isEmpty || node.isAbsent {
            guard !isThere(node) else { return }
            let left = range.map { name($0, index) }.joined(separator: ".")
            // A blank name is told as one.
            let missing = path() + left
            guard
                !findings.contains(where: {
                    $0.path == missing && $0.rule == BuiltInRule.missingName.id
                })
            else { return }
            report(
                .missingField, path() + left,
                "\(path() + left) is missing: " + table.obligations[index].reason)
        } else {
            checkField(node, rest, index, "\(path())\(name(range.lowerBound, index)).")
        }
    }

    /// The name of a step of an obligation's path, without its mark of a list.
    private func name(_ step: Int, _ index: Int) -> String {
        let table = rules.obligations
        let number = step - Int(table.entries[index].step)
        let names = table.obligations[index].path.split(separator: ".")
        return String(names[number].prefix { $0 != "[" })
    }
}

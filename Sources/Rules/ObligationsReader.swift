import Primitives
import Records

/// Reads `obligations.json`: what law makes the pack's documents say, each with its source.
///
/// `{"obligations": [{"id": …, "notice": CODE or "field": PATH, "kinds": […], "channels": […],
/// "sector": …, "demands": …, "source": …}]}`.
struct ObligationsReader {
    private(set) var file: PackFile
    private(set) var obligations: [Obligation] = []
    private let schema: Schema
    private let channels: [String]
    private let sector: String?
    private let sectors: [String]

    init(
        _ source: SourceText, schema: Schema, channels: [String], sector: String?,
        sectors: [String]
    ) {
        file = PackFile(source)
        self.schema = schema
        self.channels = channels
        self.sector = sector
        self.sectors = sectors
    }

    private static let shape =
        #"the file is { "obligations": [ { "id": "…", "notice": "…", "demands": "…", "source": "…" } ] }"#

    mutating func read() {
        guard let members = file.members("F413", shape: ObligationsReader.shape) else { return }
        let values = file.named(members, ["obligations"], "the file", "F413")
        guard let list = values["obligations"] else { return }
        var known: Set<String> = []
        let elements = file.array(
            list, "obligations", "F413", cure: ObligationsReader.shape)
        for (index, element) in elements.enumerated() {
            read(element, "obligations[\(index)]", &known)
        }
    }

    private mutating func read(_ node: JSONNode, _ path: String, _ known: inout Set<String>) {
        guard
            let members = file.object(node, path, "F413", cure: ObligationsReader.shape)
        else { return }
        let names = [
            "id", "notice", "field", "kinds", "channels", "sector", "demands", "source",
        ]
        let values = file.named(members, names, path, "F413")
        let id = file.text(values["id"], "\(path).id", of: node, "F413")
        if let id, !known.insert(id).inserted {
            file.report(
                "F413", values["id"]?.span ?? node.span, "there is an obligation “\(id)” already",
                cure: "give each its own id")
        }
        let demands = file.text(values["demands"], "\(path).demands", of: node, "F413")
        let source = file.text(values["source"], "\(path).source", of: node, "F413")
        let subject = readSubject(values, path, node)
        let kinds = file.words(values["kinds"], "\(path).kinds", among: self.kinds, "F414")
        let bits = readChannels(values["channels"], "\(path).channels")
        let isMeant = readSector(values["sector"], "\(path).sector")
        guard let id, let demands, let source, let subject, isMeant else { return }
        obligations.append(
            Obligation(
                id: id, subject: subject, kinds: kinds, channels: bits, demands: demands,
                source: source, place: node.span))
    }

    private var kinds: [String] {
        if case .enumeration(let names)? = schema.field(at: "kind")?.kind { names } else { [] }
    }

    private mutating func readSubject(
        _ values: [String: JSONNode], _ path: String, _ node: JSONNode
    ) -> Obligation.Subject? {
        switch (values["notice"], values["field"]) {
        case (let notice?, nil):
            return file.text(notice, "\(path).notice", of: node, "F413").map { .notice($0) }
        case (nil, let field?):
            guard let text = file.text(field, "\(path).field", of: node, "F413") else { return nil }
            return checkField(text, "\(path).field", field) ? .field(text) : nil
        default:
            file.report(
                "F413", Span(Int(node.span.start), Int(node.span.start) + 1),
                "\(path) demands neither a notice nor a field, or both",
                cure: "write “notice” with its code, or “field” with its path")
            return nil
        }
    }

    /// Whether a path leads to one value, or one of each element of a list.
    private mutating func checkField(_ text: String, _ path: String, _ node: JSONNode) -> Bool {
        let field = schema.field(at: text)
        if let field, schema.objectType(of: field.kind) == nil, !text.hasSuffix("[]") {
            return true
        }
        let near = nearest(to: text, among: schema.entries.map(\.path))
        file.report(
            "F414", node.span,
            field == nil
                ? "\(path): the record has no field “\(text)”"
                : "\(path): “\(text)” is no single value",
            cure: near.map { "did you mean “\($0)”?" }
                ?? "write a path such as issuer.taxId or lines[].description")
        return false
    }

    private mutating func readChannels(_ node: JSONNode?, _ path: String) -> UInt64 {
        guard node != nil else { return .max }
        return file.words(node, path, among: channels, "F414").reduce(0) { bits, name in
            bits | 1 << UInt64(channels.firstIndex(of: name) ?? 0)
        }
    }

    /// Whether the obligation is one of the pack's sector.
    private mutating func readSector(_ node: JSONNode?, _ path: String) -> Bool {
        guard let node else { return true }
        if case .string(let word) = node.value, sectors.contains(word) { return word == sector }
        file.report(
            "F414", node.span, "\(file.source.string(node.span)) is none of \(path)",
            cure: "it takes \(sectors.joined(separator: ", "))")
        return false
    }
}

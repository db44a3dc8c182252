public import Primitives

extension FaultSpec {
    /// The faults that a file asks for: `{"most": 1, "faults": [{"kind": …, "rate": …, "magnitude": …}]}`.
    ///
    /// - Parameters:
    ///   - source: JSON, as RFC 8259 has it.
    ///   - sector: of the bills.
    /// - Throws: `FaultSpecError`, with line and column, for what is no JSON, names that are unknown or stand
    ///   twice, and what the terms of `--faults` may not say either.
    public init(_ source: SourceText, sector: SampleSector) throws(FaultSpecError) {
        let root: JSONNode
        do throws(Diagnostic) {
            root = try JSONNode(source, code: "")
        } catch {
            throw FaultSpecError(
                message: "\(error.file):\(error.line):\(error.column): \(error.message)")
        }
        var reader = FaultSpecReader(source: source, spec: FaultSpec(sector: sector))
        try reader.read(root)
        self = reader.spec
    }
}

/// Reads a file of faults.
private struct FaultSpecReader {
    let source: SourceText
    var spec: FaultSpec

    private static let shape = #"write {"faults": [{"kind": "total.sum", "rate": 0.01}]}"#

    mutating func read(_ root: JSONNode) throws(FaultSpecError) {
        let members = try members(of: root, ["most", "faults"])
        if let most = members["most"] {
            let text = source.string(most.span)
            try at(most) { spec throws(FaultSpecError) in try spec.setMost(text) }
        }
        guard let faults = members["faults"] else {
            throw error(root.span, "“faults” is missing; \(FaultSpecReader.shape)")
        }
        guard case .array(let elements) = faults.value, !elements.isEmpty else {
            throw error(faults.span, "“faults” is no list of kinds; \(FaultSpecReader.shape)")
        }
        var rest: (node: JSONNode, rate: String?)?
        for element in elements {
            let members = try self.members(of: element, ["kind", "rate", "magnitude"])
            guard case .string(let kind)? = members["kind"]?.value else {
                throw error(
                    (members["kind"] ?? element).span, "a kind is missing; \(FaultSpecReader.shape)"
                )
            }
            let rate = try number(members["rate"])
            let magnitude = try number(members["magnitude"])
            guard kind == "all" else {
                try at(element) { spec throws(FaultSpecError) in
                    try spec.add(kind, rate: rate, magnitude: magnitude)
                }
                continue
            }
            guard rest == nil, magnitude == nil else {
                throw error(
                    element.span,
                    rest != nil ? "“all” is named twice" : "“all” has no magnitude of its own")
            }
            rest = (element, rate)
        }
        if let rest {
            try at(rest.node) { spec throws(FaultSpecError) in try spec.addAll(rate: rest.rate) }
        }
    }

    /// An object's values by name, each known and there once.
    private func members(
        of node: JSONNode, _ known: [String]
    ) throws(FaultSpecError) -> [String: JSONNode] {
        guard case .object(let members) = node.value else {
            throw error(node.span, "this is \(node.kind), not an object; \(FaultSpecReader.shape)")
        }
        var values: [String: JSONNode] = [:]
        for member in members {
            guard known.contains(member.name) else {
                let cure = nearest(to: member.name, among: known).map { "did you mean “\($0)”?" }
                throw error(
                    member.nameSpan,
                    "there is nothing called “\(member.name)” here; "
                        + (cure ?? "it takes \(known.joined(separator: ", "))"))
            }
            guard values.updateValue(member.value, forKey: member.name) == nil else {
                throw error(member.nameSpan, "“\(member.name)” stands there twice; remove one")
            }
        }
        return values
    }

    /// A number as it is written; nil where there is none.
    private func number(_ node: JSONNode?) throws(FaultSpecError) -> String? {
        guard let node else { return nil }
        guard case .number(let text) = node.value else {
            throw error(node.span, "this is \(node.kind), not a number; write one such as 0.01")
        }
        return text
    }

    /// Changes the faults; what is wrong with that stands at a node.
    private mutating func at(
        _ node: JSONNode, _ change: (inout FaultSpec) throws(FaultSpecError) -> Void
    ) throws(FaultSpecError) {
        do throws(FaultSpecError) {
            try change(&spec)
        } catch {
            throw self.error(node.span, error.message)
        }
    }

    private func error(_ span: Span, _ message: String) -> FaultSpecError {
        let found = Diagnostic(code: "", source: source, span: span, message: message)
        return FaultSpecError(message: "\(found.file):\(found.line):\(found.column): \(message)")
    }
}

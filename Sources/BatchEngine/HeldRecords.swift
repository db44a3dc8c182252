import Primitives
import RunFolders

/// The records that a finished run holds, with all that they are held for.
///
/// The ledger has only the first reason of each; all of them stand in the quarantine.
struct HeldRecords {
    /// In the order of their numbers.
    private(set) var all: [HeldRecord] = []
    private let paths: RunPaths

    /// Reads ledger and quarantine of a run.
    ///
    /// - Throws: `RunFailure`: F794 and F795 for a quarantine that is not the manifest's.
    init(_ run: FinishedRun) throws(RunFailure) {
        paths = run.paths
        let paths = run.paths
        var rules: [Int: Set<String>] = [:]
        for shard in run.manifest.shards where shard.tally.held > 0 {
            guard let file = shard.quarantine else {
                throw .refused(Diagnostics([RunDamage.ledger(paths)]))
            }
            try HeldRecords.read(file, of: paths, into: &rules)
        }
        var entries: [RecordEntry] = []
        try inFolder { () throws(RunFolderError) in
            try Ledger(reading: paths.ledger).forEachRecord(.held) { entries.append($0) }
        }
        all = entries.map {
            HeldRecord(
                number: $0.number, id: $0.id, shard: $0.shard, offset: $0.offset,
                length: $0.length, rules: (rules[$0.number] ?? []).union([$0.rule]))
        }
    }

    /// Reads which rules hold each record of a shard's quarantine.
    private static func read(
        _ file: FileFact, of paths: RunPaths, into rules: inout [Int: Set<String>]
    ) throws(RunFailure) {
        if let wrong = try inFolder({ () throws(RunFolderError) in try file.difference(in: paths) })
        {
            throw .refused(
                Diagnostics([
                    Diagnostic(
                        code: wrong.code, file: paths.path(file.name), message: wrong.words,
                        cure: "restore it from a copy: it says what records are held for")
                ]))
        }
        let bytes = try withFiles { () throws(FileError) in
            try InputDescriptor.bytes(of: paths.path(file.name))
        }
        for (index, line) in bytes.split(separator: 0x0A).enumerated() {
            let source = SourceText(
                file: "\(paths.path(file.name)):\(index + 1)", bytes: Array(line))
            do throws(Diagnostic) {
                let node = try JSONNode(source, code: "F731")
                if let (number, held) = node.heldRules { rules[number] = held }
            } catch {
                throw .refused(Diagnostics([error]))
            }
        }
    }

    /// What a person names: ids of held records, or rules that records are held for.
    ///
    /// By its id a record is released whatever it is held for, by rules only if it is held for no other one.
    ///
    /// - Parameters:
    ///   - names: ids and rules.
    ///   - partly: gets how many records have other rules besides.
    /// - Returns: in the order of their numbers.
    /// - Throws: `RunFailure`: F785 for each name that is neither.
    func records(
        named names: [String], partly: inout Int
    ) throws(RunFailure) -> [HeldRecord] {
        let byId = Dictionary(all.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let known = all.reduce(into: Set<String>()) { $0.formUnion($1.rules) }
        let wanted = Set(names)
        let wrong = names.filter { byId[$0] == nil && !known.contains($0) }
        guard wrong.isEmpty else {
            let told = wrong.prefix(HeldRecords.mostTold)
            var diagnostics: [Diagnostic] = []
            for name in told { diagnostics.append(try unknown(name)) }
            throw .refused(Diagnostics(diagnostics))
        }
        var found: [HeldRecord] = []
        for record in all {
            if wanted.contains(record.id) || record.rules.isSubset(of: wanted) {
                found.append(record)
            } else if !record.rules.isDisjoint(with: wanted) {
                partly += 1
            }
        }
        guard !found.isEmpty else {
            throw .refused(
                Diagnostics([
                    Diagnostic(
                        code: "F789", file: paths.quarantine,
                        message: "all \(partly) records are held for other rules too",
                        cure: "name all of their rules, or the records by their ids")
                ]))
        }
        return found
    }

    private static let mostTold = 8

    /// What is told of a name that is no held record and no rule.
    private func unknown(_ name: String) throws(RunFailure) -> Diagnostic {
        let entry = try inFolder { () throws(RunFolderError) in
            try Ledger(reading: paths.ledger).record(id: name)
        }
        let message =
            entry.map {
                "“\(name)” cannot be released: it is \($0.verdict.name)"
                    + ($0.verdict == .rendered ? "" : " (\($0.rule))")
            } ?? "“\(name)” is neither the id of a held record nor a rule that one is held for"
        return Diagnostic(
            code: "F785", file: paths.ledger, message: message,
            cure:
                "the quarantine has the held records, each with its findings; what is rejected must "
                + "be corrected and run again")
    }
}

extension JSONNode {
    /// Of a line of a quarantine: the record's number, and the rules of the findings that hold it.
    fileprivate var heldRules: (number: Int, rules: Set<String>)? {
        guard case .object(let members) = value,
            case .number(let text)? = members.first(where: { $0.name == "record" })?.value.value,
            let number = Int(text),
            case .array(let findings)? = members.first(where: { $0.name == "findings" })?.value
                .value
        else { return nil }
        var rules: Set<String> = []
        for finding in findings {
            guard case .object(let parts) = finding.value,
                case .string("hold")? = parts.first(where: { $0.name == "severity" })?.value.value,
                case .string(let rule)? = parts.first(where: { $0.name == "rule" })?.value.value
            else { continue }
            rules.insert(rule)
        }
        return (number, rules)
    }
}

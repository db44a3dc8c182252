import Compression
public import Primitives

/// What has changed since a run began.
extension RunSettings {
    /// What differs from the stored settings, in words: one diagnostic each, with what would mend it.
    ///
    /// An input that is not known on one of the sides is not compared.
    ///
    /// - Parameters:
    ///   - stored: the settings that the run was begun with.
    ///   - file: the stored settings' file, for the diagnostics.
    /// - Returns: F711 template, F712 fonts, F713 engine and libraries, F714 options, F715 input; empty if the
    ///   run may go on.
    public func differences(from stored: RunSettings, file: String) -> [Diagnostic] {
        let inNewFolder = ", or render everything into a new folder"
        var found: [(code: String, words: String, cure: String)] = []
        for words in RunSettings.files(template, before: stored.template) {
            found.append(("F711", words, "put the pack back as it was" + inNewFolder))
        }
        for words in RunSettings.files(fonts, before: stored.fonts) {
            found.append(("F712", "font " + words, "install the font as it was" + inNewFolder))
        }
        for words in RunSettings.values(engine, before: stored.engine) {
            found.append(
                (
                    "F713", words,
                    "go on with the program and libraries it was begun with" + inNewFolder
                ))
        }
        let (releases, others) = (
            RunSettings.earlierReleases,
            { (entry: Entry) in
                entry.name != RunSettings.earlierReleases
            }
        )
        for words in RunSettings.values(
            options.filter(others), before: stored.options.filter(others))
        {
            found.append(("F714", "option " + words, "give the option as before" + inNewFolder))
        }
        func count(_ settings: RunSettings) -> String? {
            settings.options.first { $0.name == releases }.map { $0.value }
        }
        if let now = count(self), let before = count(stored), now != before {
            found.append(
                (
                    "F714",
                    "held bills of the run that --against names were released since: "
                        + "\(RunSettings.withoutDigest(before)) releases then, "
                        + "\(RunSettings.withoutDigest(now)) now",
                    "render everything into a new folder, all parts of it"
                ))
        }
        if let input, let before = stored.input, let words = RunSettings.words(input, before) {
            found.append(("F715", words, "bring back the records as they were" + inNewFolder))
        }
        return found.map {
            Diagnostic(code: $0.code, file: file, message: $0.words, cure: $0.cure)
        }
    }

    /// Among the options: how many releases the run had that `--against` names, and a digest of them.
    public static let earlierReleases = "against-releases"

    /// Differences of digests, which say nothing to people.
    private static func files(_ entries: [Entry], before: [Entry]) -> [String] {
        pairs(entries, before).map { name, value, before in
            before == nil ? "\(name) is new" : value == nil ? "\(name) is gone" : "\(name) changed"
        }
    }

    /// Differences of versions and options; digests behind them say nothing to people.
    private static func values(_ entries: [Entry], before: [Entry]) -> [String] {
        pairs(entries, before).map { name, value, before in
            let (now, then) = (value.map(withoutDigest), before.map(withoutDigest))
            if let now, now == then {
                return "\(name) changed\(now.isEmpty ? "" : ", and is still \(now)")"
            }
            if now == nil, then == "" { return "\(name) is gone" }
            if then == nil, now == "" { return "\(name) is new" }
            return "\(name) was \(then ?? "not given"), is \(now ?? "not given")"
        }
    }

    /// A value but for the digest it ends with.
    private static func withoutDigest(_ value: String) -> String {
        var words = value.split(separator: " ")
        if let last = words.last, SHA256Digest(hexadecimal: String(last)) != nil {
            words.removeLast()
        }
        return words.joined(separator: " ")
    }

    /// Names that are not on both sides with the same value, in order.
    private static func pairs(
        _ entries: [Entry], _ before: [Entry]
    ) -> [(name: String, value: String?, before: String?)] {
        let now = Dictionary(entries.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
        let then = Dictionary(before.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
        let names = Set(now.keys).union(then.keys)
            .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        return names.filter { now[$0] != then[$0] }.map { ($0, now[$0], then[$0]) }
    }

    /// How an input differs.
    private static func words(_ input: Input, _ before: Input) -> String? {
        if input.bytes != before.bytes {
            return "the input was \(Figures.grouped(before.bytes)) bytes, "
                + "is \(Figures.grouped(input.bytes))"
        }
        guard input.sha256 != before.sha256 || input.parts != before.parts else { return nil }
        let parts = zip(input.parts, before.parts).enumerated().filter { $1.0 != $1.1 }
        guard let first = parts.first else { return "the input has other bytes" }
        let others = parts.count > 1 ? " and \(Figures.grouped(parts.count - 1)) more" : ""
        return "the input has other bytes in the part of shard \(first.offset)\(others)"
    }
}

/// What became of a record.
public enum Verdict: UInt8, BitwiseCopyable, Sendable, CaseIterable, Comparable {
    /// Its documents are in a pack.
    case rendered
    /// Kept back until somebody releases it.
    case held
    /// It can be no document.
    case rejected
    /// Another record before it is the same bill.
    case duplicate
    /// Left out because the operator said so.
    case excluded

    /// Its name in ledger and manifest.
    public var name: StaticString {
        switch self {
        case .rendered: "rendered"
        case .held: "held"
        case .rejected: "rejected"
        case .duplicate: "duplicate"
        case .excluded: "excluded"
        }
    }

    /// The verdict of a name.
    public init?(name: String) {
        guard let verdict = Verdict.allCases.first(where: { $0.name.description == name }) else {
            return nil
        }
        self = verdict
    }

    /// Whether `a` comes before `b` in lists.
    public static func < (a: Verdict, b: Verdict) -> Bool { a.rawValue < b.rawValue }
}

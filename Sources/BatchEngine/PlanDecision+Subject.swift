import Rules
import RunFolders

extension PlanDecision.Kind {
    /// What is decided where another bill of this run shares a key.
    init(_ subject: DuplicateKey.Subject) {
        self =
            switch subject {
            case .cycle: .cycle
            case .payload: .payload
            case .code: .code
            case .digits: .digits
            }
    }

    /// What is decided where a bill of the last run shares a key.
    init(inLastRun subject: DuplicateKey.Subject) {
        self =
            switch subject {
            case .cycle: .lastCycle
            case .payload: .lastPayload
            case .code: .lastCode
            case .digits: .lastDigits
            }
    }

    /// What a key that two bills share stands for, and which run the other bill is of; nil for decisions that are
    /// none about keys.
    var subject: (subject: DuplicateKey.Subject, run: String)? {
        switch self {
        case .cycle: (.cycle, "this run")
        case .payload: (.payload, "this run")
        case .code: (.code, "this run")
        case .digits: (.digits, "this run")
        case .lastCycle: (.cycle, "the last run")
        case .lastPayload: (.payload, "the last run")
        case .lastCode: (.code, "the last run")
        case .lastDigits: (.digits, "the last run")
        case .duplicate, .excluded, .billed, .total, .released: nil
        }
    }
}

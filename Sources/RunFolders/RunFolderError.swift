public import Primitives

/// Why something cannot be done in a run's folder.
public enum RunFolderError: Error, Sendable {
    /// A file could not be read or written.
    case file(FileError)
    /// The folder is not what the run needs it to be.
    case refused(Diagnostics)

    /// One reason.
    static func refused(_ diagnostic: Diagnostic) -> RunFolderError {
        .refused(Diagnostics([diagnostic]))
    }

    /// What is wrong and what would mend it, as it is printed.
    public var text: String {
        switch self {
        case .file(let error):
            error.cure.isEmpty ? error.message : "\(error.message)\n    \(error.cure)"
        case .refused(let diagnostics): diagnostics.all.map(\.text).joined(separator: "\n")
        }
    }
}

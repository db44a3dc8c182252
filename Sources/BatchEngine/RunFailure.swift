public import Primitives
import Records
package import RunFolders

/// Why a run ended before it was done.
public enum RunFailure: Error, Sendable {
    /// The pack cannot be worked with here.
    case template(Diagnostics)
    /// The folder belongs to another run, or what it was begun with has changed.
    case refused(Diagnostics)
    /// More records were rejected or held than the operator allows.
    case rejects(Diagnostics)
    /// What came in is not what was expected, or not what came out.
    case notReconciled(Diagnostics)
    /// A file could not be read or written; the same command goes on.
    case file(Diagnostics)
    /// The run was told to end; the same command goes on.
    case interrupted(Diagnostics)

    /// All that is wrong, with cures.
    public var diagnostics: Diagnostics {
        switch self {
        case .template(let all), .refused(let all), .rejects(let all), .notReconciled(let all),
            .file(let all), .interrupted(let all):
            all
        }
    }

    package init(_ error: RunFolderError) {
        switch error {
        case .file(let error): self.init(error)
        case .refused(let diagnostics): self = .refused(diagnostics)
        }
    }

    package init(_ error: FileError) {
        self = .file(
            Diagnostics([
                Diagnostic(
                    code: "F761", file: error.path,
                    message: String(error.message.dropFirst(error.path.count + 2)),
                    cure: error.cure)
            ]))
    }

    init(_ error: RecordReadError) {
        guard !error.isInterruption else {
            self = .interrupted(
                Diagnostics([
                    Diagnostic(
                        code: "F765", file: error.path, message: error.message,
                        cure: "give the same command again")
                ]))
            return
        }
        self = .file(
            Diagnostics([
                Diagnostic(
                    code: "F762", file: error.path, message: error.message, cure: error.cure)
            ]))
    }
}

/// Does something in a run's folder, and says what goes wrong as the run's failure.
package func inFolder<Result: ~Copyable>(
    _ body: () throws(RunFolderError) -> Result
) throws(RunFailure) -> Result {
    do throws(RunFolderError) {
        return try body()
    } catch {
        throw RunFailure(error)
    }
}

/// Reads a file that an option names; F757 where it cannot be read.
func optionFile<Result>(
    _ option: String, _ body: () throws(FileError) -> Result
) throws(RunFailure) -> Result {
    do throws(FileError) {
        return try body()
    } catch {
        throw .file(
            Diagnostics([
                Diagnostic(
                    code: "F757", file: error.path,
                    message: "\(option): " + error.message.dropFirst(error.path.count + 2),
                    cure: "name a file that can be read with \(option), or leave the option out")
            ]))
    }
}

/// Reads or writes files, and says what goes wrong as the run's failure.
package func withFiles<Result: ~Copyable>(
    _ body: () throws(FileError) -> Result
) throws(RunFailure) -> Result {
    do throws(FileError) {
        return try body()
    } catch {
        throw RunFailure(error)
    }
}

/// Takes back that a run has ended, and says so; does nothing where it had not.
func takeBackEnd(
    _ paths: RunPaths, _ durability: Durability, _ reason: String, _ note: (String) -> Void
) throws(RunFailure) {
    let names = try withFiles { () throws(FileError) in
        try paths.withdrawEnd(durability: durability)
    }
    guard !names.isEmpty else { return }
    note("\(paths.folder): \(names.joined(separator: ", ")) taken back, as \(reason)")
}

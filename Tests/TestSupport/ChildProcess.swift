public import Foundation

/// A program that ran to its end, with all it wrote.
public struct ChildProcess {
    /// What it ended with; the signal's number if `wasKilled`.
    public let status: Int32
    /// Whether a signal ended it.
    public let wasKilled: Bool
    /// What it wrote to standard output.
    public let output: Data
    /// What it wrote to standard error, as text.
    public let errors: String

    /// `output` as text.
    public var text: String { String(decoding: output, as: UTF8.self) }

    /// Runs a program and waits for it.
    ///
    /// Its output goes through files, so that it never waits for a reader.
    ///
    /// - Parameters:
    ///   - program: its path, or a name that is looked up in `PATH`.
    ///   - arguments: what follows the name.
    ///   - input: what it reads from standard input.
    public static func run(
        _ program: String, _ arguments: [String], input: Data = Data()
    ) throws -> ChildProcess {
        let folder = try TemporaryFolder()
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [program] + arguments
        process.standardInput = try FileHandle(
            forReadingFrom: folder.file("input", holding: input))
        let output = try folder.file("output", holding: Data())
        let errors = try folder.file("errors", holding: Data())
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: errors)
        try process.run()
        process.waitUntilExit()
        return ChildProcess(
            status: process.terminationStatus,
            wasKilled: process.terminationReason == .uncaughtSignal,
            output: try Data(contentsOf: output),
            errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self))
    }
}

import Foundation
import TestSupport
import XCTest

/// The finished program, as somebody at a terminal uses it.
enum Fatura {
    /// The program beside the tests.
    static let program: String = {
        let tests = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        return tests.deletingLastPathComponent().appendingPathComponent("fatura").path
    }()

    static let pack = Repository.pack

    /// Runs a command.
    static func run(_ arguments: [String], input: Data = Data()) throws -> ChildProcess {
        let done = try ChildProcess.run(program, arguments, input: input)
        XCTAssertFalse(done.wasKilled, "signal \(done.status): \(done.errors)")
        return done
    }

    /// Runs a command line of the shell, in which `$fatura` is the program and `$pack` the pack.
    static func shell(_ script: String, in folder: TemporaryFolder) throws -> ChildProcess {
        let start = "fatura='\(program)'; pack='\(pack)'; cd '\(folder.url.path)'\n"
        // A script that hangs fails instead of holding everything up.
        return try ChildProcess.run("timeout", ["300", "bash", "-c", start + script])
    }

    /// Sample records, one a line.
    static func sample(_ options: String...) throws -> [String] {
        let done = try run(["sample", pack] + options)
        XCTAssertEqual(done.status, 0, done.errors)
        return done.text.split(separator: "\n").map(String.init)
    }

    /// Renders records into `out` of a folder.
    static func render(
        _ records: [String], in folder: TemporaryFolder, _ options: String...
    ) throws -> ChildProcess {
        let text = records.joined(separator: "\n") + "\n"
        try folder.file("cycle.ndjson", holding: Data(text.utf8))
        return try run(
            ["render", pack, folder.path("cycle.ndjson"), "-o", folder.path("out")] + options)
    }
}

extension String {
    /// Itself with the first match of a pattern replaced; a test that changes nothing proves nothing.
    func changed(
        _ pattern: some RegexComponent, to text: String, line: UInt = #line
    ) -> String {
        let new = replacing(pattern, with: text, maxReplacements: 1)
        XCTAssertNotEqual(new, self, line: line)
        return new
    }
}

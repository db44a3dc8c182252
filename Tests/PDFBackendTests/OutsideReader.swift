import Foundation
import XCTest

/// What programs nobody here wrote make of a file.
enum OutsideReader {
    /// A program's output; fails the test unless it ends with status 0.
    static func run(
        _ tool: String, _ arguments: [String], file: StaticString = #filePath, line: UInt = #line
    ) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [tool] + arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        let text = String(decoding: output, as: UTF8.self)
        XCTAssertEqual(process.terminationStatus, 0, "\(tool): \(text)", file: file, line: line)
        return text
    }

    /// Calls `body` with the path of a file of these bytes, which is gone afterwards.
    static func withFile<Result>(
        _ bytes: [UInt8], _ body: (String) throws -> Result
    ) throws
        -> Result
    {
        let url = FileManager.default.temporaryDirectory
            .appendingPathComponent("fatura-\(UUID().uuidString).pdf")
        try Data(bytes).write(to: url)
        defer { try? FileManager.default.removeItem(at: url) }
        return try body(url.path)
    }

    /// qpdf finds nothing to complain about.
    static func assertClean(
        _ bytes: [UInt8], file: StaticString = #filePath, line: UInt = #line
    ) throws {
        try withFile(bytes) { path in
            let text = try run("qpdf", ["--check", path], file: file, line: line)
            XCTAssertTrue(
                text.contains("No syntax or stream encoding errors found"), text, file: file,
                line: line)
            XCTAssertFalse(text.contains("WARNING"), text, file: file, line: line)
        }
    }

    /// The text poppler extracts, laid out as on the page.
    static func text(_ bytes: [UInt8]) throws -> String {
        try withFile(bytes) { try run("pdftotext", ["-layout", "-enc", "UTF-8", $0, "-"]) }
    }
}

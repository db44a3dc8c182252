public import Foundation
import XCTest

/// Compares a text with `Tests/Goldens/<name>`.
///
/// `RECORD_GOLDENS=1` rewrites the file and fails, so that nobody records by accident; a missing file is
/// written and fails.
public func assertGolden(
    _ text: String, _ name: String, file: StaticString = #filePath, line: UInt = #line
) throws {
    try assertDocument(text, "Tests/Goldens/" + name, file: file, line: line)
}

/// Compares a text with a file of the repository that is made of it, as `assertGolden` does.
public func assertDocument(
    _ text: String, _ name: String, file: StaticString = #filePath, line: UInt = #line
) throws {
    let golden = repositoryFolder.appendingPathComponent(name)
    let isRecording = ProcessInfo.processInfo.environment["RECORD_GOLDENS"] == "1"
    guard !isRecording, FileManager.default.fileExists(atPath: golden.path) else {
        try FileManager.default.createDirectory(
            at: golden.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: golden)
        XCTFail("recorded \(name); look at the difference", file: file, line: line)
        return
    }
    let wanted = try String(contentsOf: golden, encoding: .utf8)
    guard !wanted.utf8.elementsEqual(text.utf8) else { return }
    XCTFail(difference(wanted, text, name), file: file, line: line)
}

/// The repository's folder.
public var repositoryFolder: URL {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
}

/// The first line in which two texts differ.
private func difference(_ wanted: String, _ found: String, _ name: String) -> String {
    let wanted = wanted.split(separator: "\n", omittingEmptySubsequences: false)
    let found = found.split(separator: "\n", omittingEmptySubsequences: false)
    let common = zip(wanted, found).prefix { $0.utf8.elementsEqual($1.utf8) }.count
    let line: ([Substring]) -> String = { $0.count > common ? String($0[common]) : "(nothing)" }
    return """
        \(name) differs from line \(common + 1):
        wanted: \(line(wanted))
        found:  \(line(found))
        """
}

import Foundation
import XCTest

/// Compares a text with `Tests/Goldens/<path>`.
///
/// `RECORD_GOLDENS=1` rewrites the file and fails, so that nobody records by accident.
func assertGolden(
    _ text: String, _ path: String, file: StaticString = #filePath, line: UInt = #line
) throws {
    let golden = URL(fileURLWithPath: "\(file)").deletingLastPathComponent()
        .appendingPathComponent("../Goldens/" + path).standardizedFileURL
    if ProcessInfo.processInfo.environment["RECORD_GOLDENS"] == "1" {
        try FileManager.default.createDirectory(
            at: golden.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: golden)
        XCTFail("recorded \(path)", file: file, line: line)
        return
    }
    let wanted = try String(contentsOf: golden, encoding: .utf8)
    guard wanted != text else { return }
    let pairs = zip(wanted.components(separatedBy: "\n"), text.components(separatedBy: "\n"))
    let first = pairs.enumerated().first { $0.element.0 != $0.element.1 }
    XCTFail(
        """
        \(path) differs from line \((first?.offset ?? -2) + 1):
        wanted: \(first?.element.0 ?? "(other length)")
        found:  \(first?.element.1 ?? "(other length)")
        """, file: file, line: line)
}

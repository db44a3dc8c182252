import Foundation
import Primitives
import Samples
import XCTest

final class SaaSCaseTests: XCTestCase {
    /// The pack's files are what the generator makes; `RECORD_GOLDENS=1` writes them, and fails.
    func testThePacksSamplesAreTheGenerators() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let folder = root.appendingPathComponent("templates/saas/samples")
        for sample in SaaSCase.allCases {
            let file = folder.appendingPathComponent(sample.rawValue + ".json")
            var buffer = ByteBuffer()
            sample.append(to: &buffer)
            let made = Data(buffer.view.bytes)
            if ProcessInfo.processInfo.environment["RECORD_GOLDENS"] != nil {
                try made.write(to: file)
                XCTFail("recorded \(file.lastPathComponent)")
            } else {
                XCTAssertEqual(try Data(contentsOf: file), made, sample.rawValue)
            }
        }
    }
}

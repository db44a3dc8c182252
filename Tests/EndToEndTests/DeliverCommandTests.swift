import Foundation
import TestSupport
import XCTest

/// What `fatura deliver` refuses before it asks a store; `scripts/test-s3` has a store.
final class DeliverCommandTests: XCTestCase {
    func testWhatIsRefusedBeforeAStoreIsAsked() throws {
        let folder = try TemporaryFolder()
        let keys = "AWS_ACCESS_KEY_ID=AKEY AWS_SECRET_ACCESS_KEY=hidden"
        // Nobody listens there: whoever asks gets F905.
        let store = "--endpoint http://127.0.0.1:1"
        let rows: [(command: String, status: Int32, said: String, line: UInt)] = [
            ("$fatura deliver run s3://bills", 2, "[F901]", #line),
            ("\(keys) $fatura deliver run bills/2026", 1, "is no s3://BUCKET", #line),
            ("\(keys) $fatura deliver run s3://a/../b", 1, "is no s3://BUCKET", #line),
            ("\(keys) $fatura deliver run s3://bills -w 0", 1, "--workers takes", #line),
            ("\(keys) $fatura deliver run s3://bills --endpoint x", 2, "[F902]", #line),
            ("\(keys) $fatura deliver run s3://bills \(store)", 2, "[F791]", #line),
        ]
        for row in rows {
            let done = try Fatura.shell(
                "mkdir -p run; unset AWS_ACCESS_KEY_ID; \(row.command)", in: folder)
            XCTAssertEqual(done.status, row.status, done.errors, line: row.line)
            XCTAssertTrue(done.errors.contains(row.said), done.errors, line: row.line)
            XCTAssertFalse(done.errors.contains("hidden"), done.errors, line: row.line)
        }
    }
}

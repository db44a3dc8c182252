import XCTest

@testable import Delivery

final class RetryPolicyTests: XCTestCase {
    func testWhatPasses() {
        let rows: [(answer: StorageAnswer, isPassing: Bool, line: UInt)] = [
            (StorageAnswer(status: 503), true, #line), (StorageAnswer(status: 500), true, #line),
            (StorageAnswer(status: 429), true, #line), (.error(503, "SlowDown"), true, #line),
            (.error(409, "ConditionalRequestConflict"), true, #line),
            (.error(400, "RequestTimeout"), true, #line),
            (.error(200, "InternalError"), true, #line),
            (StorageAnswer(status: 200), false, #line), (StorageAnswer(status: 501), false, #line),
            (.error(412, "PreconditionFailed"), false, #line),
            (.error(403, "RequestTimeTooSkewed"), false, #line),
            (.error(409, "BucketAlreadyExists"), false, #line),
        ]
        for row in rows {
            XCTAssertEqual(RetryPolicy.isPassing(row.answer), row.isPassing, line: row.line)
        }
    }

    func testPausesDoubleAndDiffer() {
        for attempt in 1...20 {
            let full = min(250 << (attempt - 1), RetryPolicy.longest)
            let pauses = (0..<40).map {
                RetryPolicy.pause(after: attempt, key: "packs/\($0).tar", asked: nil)
            }
            XCTAssertTrue(pauses.allSatisfy { full / 2...full ~= $0 }, "\(attempt): \(pauses)")
            XCTAssertGreaterThan(Set(pauses).count, 20)
        }
    }

    func testPausesAreTheSameInEachRun() {
        let pauses = (1...4).map {
            RetryPolicy.pause(after: $0, key: "manifest.json", asked: nil)
        }
        XCTAssertEqual(pauses, [214, 298, 726, 1_689])
    }

    func testTheStoreMayAskForMoreButNotForEver() {
        XCTAssertEqual(RetryPolicy.pause(after: 1, key: "k", asked: 5_000), 5_000)
        XCTAssertEqual(
            RetryPolicy.pause(after: 1, key: "k", asked: 3_600_000), RetryPolicy.longest)
        XCTAssertGreaterThan(RetryPolicy.pause(after: 1, key: "k", asked: 0), 100)
    }
}

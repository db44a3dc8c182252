import Primitives
import XCTest

@testable import Expansion

final class TickStepTests: XCTestCase {
    func testStepsOfAnAxis() {
        let rows: [(target: Double, step: String, line: UInt)] = [
            (0, "1", #line), (0.9, "1", #line), (1, "1", #line), (1.01, "2", #line),
            (2.5, "5", #line), (5.5, "10", #line), (10, "10", #line), (99, "100", #line),
            (0.02, "0.02", #line), (0.03, "0.05", #line), (0.0007, "0.001", #line),
            (3e11, "500000000000", #line), (1e-30, "0.0000000001", #line),
        ]
        for row in rows {
            let step = TickStep(atLeast: row.target).times(1)
            let wanted = Double(row.step) ?? 0
            XCTAssertEqual(step.approximate, wanted, accuracy: wanted * 1e-12, line: row.line)
        }
    }
}

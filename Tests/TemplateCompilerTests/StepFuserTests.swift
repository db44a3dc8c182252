import DocumentModel
import Expansion
import XCTest

@testable import TemplateCompiler

final class StepFuserTests: XCTestCase {
    func testParagraphsAndCellsOfOneValueAreOneStep() {
        let rows: [(steps: [Step], first: Step.Operation, line: UInt)] = [
            ([open(.paragraph), value, close], .leaf, #line),
            ([open(.cell), open(.paragraph), value, close, close], .leafCell, #line),
            ([open(.block), open(.paragraph), value, close, close], .open, #line),
            ([open(.paragraph), value, value, close], .open, #line),
            ([open(.paragraph), Step(operation: .text), close], .open, #line),
            ([open(.paragraph), close], .open, #line), ([open(.paragraph), value], .open, #line),
            ([open(.cell), open(.paragraph), value, close], .open, #line),
            ([open(.cell), open(.paragraph), value, close, value, close], .open, #line),
            ([open(.cell), open(.cell), value, close, close], .open, #line),
        ]
        for row in rows {
            XCTAssertEqual(
                StepFuser(row.steps).fused()[0].operation, row.first, line: row.line)
        }
    }

    /// Steps behind the first stay as they are, and where they are.
    func testStepsKeepTheirPlaces() {
        let steps = [open(.cell), open(.paragraph), value, close, close, value]
        let fused = StepFuser(steps).fused()
        XCTAssertEqual(
            fused.map(\.operation), [.leafCell, .leaf, .value, .close, .close, .value])
    }

    /// What something else leads to is not run together with what stands before it.
    func testTargetsStayApart() {
        let paragraph = [open(.paragraph), value, close]
        let rows: [(jump: Step, first: Step.Operation, line: UInt)] = [
            (Step(operation: .jump, a: 1), .leaf, #line),
            (Step(operation: .jump, a: 2), .open, #line),
            (Step(operation: .unless, b: 3), .open, #line),
            (Step(operation: .channels, b: 3), .open, #line),
            (Step(operation: .each, c: 2), .open, #line),
            (Step(operation: .each, c: 4), .leaf, #line),
        ]
        for row in rows {
            XCTAssertEqual(
                StepFuser([row.jump] + paragraph).fused()[1].operation, row.first, line: row.line)
        }
    }

    private func open(_ kind: BoxKind) -> Step { Step(operation: .open, kind: kind) }
    private var value: Step { Step(operation: .value) }
    private var close: Step { Step(operation: .close) }
}

import DocumentModel
import Expansion

/// Makes one step of a paragraph that is one value, and of a cell with such a paragraph: most of what a
/// bill's tables are.
///
/// Every step keeps its place, and those that are run together with the one before stay behind it: so no
/// jump changes. What is jumped to is never run together with what stands before it.
struct StepFuser {
    private let steps: [Step]
    /// Whether a step is also reached other than from the one before it.
    private var isTarget: [Bool]

    init(_ steps: [Step]) {
        self.steps = steps
        isTarget = Array(repeating: false, count: steps.count + 1)
        for (place, step) in steps.enumerated() {
            switch step.operation {
            case .each:
                isTarget[place + 1] = true
                isTarget[Int(step.c)] = true
            case .unless, .channels: isTarget[Int(step.b)] = true
            case .jump: isTarget[Int(step.a)] = true
            default: break
            }
        }
    }

    func fused() -> [Step] {
        var result = steps
        for place in steps.indices {
            if isRun(place, [.paragraph, nil, nil]) {
                result[place].operation = .leaf
            } else if isRun(place, [.cell, .paragraph, nil, nil, nil]) {
                result[place].operation = .leafCell
            }
        }
        return result
    }

    /// Whether boxes of these kinds are opened from a place on, then a value comes, then all are closed.
    private func isRun(_ place: Int, _ kinds: [BoxKind?]) -> Bool {
        guard place + kinds.count <= steps.count else { return false }
        var isInside = false
        for (offset, kind) in kinds.enumerated() {
            let step = steps[place + offset]
            guard offset == 0 || !isTarget[place + offset] else { return false }
            if let kind {
                guard step.operation == .open, step.kind == kind else { return false }
            } else if !isInside {
                guard step.operation == .value else { return false }
                isInside = true
            } else if step.operation != .close {
                return false
            }
        }
        return true
    }
}

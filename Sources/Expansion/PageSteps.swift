import Expressions
import Primitives

/// The steps of a template as pages in one language take them: what is constant is told apart beforehand, and boxes
/// that close together close at once.
///
/// Each step keeps its place, and those that are taken with the one before stay behind it: so no reference changes.
struct PageSteps {
    let expressions: FrozenTable<ExpressionCode>
    let program: Program
    let language: Int

    /// The same steps, made for the language.
    func made(of steps: [Step]) -> FrozenTable<Step> {
        var result = steps.map(made)
        for place in result.indices.dropLast().reversed()
        where result[place].operation == .close && result[place + 1].operation == .close {
            result[place].repeats = result[place + 1].repeats + 1
        }
        return FrozenTable(result)
    }

    private func made(of step: Step) -> Step {
        var step = step
        switch step.operation {
        case .text where step.b > 0:
            let text = program.text(start: Int(step.a), count: Int(step.b))
            step.operation = text == " " ? .blank : .constant
        case .value:
            let code = expressions[Int(step.a)]
            guard let text = program.constant(code, language: language), text.count > 0 else {
                break
            }
            step.operation = .constant
            (step.a, step.b) = (text.start, text.count)
        default: break
        }
        return step
    }
}

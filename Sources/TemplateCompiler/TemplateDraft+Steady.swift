import Expansion
import Expressions

// Headers and footers that say the same on every page are made once per document.
extension TemplateDraft {
    /// For each running element whether all of it depends on the record alone.
    ///
    /// Only paragraphs and boxes, without loops and lists, may be: what else there is counts the record's steps, or
    /// has findings of its own.
    func steadyElements(of program: Program) -> [Bool] {
        let locals = Set(runningLocals)
        return programs.map { range in
            range.allSatisfy { isSteady(steps[$0], program, locals) }
        }
    }

    private func isSteady(_ step: Step, _ program: Program, _ locals: Set<Int>) -> Bool {
        switch step.operation {
        case .open, .close, .text, .lineBreak, .linkEnd, .jump, .channels: true
        case .value, .unless, .link, .area:
            program.isSteady(expressions[Int(step.a)], without: locals)
        default: false
        }
    }
}

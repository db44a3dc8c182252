import Expansion
import Expressions
import Markup
import Primitives

/// Choices by a value: `switch`, `case`, `default`.
extension TemplateCompiler {
    /// Compiles a `switch` to jumps: its value is worked out once, the cases are tried in order.
    func compileSwitch(_ element: Element, _ context: Context) {
        var branches = context
        branches.isInline = false
        let children = allowedChildren(of: element, branches)
        guard let subject = subject(of: element, context) else {
            // What the branches hold may be wrong, too.
            for child in children { compileTransparent(child, context) }
            return
        }
        draft.steps.append(
            Step(operation: .set, a: draft.add(subject.expression), b: Int32(subject.local.slot)))
        if !children.contains(where: { $0.name == "case" }), !element.isBroken,
            children.count == element.elements.count
        {
            draft.report(
                "F107", file: context.file, element.span, "this <switch> has no <case>",
                cure: "write <case is=\"…\"> … </case> in it")
        }
        var known: Set<String> = []
        var ends: [Int] = []
        for (index, child) in children.enumerated() {
            check(child, context)
            let guarded = compileChannels(child, context)
            if child.name == "default", index < children.count - 1 {
                draft.report(
                    "F107", file: context.file, child.span, "<default> is not the last in <switch>",
                    cure: "move it behind the cases; there is one only")
            }
            let unless = compileTest(of: child, subject, &known, context)
            compileTransparent(child, context)
            draft.steps.append(Step(operation: .jump))
            ends.append(draft.steps.count - 1)
            if let unless { draft.steps[unless].b = Int32(draft.steps.count) }
            if let guarded { draft.steps[guarded].b = Int32(draft.steps.count) }
        }
        for end in ends { draft.steps[end].a = Int32(draft.steps.count) }
    }

    private func subject(of element: Element, _ context: Context) -> SwitchSubject? {
        guard let attribute = element.attribute("value") else { return nil }
        do throws(ExpressionError) {
            return try draft.builder.compileSubject(attribute.value, scope: context.scope)
        } catch {
            report(error, context)
            return nil
        }
    }

    /// Appends the test of a `case`; returns the step that jumps when it fails.
    private func compileTest(
        of element: Element, _ subject: SwitchSubject, _ known: inout Set<String>,
        _ context: Context
    ) -> Int? {
        guard element.name == "case", let attribute = element.attribute("is") else { return nil }
        do throws(ExpressionError) {
            let values = try draft.builder.compileCase(
                attribute.value, of: subject, scope: context.scope)
            for literal in values.literals where !known.insert(literal.key).inserted {
                draft.report(
                    ExpressionError.Code.repeatedCase.rawValue, file: context.file, literal.span,
                    "this <switch> has a case for this value already",
                    cure: "remove one of them: the first is taken")
            }
            draft.steps.append(Step(operation: .unless, a: draft.add(values.test)))
            return draft.steps.count - 1
        } catch {
            report(error, context)
            return nil
        }
    }
}

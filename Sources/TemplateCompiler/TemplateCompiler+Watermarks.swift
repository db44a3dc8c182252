import DocumentModel
import Expansion
import Expressions
import Markup
import Primitives

/// Watermarks: running boxes for channels with pages, boxes with a place of their own for the others.
extension TemplateCompiler {
    /// Adds a `<watermark>`: queues its steps for pages, and notes it for the start of the flow.
    func addWatermark(_ element: Element, _ context: Context) {
        let pages: [String: Watermark.Pages] = [
            "all": .all, "first": .first, "rest": .rest, "last": .last,
        ]
        check(element, context)
        let on = choice(element, "on", pages, context) ?? .all
        let isAbove = choice(element, "layer", ["above": true, "below": false], context) ?? false
        draft.programs.append(0..<0)
        let id = draft.programs.count - 1
        draft.watermarks.append(Watermark(running: id, pages: on, isAbove: isAbove))
        draft.pending.append { [self] in
            var context = context
            context.isRunning = true
            context.scope.locals["page"] = .init(slot: draft.runningLocals[0], type: .number)
            context.scope.locals["pages"] = .init(slot: draft.runningLocals[1], type: .number)
            let start = draft.steps.count
            compileWatermark(element, .flow, context)
            draft.programs[id] = start..<draft.steps.count
        }
    }

    /// Puts the watermarks that a document without pages shows where the steps stand.
    func compileWatermarks(_ context: Context) {
        for element in root.elements where element.name == "watermark" {
            guard element.attribute("on")?.string != "rest" else { continue }
            draft.steps.append(Step(operation: .channels, a: Channel.portal.mask))
            let guarded = draft.steps.count - 1
            var context = context
            // One page is all there is.
            let one = ExpressionText(bytes: [UInt8(ascii: "1")], start: 0)
            guard let number = try? draft.builder.compile(one, scope: context.scope) else { return }
            for (place, name) in ["page", "pages"].enumerated() {
                let slot = draft.runningLocals[place]
                draft.steps.append(Step(operation: .set, a: draft.add(number), b: Int32(slot)))
                context.scope.locals[name] = .init(slot: slot, type: .number)
            }
            compileWatermark(element, .watermark, context)
            draft.steps[guarded].b = Int32(draft.steps.count)
        }
    }

    private func compileWatermark(_ element: Element, _ position: Position, _ context: Context) {
        var context = context
        context.isFree = true
        enter(element, &context)
        context.draft.style.position = position
        let isAbove = element.attribute("layer")?.string == "above"
        add(
            Step(operation: .open, kind: .block, role: .artifact, b: isAbove ? 1 : 0), element,
            context)
        let guarded = compileChannels(element, context)
        var unless: Int?
        if let test = expression(element.attribute("test"), context) {
            draft.steps.append(Step(operation: .unless, a: draft.add(test)))
            unless = draft.steps.count - 1
        }
        compileFlow(of: element, context)
        for place in [guarded, unless] {
            if let place { draft.steps[place].b = Int32(draft.steps.count) }
        }
        draft.steps.append(Step(operation: .close))
    }
}

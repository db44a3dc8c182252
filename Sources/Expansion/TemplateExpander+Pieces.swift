import DocumentModel
import Expressions
import Primitives

/// The pieces of paragraphs: constant text, values, and what they lead to.
extension TemplateExpander {
    /// Appends constant text of the template.
    func appendText(_ step: Step, _ tree: BoxTree) {
        // Blanks between elements count only between texts.
        let isBlank =
            step.b == 1 && template.program.text(start: Int(step.a), count: 1)[0] == 32
        if !isBlank || !isAtStart(tree) { appendConstant(step, tree) }
    }

    /// Appends a blank between texts, see `Step.Operation.blank`.
    @inline(__always)
    func appendBlank(_ step: Step, _ tree: BoxTree) {
        guard !isAtStart(tree) else { return }
        let text = TextRange(start: tree.text.count, count: 1)
        tree.text.append(UInt8(ascii: " "))
        tree.inlines.append(
            Inline(text: text, style: step.style, isBreak: false, link: link, path: -1))
    }

    /// Appends constant text that counts wherever it stands.
    @inline(__always)
    func appendConstant(_ step: Step, _ tree: BoxTree) {
        let bytes = template.program.text(start: Int(step.a), count: Int(step.b))
        tree.inlines.append(
            Inline(
                text: tree.append(text: bytes), style: step.style, isBreak: false, link: link,
                path: -1))
    }

    private func isAtStart(_ tree: BoxTree) -> Bool {
        guard open >= 0 else { return true }
        let isTexts = tree.boxes[open].textRow >= 0
        let first = isTexts ? tree.cellPieces.last?.first : tree.boxes[open].first
        return first.map(Int.init) == tree.inlines.count
    }

    /// Appends the piece that a value's text is, and returns how many that are: none of an empty text.
    @inline(__always)
    @discardableResult
    func appendValue(_ step: Step, _ tree: BoxTree) -> Int32 {
        if step.operation == .constant {
            appendConstant(step, tree)
            return 1
        }
        let start = tree.text.count
        let path = evaluator.write(template.expressions[Int(step.a)], to: &tree.text)
        let count = tree.text.count - start
        guard count > 0 else { return 0 }
        tree.inlines.append(
            Inline(
                text: TextRange(start: start, count: count), style: step.style, isBreak: false,
                link: link, path: path))
        return 1
    }

    func openLink(_ step: Step, _ tree: BoxTree) {
        let target = text(template.expressions[Int(step.a)], into: tree)
        guard !target.isEmpty else { return }
        link = Int32(tree.links.count)
        tree.links.append(target)
    }

    func openArea(_ step: Step, _ tree: BoxTree) {
        let target = text(template.expressions[Int(step.a)], into: tree)
        guard !target.isEmpty, open >= 0 else { return }
        tree.links.append(target)
        tree.boxes[open].first = Int32(tree.links.count)
    }
}

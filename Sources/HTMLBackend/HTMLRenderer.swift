public import DocumentModel
public import Primitives

/// Writes box trees as HTML pages; one per worker, used again and again.
///
/// Boxes become elements by role, styles classes. What stands at a page's foot or in a place of the sheet
/// (`Position`) stands in the flow, in the tree's order; artifacts with a place of the sheet are left out.
public final class HTMLRenderer {
    let template: HTMLTemplate
    let styles: FrozenTable<Style>
    let facts: FrozenTable<StyleFacts>
    var widths = WantedWidths()
    var shapes = ChartShapes()
    var words: DocumentWords
    var hasCopyable = false

    /// A renderer of one template's documents.
    public init(template: HTMLTemplate) {
        self.template = template
        styles = template.styles
        facts = template.facts
        words = DocumentWords(language: ByteView())
    }

    /// Appends the page of a tree to `out`; equal trees give equal bytes.
    ///
    /// - Complexity: O(*n*) in boxes and bytes; allocates nothing once its scratch has grown.
    public func render(_ tree: BoxTree, into out: inout ByteBuffer) {
        words = DocumentWords(language: tree.bytes(tree.info.language))
        hasCopyable = false
        writeHead(of: tree, into: &out)
        out.append("\n<body>")
        if tree.boxes.count > 0 {
            widths.measure(tree, styles: styles)
            writeRoot(of: tree, into: &out)
        }
        if hasCopyable {
            out.append("\n<script>")
            out.append(CopyScript.source)
            out.append("</script>")
        }
        out.append("\n</body>\n</html>\n")
    }

    private func writeHead(of tree: BoxTree, into out: inout ByteBuffer) {
        out.append("<!doctype html>\n<html lang=\"")
        appendLanguage(tree.bytes(tree.info.language), to: &out)
        out.append("\" data-copy=\"")
        out.append(words.copy)
        out.append("\" data-copied=\"")
        out.append(words.copied)
        out.append("\">\n<head>\n<meta charset=\"utf-8\">\n<title>")
        let title = tree.info.title.isEmpty ? tree.info.identifier : tree.info.title
        out.append(escaped: tree.bytes(title))
        out.append("</title>")
        writeMeta("author", tree.bytes(tree.info.author), into: &out)
        writeMeta("description", tree.bytes(tree.info.subject), into: &out)
        out.append(template.headBytes)
    }

    private func writeMeta(_ name: StaticString, _ text: ByteView, into out: inout ByteBuffer) {
        guard !text.isEmpty else { return }
        out.append("\n<meta name=\"")
        out.append(name)
        out.append("\" content=\"")
        out.append(escaped: text)
        out.append("\">")
    }

    private func writeRoot(of tree: BoxTree, into out: inout ByteBuffer) {
        let box = tree.boxes[0]
        let isRow = box.kind == .row
        out.append("\n<main class=\"")
        if isRow { out.append("row ") }
        if !isRow, styles[Int(box.style)].gap > .zero { out.append("stack ") }
        out.append("s")
        out.append(decimal: Int(box.style))
        out.append("\">")
        let place = Surroundings(
            element: .main, textKey: facts[Int(box.style)].textKey, isRow: isRow, isPayment: false)
        if box.firstChild < 0 {
            writeBox(0, of: tree, in: place, into: &out)
        } else {
            writeChildren(of: box, tree, in: place, into: &out)
        }
        out.append("\n</main>")
    }
}

/// What a box must know of the element it stands in.
struct Surroundings: BitwiseCopyable {
    var element: Element
    /// Text key of the nearest element with a class.
    var textKey: UInt16
    /// Whether it lays out its children side by side.
    var isRow: Bool
    /// Whether it is, or lies in, a payment.
    var isPayment: Bool
    /// How a table's column aligns what stands directly in its cells.
    var align = HorizontalAlign.start
}

/// A language tag reduced to what BCP 47 allows in one.
private func appendLanguage(_ tag: ByteView, to out: inout ByteBuffer) {
    for index in 0..<min(tag.count, 35) {
        switch tag[index] {
        case 48...57, 65...90, 97...122, UInt8(ascii: "-"): out.append(tag[index])
        default: return
        }
    }
}

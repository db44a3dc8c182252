import DocumentModel
import Fonts
import Primitives
import TextShaping

/// Measures boxes: widths from the outside in, heights from the inside out.
///
/// Nothing here knows where a page ends.
struct Measurer: ~Copyable {
    var shaper: TextShaper
    var styles: Pool<Style>
    /// What is read of them at every box.
    var boxStyles: Pool<BoxStyle>
    var tables = Pool<TableEntry>()
    var columnSpecs = Pool<ColumnSpec>()
    var measures = Pool<BoxMeasure>(capacity: 1024)
    var columns = Pool<ColumnMeasure>()
    /// A stack: how the plain cells of the tables being measured are, a plan for each column.
    var plans = Pool<CellPlan>()
    /// The rows that are drawn without a look at their boxes, and their texts.
    var plainRows = Pool<PlainRow>()
    var cellTexts = Pool<CellText>()
    /// Whether there may be such rows: notes look for the lines of their marks.
    var allowsPlainRows = true
    /// A stack: what is being shared out, by nested rows and tables.
    var tracks = Pool<TrackMeasure>()
    var findings: [LayoutFinding] = []
    /// Width the fractions of the decimal cell being measured take, in millionths.
    var fraction = 0
    /// Whether cells may align decimally though their column does not.
    private(set) var hasDecimalStyles = false
    /// Whether boxes may be left out where there is no room to spare.
    private(set) var hasOptionalStyles = false
    /// Whether a table's columns depend on the rows that carry its sums.
    private(set) var measuresCarries = false
    /// How many boxes that no page end may divide are being measured.
    var atomicDepth = 0
    /// Whether boxes that flow through columns are being measured.
    var isInColumns = false
    /// Whether boxes of running content are measured, which come several times.
    var isRunning = false

    init(resources: DocumentResources, faces: [FontFace], hyphenation: Hyphenation) {
        shaper = TextShaper(
            resources: resources, faces: faces, hyphenation: hyphenation)
        styles = Pool(capacity: max(resources.styles.count, 1))
        boxStyles = Pool(capacity: max(resources.styles.count, 1))
        for index in 0..<resources.styles.count {
            styles.append(resources.styles[index])
            boxStyles.append(BoxStyle(resources.styles[index]))
            boxStyles[index].rule = rule(of: index)
            if resources.styles[index].align == .decimal { hasDecimalStyles = true }
            if resources.styles[index].isOptional { hasOptionalStyles = true }
        }
        for table in resources.tables {
            let needsCells = table.columns.contains {
                $0.width.kind == .auto || $0.align == .decimal
            }
            tables.append(
                TableEntry(
                    firstColumn: columnSpecs.count, columnCount: table.columns.count,
                    carryRow: table.carryRow, broughtForwardRow: table.broughtForwardRow,
                    needsCells: needsCells || hasDecimalStyles))
            for column in table.columns { columnSpecs.append(column) }
            if table.carryRow >= 0, needsCells || hasDecimalStyles { measuresCarries = true }
        }
    }

    /// The first style with the same border at the bottom as one of which nothing else is painted.
    private func rule(of index: Int) -> Int16 {
        guard boxStyles[index].traits.has(.hasOnlyRule) else { return -1 }
        let style = styles[index]
        for other in 0...index
        where boxStyles[other].traits.has(.hasOnlyRule)
            && styles[other].border.bottom == style.border.bottom
            && styles[other].borderColor == style.borderColor
        {
            return Int16(exactly: other) ?? -1
        }
        return -1
    }

    /// Treats boxes with nothing out of the ordinary like all others, as a proof that it makes no difference.
    mutating func takeLongWay() {
        for index in boxStyles.indices {
            boxStyles[index].traits.subtract([.isPlain, .hasOnlyRule])
        }
    }

    /// Forgets the document, keeps the memory.
    mutating func removeAll() {
        shaper.removeAll()
        measures.removeAll()
        columns.removeAll()
        plans.removeAll()
        plainRows.removeAll()
        cellTexts.removeAll()
        tracks.removeAll()
        if !findings.isEmpty { findings.removeAll(keepingCapacity: true) }
        atomicDepth = 0
        isInColumns = false
        isRunning = false
    }

    /// Makes ready the boxes from `first` on: shapes the texts of all paragraphs.
    mutating func prepare(_ tree: BoxTree, from first: Int) {
        let count = tree.boxes.count
        measures.append(repeating: BoxMeasure(), count: count - measures.count)
        for index in first..<count where tree.boxes[index].kind == .paragraph {
            shape(index, tree)
        }
    }

    @inline(__always)
    private mutating func shape(_ index: Int, _ tree: BoxTree) {
        let box = tree.boxes[index]
        let text = shaper.shape(box, of: tree)
        measures[index].text = Int32(text)
        measures[index].isEmpty =
            shaper.texts[text].isEmpty
            && !boxStyles[Int(box.style)].traits.has(.hasHeight)
        if !shaper.missing.isEmpty { reportMissing(index, tree) }
    }

    /// Reports the characters that had no glyph, as part of `box`.
    @inline(never)
    mutating func reportMissing(_ box: Int, _ tree: BoxTree) {
        for index in shaper.missing.indices {
            let missing = shaper.missing[index]
            if let script = ComplexScript(of: missing.scalar) {
                reportOnce(script, box, path: missing.path, tree)
            } else {
                let scalar = Int32(bitPattern: missing.scalar)
                report(.missingGlyph, box, scalar, path: missing.path, tree)
            }
        }
        shaper.missing.removeAll()
    }

    /// Notes a script that is not set, once for each box and field.
    private mutating func reportOnce(
        _ script: ComplexScript, _ box: Int, path: Int32, _ tree: BoxTree
    ) {
        let amount = Int32(script.rawValue)
        let isKnown = findings.contains {
            $0.kind == .script && $0.box == Int32(box) && $0.path == path && $0.amount == amount
        }
        if !isKnown { report(.script, box, amount, path: path, tree) }
    }

    /// Notes a finding; one that running content has given before is left out.
    @inline(never)
    mutating func report(
        _ kind: LayoutFinding.Kind, _ box: Int, _ amount: Int32, path: Int32, _ tree: BoxTree
    ) {
        let node = tree.boxes[box].node
        if isRunning,
            findings.contains(where: {
                $0.kind == kind && $0.node == node && $0.path == path
            })
        {
            return
        }
        findings.append(
            LayoutFinding(kind: kind, box: Int32(box), node: node, path: path, amount: amount))
    }

    /// Notes a finding with the path of its box, or of the first text in it that shows something.
    @inline(never)
    mutating func report(
        _ kind: LayoutFinding.Kind, _ box: Int, _ amount: Length, _ tree: BoxTree
    ) {
        report(kind, box, amount.milliPoints, path: path(in: box, tree), tree)
    }

    /// The first record node that a box or what lies in it shows; −1 if there is none.
    func path(in box: Int, _ tree: BoxTree) -> Int32 {
        var last = box
        while tree.boxes[last].lastChild >= 0 { last = Int(tree.boxes[last].lastChild) }
        for index in box...last {
            let box = tree.boxes[index]
            if box.path >= 0 { return box.path }
            guard box.kind == .paragraph else { continue }
            for place in Int(box.first)..<Int(box.first) + Int(box.count)
            where tree.inlines[place].path >= 0 {
                return tree.inlines[place].path
            }
        }
        return -1
    }
}

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
    var measures = Pool<BoxMeasure>(capacity: 1024, spools: true)
    /// The columns of tables, first those that are kept from one document to the next.
    var columns = Pool<ColumnMeasure>()
    /// How plain cells are measured: a plan for each column that is kept; behind them, a stack, for those of the
    /// tables being measured.
    var plans = Pool<CellPlan>()
    /// How many columns are kept, as many plans.
    private(set) var keptColumns = 0
    /// The rows that are drawn without a look at their boxes, and their texts.
    var plainRows = Pool<PlainRow>(spools: true)
    var cellTexts = Pool<CellText>(spools: true)
    /// What the cells of the template's rows of texts have in common.
    let textCells: FrozenTable<TextCell>
    /// The texts of the cells of rows of texts, measured; how each looks where those of a row look different.
    var rowTexts = Pool<PlacedText>(spools: true)
    var rowLooks = Pool<TextLook>(spools: true)
    /// How rows of texts are measured: for each of `textCells` how those that begin with it are, and it itself.
    var rowPlans = Pool<RowPlan>()
    var rowCells = Pool<RowCell>()
    /// How many documents were measured.
    var generation = 0
    /// Makes the rows of lists; set while a document is laid out.
    var running: (any RunningContent)?
    /// The texts of some rows of a list, while they are measured.
    let listTexts = RowTexts()
    /// For each row of each list that is measured as a whole its first text in `rowTexts`, and at the end of each
    /// list where the texts end.
    var rowStarts = Pool<Int32>(spools: true)
    /// The boxes that were made of rows of lists, in order.
    var madeRows = Pool<MadeRows>()
    /// For each style the first one whose text looks the same; −1 where it is underlined.
    private(set) var looks = Pool<Int32>()
    /// Whether there may be such rows: notes look for the lines of their marks.
    var allowsPlainRows = true
    /// A stack: what is being shared out, by nested rows and tables.
    var tracks = Pool<TrackMeasure>()
    var findings: [LayoutFinding] = []
    /// What was made ready last: its boxes, and what was found of them.
    private var prepared = 0..<0
    private var preparedFindings = 0..<0
    /// How many findings were put among those found before.
    private var insertedFindings = 0
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
        textCells = resources.textCells
        rowPlans.append(repeating: RowPlan(), count: resources.textCells.count)
        rowCells.append(zeros: resources.textCells.count)
        styles = Pool(capacity: max(resources.styles.count, 1))
        boxStyles = Pool(capacity: max(resources.styles.count, 1))
        for index in 0..<resources.styles.count {
            styles.append(resources.styles[index])
            boxStyles.append(BoxStyle(resources.styles[index]))
            boxStyles[index].rule = rule(of: index)
            if resources.styles[index].align == .decimal { hasDecimalStyles = true }
            if resources.styles[index].isOptional { hasOptionalStyles = true }
        }
        for index in styles.indices { looks.append(look(of: index)) }
        for table in resources.tables {
            let needsCells = table.columns.contains {
                $0.width.kind == .auto || $0.align == .decimal
            }
            var entry = TableEntry(
                firstColumn: columnSpecs.count, columnCount: table.columns.count,
                carryRow: table.carryRow, broughtForwardRow: table.broughtForwardRow,
                needsCells: needsCells || hasDecimalStyles)
            for column in table.columns { columnSpecs.append(column) }
            if table.carryRow >= 0, entry.needsCells { measuresCarries = true }
            if !entry.needsCells {
                entry.keptColumn = keptColumns
                keptColumns += entry.columnCount
            }
            tables.append(entry)
        }
        columns.append(repeating: ColumnMeasure(align: .start), count: keptColumns)
        plans.append(repeating: CellPlan(), count: keptColumns)
    }

    /// The first style with the same rule as one of which nothing else is painted.
    private func rule(of index: Int) -> Int16 {
        guard boxStyles[index].traits.has(.hasOnlyRule) else { return -1 }
        for other in 0...index
        where boxStyles[other].traits.has(.hasOnlyRule) && styles[other].hasRule(of: styles[index])
        {
            return Int16(exactly: other) ?? -1
        }
        return -1
    }

    /// The first style whose text looks like that of another one; −1 if it is underlined.
    private func look(of index: Int) -> Int32 {
        let style = styles[index]
        guard !style.isUnderlined else { return -1 }
        for other in 0..<index
        where styles[other].font == style.font && styles[other].fontSize == style.fontSize
            && styles[other].letterSpacing == style.letterSpacing
            && styles[other].color == style.color && styles[other].raise == style.raise
            && !styles[other].isUnderlined
        {
            return Int32(other)
        }
        return Int32(index)
    }

    /// Treats boxes and texts with nothing out of the ordinary like all others, as a proof that it makes no difference.
    mutating func takeLongWay() {
        for index in boxStyles.indices {
            boxStyles[index].traits.subtract([.isPlain, .hasOnlyRule])
        }
        shaper.takesLongWay = true
    }

    /// Forgets the document, keeps the memory.
    mutating func removeAll() {
        shaper.removeAll()
        measures.removeAll()
        columns.truncate(to: keptColumns)
        plans.truncate(to: keptColumns)
        plainRows.removeAll()
        cellTexts.removeAll()
        rowTexts.removeAll()
        rowLooks.removeAll()
        rowStarts.removeAll()
        madeRows.removeAll()
        generation += 1
        tracks.removeAll()
        if !findings.isEmpty { findings.removeAll(keepingCapacity: true) }
        prepared = 0..<0
        preparedFindings = 0..<0
        insertedFindings = 0
        atomicDepth = 0
        isInColumns = false
        isRunning = false
    }

    /// Makes ready the boxes from `first` on: shapes the texts of all paragraphs.
    ///
    /// Rows of texts are shaped when they are measured; where they may not be measured so, they become boxes.
    mutating func prepare(_ tree: BoxTree, from first: Int) {
        let (count, known) = (tree.boxes.count, findings.count)
        measures.append(repeating: BoxMeasure(), count: count - measures.count)
        prepared = 0..<0
        for index in first..<count {
            if index & 0xFFF == 0 { Spool.trim() }
            if tree.boxes[index].kind == .paragraph {
                shape(index, tree)
            } else if !allowsPlainRows {
                makeRows(of: index, tree)
            }
        }
        (prepared, preparedFindings) = (first..<count, known..<findings.count)
    }

    /// Makes boxes of all that a row of texts or a list of them is made of.
    private mutating func makeRows(of index: Int, _ tree: BoxTree) {
        if tree.boxes[index].kind == .tableRows {
            takeAllRows(of: index, tree)
        } else if tree.boxes[index].kind == .tableRow, tree.boxes[index].textRow >= 0 {
            makeCells(of: index, tree)
        }
    }

    /// Makes boxes of the cells of a row that are kept as texts; what is found of them stands with what was
    /// found of the boxes around the row.
    @inline(never)
    mutating func makeCells(of row: Int, _ tree: BoxTree) {
        let (first, known) = (tree.boxes.count, findings.count)
        tree.makeCells(ofRow: row, textCells)
        measures.append(repeating: BoxMeasure(), count: tree.boxes.count - measures.count)
        for index in first..<tree.boxes.count where tree.boxes[index].kind == .paragraph {
            shape(index, tree)
        }
        let origin = origin(of: row)
        guard known < findings.count, prepared.contains(origin),
            preparedFindings.upperBound <= known
        else { return }
        let place = preparedFindings.first { origin < source(of: findings[$0], tree) }
        let found = Array(findings[known...])
        findings.removeLast(found.count)
        findings.insert(contentsOf: found, at: place ?? preparedFindings.upperBound)
        insertedFindings += found.count
        preparedFindings = preparedFindings.lowerBound..<preparedFindings.upperBound + found.count
    }

    /// What has been found so far, to go back to.
    struct FindingMark: BitwiseCopyable {
        fileprivate let count: Int
        fileprivate let inserted: Int
    }

    var findingMark: FindingMark {
        FindingMark(count: findings.count, inserted: insertedFindings)
    }

    /// Forgets what was found since, but for what was put among what was found before.
    ///
    /// That is of boxes that were made since and are not made again. Returns whether there is anything else.
    mutating func forgetFindings(since mark: FindingMark) -> Bool {
        let kept = mark.count + insertedFindings - mark.inserted
        guard kept < findings.count else { return false }
        findings.removeLast(findings.count - kept)
        return true
    }

    /// The box that a finding is about; the row or list where boxes were made of one.
    private func source(of finding: LayoutFinding, _ tree: BoxTree) -> Int {
        var box = Int(finding.box)
        while box >= prepared.upperBound, origin(of: box) == box, tree.boxes[box].parent >= 0 {
            box = Int(tree.boxes[box].parent)
        }
        box = origin(of: box)
        while box >= prepared.upperBound, tree.boxes[box].parent >= 0 {
            box = Int(tree.boxes[box].parent)
        }
        return box
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

    /// So many findings of a kind are told; a list of a hundred thousand helps nobody.
    static let mostFindings = 50

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
        guard
            findings.count < Measurer.mostFindings
                || findings.count(where: { $0.kind == kind }) < Measurer.mostFindings
        else { return }
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
        var index = box
        while true {
            let path = path(at: tree.boxes[index], tree)
            if path >= 0 { return path }
            if tree.boxes[index].firstChild >= 0 {
                index = Int(tree.boxes[index].firstChild)
                continue
            }
            while index != box, tree.boxes[index].nextSibling < 0 {
                index = Int(tree.boxes[index].parent)
            }
            guard index != box else { return -1 }
            index = Int(tree.boxes[index].nextSibling)
        }
    }

    /// The first record node that a box itself, its text or those of its cells show.
    private func path(at box: Box, _ tree: BoxTree) -> Int32 {
        if box.path >= 0 { return box.path }
        if box.kind == .paragraph {
            return path(ofPieces: Int(box.first)..<Int(box.first) + Int(box.count), tree)
        }
        guard box.textRow >= 0 else { return -1 }
        let row = tree.textRows[Int(box.textRow)]
        for cell in Int(row.first)..<Int(row.first) + Int(row.count) {
            let first = Int(tree.cellPieces[cell].first)
            let path = path(ofPieces: first..<first + Int(tree.cellPieces[cell].count), tree)
            if path >= 0 { return path }
        }
        return -1
    }

    private func path(ofPieces pieces: Range<Int>, _ tree: BoxTree) -> Int32 {
        for place in pieces where tree.inlines[place].path >= 0 { return tree.inlines[place].path }
        return -1
    }
}

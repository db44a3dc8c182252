import DocumentModel
import PageLayout
import Primitives
import XCTest

/// What holds for every document, tried on random ones; a seed is enough to see one again.
final class RandomTreeTests: XCTestCase {
    func testNothingIsLostDoubledOrOutside() {
        var (notes, leftOut, taken, columns, divided) = (0, 0, 0, 0, 0)
        for seed in 1...1_000 {
            var maker = RandomTree(seed: UInt64(seed))
            maker.fill()
            let laid = maker.document.layOut()
            checkTexts(maker, laid, seed)
            checkPlaces(maker, laid, seed)
            checkTables(maker, laid, seed)
            checkOverlaps(laid, seed)
            checkNotes(laid, seed)
            if self.testRun!.failureCount > 0 { return }
            let styles = laid.tree.boxes.indices.map { index in
                laid.resources.styles[Int(laid.tree.boxes[index].style)]
            }
            notes += laid.tree.footnotes.count
            leftOut += laid.pages.leftOut.count
            taken += styles.filter(\.isOptional).count - laid.pages.leftOut.count
            columns += styles.filter { $0.columns > 1 }.count
            divided += maker.tables.filter { $0.hasHighRows && $0.rows.count > 6 }.count
        }
        // Random as they are, they are of all kinds.
        for count in [notes, leftOut, taken, columns, divided] {
            XCTAssertGreaterThan(count, 50)
        }
    }

    func testAUsedLayouterGivesTheSamePagesAsANewOne() {
        let faces = [TestFaces.regular, TestFaces.bold]
        for seed in 1...150 {
            var maker = RandomTree(seed: UInt64(seed))
            maker.fill()
            let document = maker.document
            let resources = document.resources()
            let used = PageLayouter(resources: resources, faces: faces)
            let pages = PageSet()
            var dumps: [String] = []
            for layouter in [used, used, PageLayouter(resources: resources, faces: faces)] {
                layouter.layOut(document.tree, running: document, into: pages)
                dumps.append(pages.dump(tree: document.tree, resources: resources, faces: faces))
            }
            XCTAssertEqual(dumps[0], dumps[1], "seed \(seed)")
            XCTAssertEqual(dumps[0], dumps[2], "seed \(seed)")
            if self.testRun!.failureCount > 0 { return }
        }
    }

    func testSameTreeGivesSamePages() {
        var dumps: [String] = []
        for _ in 0..<2 {
            var maker = RandomTree(seed: 99)
            maker.fill()
            dumps.append(maker.document.layOut().dump)
        }
        XCTAssertEqual(dumps[0], dumps[1])
        XCTAssertGreaterThan(dumps[0].count, 1000)
    }

    /// Each paragraph's characters stand in its items, in order, except in what is repeated.
    private func checkTexts(_ maker: RandomTree, _ laid: LaidOut, _ seed: Int) {
        var shown: [Int32: String] = [:]
        var pages: [Int32: [Int]] = [:]
        for placed in laid.placed() where placed.item.box >= 0 {
            shown[placed.item.box, default: ""] += placed.text
            pages[placed.item.box, default: []].append(placed.page)
        }
        let leftOut = Set(laid.pages.leftOut.indices.map { laid.pages.leftOut[$0] })
        for (box, text) in maker.texts.sorted(by: { $0.key < $1.key }) {
            if isInside(box, of: leftOut, laid) {
                XCTAssertNil(shown[Int32(box)], "seed \(seed) box \(box)")
                continue
            }
            let found = shown[Int32(box)] ?? ""
            XCTAssertEqual(
                found.filter { $0 != " " }, text.filter { $0 != " " }, "seed \(seed) box \(box)")
            XCTAssertEqual(
                pages[Int32(box)] ?? [], (pages[Int32(box)] ?? []).sorted(), "seed \(seed)")
        }
    }

    private func isInside(_ box: Int, of boxes: Set<Int32>, _ laid: LaidOut) -> Bool {
        var box = Int32(box)
        while box >= 0 {
            if boxes.contains(box) { return true }
            box = laid.tree.boxes[Int(box)].parent
        }
        return false
    }

    /// No two pieces of text of different lines stand over one another.
    private func checkOverlaps(_ laid: LaidOut, _ seed: Int) {
        for page in 0..<laid.pageCount {
            let placed = laid.placed(page: page).sorted { $0.y < $1.y }
            for (index, upper) in placed.enumerated() {
                for lower in placed[(index + 1)...] {
                    guard lower.y - upper.y < 7 else { break }
                    let overlap = min(upper.right, lower.right) - max(upper.x, lower.x)
                    XCTAssertLessThan(
                        overlap, 0.1, "seed \(seed) page \(page) \(upper.text) \(lower.text)")
                }
            }
        }
    }

    /// Each note stands on the page of its mark.
    private func checkNotes(_ laid: LaidOut, _ seed: Int) {
        var marks: [String: Int] = [:]
        var notes: [String: Int] = [:]
        for placed in laid.placed() {
            if placed.text.hasPrefix("*") { marks[String(placed.text.dropFirst())] = placed.page }
            if placed.text.hasPrefix("note") {
                notes[String(placed.text.dropFirst(4))] = placed.page
            }
        }
        XCTAssertEqual(marks, notes, "seed \(seed)")
        XCTAssertEqual(notes.count, laid.tree.footnotes.count, "seed \(seed)")
    }

    private func checkPlaces(_ maker: RandomTree, _ laid: LaidOut, _ seed: Int) {
        let ascent = TestFaces.regular.ascent, descent = TestFaces.regular.descent
        XCTAssertEqual(laid.findings.filter { $0.kind != .brokenWord }, [], "seed \(seed)")
        for placed in laid.placed() {
            let size = placed.item.size.points / 1000
            XCTAssertGreaterThanOrEqual(placed.x, 20 - 0.01, "seed \(seed) \(placed.text)")
            XCTAssertLessThanOrEqual(placed.right, 320 + 0.01, "seed \(seed) \(placed.text)")
            XCTAssertGreaterThanOrEqual(
                placed.y - Double(ascent) * size, 19.9, "seed \(seed) \(placed.text)")
            XCTAssertLessThanOrEqual(
                placed.y + Double(descent) * size,
                placed.page == laid.pageCount - 1 ? maker.lastBottom + 0.1 : 280.1,
                "seed \(seed) \(placed.text)")
        }
        for item in laid.items(.fill) {
            XCTAssertLessThanOrEqual((item.y + item.height).points, 280.1, "seed \(seed)")
            XCTAssertGreaterThan(item.height, .zero, "seed \(seed)")
        }
    }

    /// Rows are whole, headers on each of a table's pages, sums those of the rows before.
    private func checkTables(_ maker: RandomTree, _ laid: LaidOut, _ seed: Int) {
        for table in maker.tables {
            var pagesOfRow: [Int: Set<Int>] = [:]
            var carries: [Int: String] = [:]
            var forwards: [Int: String] = [:]
            var headers: Set<Int> = []
            for placed in laid.placed() {
                if placed.text == "head\(table.id)" { headers.insert(placed.page) }
                if placed.text.hasPrefix("carry\(table.id)/") { carries[placed.page] = placed.text }
                if placed.text.hasPrefix("from\(table.id)/") { forwards[placed.page] = placed.text }
                guard placed.item.box >= 0 else { continue }
                let cell = laid.tree.boxes[Int(placed.item.box)].parent
                guard cell >= 0, laid.tree.boxes[Int(cell)].kind == .cell else { continue }
                pagesOfRow[Int(laid.tree.boxes[Int(cell)].parent), default: []].insert(placed.page)
            }
            var sums: [Int: Int] = [:]
            for (row, sum) in table.rows {
                if table.hasHighRows {
                    XCTAssertGreaterThan(pagesOfRow[row]?.count ?? 0, 0, "seed \(seed)")
                } else {
                    XCTAssertEqual(pagesOfRow[row]?.count, 1, "seed \(seed)")
                }
                sums[pagesOfRow[row]?.first ?? -1, default: 0] += sum
            }
            XCTAssertTrue(headers.isSuperset(of: sums.keys), "seed \(seed)")
            guard table.carries, let last = sums.keys.max() else { continue }
            var sum = 0
            for page in sums.keys.sorted() {
                let expected = page == sums.keys.min() ? nil : "from\(table.id)/\(sum)"
                XCTAssertEqual(forwards[page], expected, "seed \(seed)")
                sum += sums[page]!
                XCTAssertEqual(
                    carries[page], page == last ? nil : "carry\(table.id)/\(sum)", "seed \(seed)")
            }
        }
    }
}

/// A random document of blocks, rows, paragraphs and tables on pages of 300 × 260 points of body.
struct RandomTree {
    struct Table {
        var id: Int
        var carries: Bool
        var hasHighRows = false
        var rows: [(box: Int, sum: Int)] = []
    }

    let document = TestDocument()
    private(set) var texts: [Int: String] = [:]
    private(set) var tables: [Table] = []
    private var state: UInt64
    private var word = 0
    /// Whether boxes are made that flow through columns, or stand where there is room.
    private var isSpecial = false
    /// Where the body of the last page ends.
    private(set) var lastBottom = 280.0

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

    private mutating func next(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % bound
    }

    mutating func fill() {
        document.size = (340, 300)
        if next(3) == 0 {
            lastBottom = 240
            var margin = document.margin
            margin.bottom = .points(60)
            document.lastPage = (-1, -1, margin)
        }
        for _ in 0..<3 + next(12) {
            switch next(16) {
            case 0: appendSpecial { $0.columns = 2 }
            case 1: appendSpecial { $0.isOptional = true }
            default: appendBox(to: document.root, depth: 0)
            }
        }
    }

    /// A box that flows through columns, or that stands only where there is room.
    private mutating func appendSpecial(_ change: @escaping (inout Style) -> Void) {
        let (gap, isFilled) = (Length.points(Double(4 + next(10))), next(2) == 0)
        let block = document.add(.block) {
            $0.gap = gap
            $0.background = isFilled ? .white : .none
            change(&$0)
        }
        isSpecial = true
        for _ in 0..<1 + next(6) { appendBox(to: block, depth: 3) }
        isSpecial = false
    }

    private mutating func appendBox(to parent: Int, depth: Int) {
        switch next(depth < 3 ? 10 : 5) {
        case 0..<5: appendParagraph(to: parent)
        case 5: appendBlock(to: parent, depth)
        case 6: appendRow(to: parent, depth)
        case 7: document.add(.spacer, in: parent) { $0.height = .points(9) }
        case 8 where depth == 0: document.add(.pageBreak, in: parent)
        default: appendTable(to: parent)
        }
    }

    private mutating func words(_ count: Int) -> String {
        var words: [String] = []
        for _ in 0..<count {
            word += 1
            words.append(String(repeating: "x", count: next(5)) + "\(word)")
        }
        return words.joined(separator: " ")
    }

    private mutating func appendParagraph(to parent: Int) {
        let text = words(next(60))
        let (isHeading, orphans) = (next(6) == 0, UInt8(1 + next(3)))
        let rule: BreakRule = next(8) == 0 ? .avoid : .auto
        let align: [HorizontalAlign] = [.start, .center, .end]
        let chosen = align[next(3)]
        let box = document.text(text, in: parent, role: isHeading ? .heading2 : .paragraph) {
            $0.orphans = orphans
            $0.breakInside = rule
            $0.align = chosen
        }
        texts[box] = text
        guard !isSpecial, next(8) == 0, !text.isEmpty else { return }
        let number = document.tree.footnotes.count + 1
        let noted = document.noted(words(3), ["note\(number)"], in: parent)
        _ = noted
    }

    private mutating func appendBlock(to parent: Int, _ depth: Int) {
        let (padding, margin) = (Length.points(Double(next(8))), Length.points(Double(next(10))))
        let (isFilled, isKept, breaks) = (next(2) == 0, next(4) == 0, next(8) == 0)
        let isAtFoot = depth == 0 && next(6) == 0
        let block = document.add(.block, in: parent) {
            $0.padding = Edges(top: padding, right: padding, bottom: padding, left: padding)
            $0.margin.top = margin
            $0.margin.bottom = padding
            $0.gap = margin
            $0.background = isFilled ? .white : .none
            $0.breakInside = isKept ? .avoid : .auto
            $0.breakBefore = breaks ? .page : .auto
            $0.position = isAtFoot ? .bottom : .flow
        }
        if isAtFoot {
            // Notes cannot stand here.
            let text = words(1 + next(20))
            texts[document.text(text, in: block)] = text
            return
        }
        for _ in 0..<1 + next(4) { appendBox(to: block, depth: depth + 1) }
    }

    private mutating func appendRow(to parent: Int, _ depth: Int) {
        let row = document.add(.row, in: parent) { $0.gap = .points(6) }
        let isAutomatic = next(4) == 0
        for _ in 0..<1 + next(2) {
            let column = document.add(.block, in: row) {
                $0.width = isAutomatic ? Track(.auto) : Track(.fraction, 1000)
            }
            for _ in 0..<1 + next(3) { appendBox(to: column, depth: depth + 2) }
        }
    }

    private mutating func appendTable(to parent: Int) {
        let id = tables.count
        let hasHighRows = next(8) == 0
        let carries = next(2) == 0 && !hasHighRows && !isSpecial
        let show = { (name: String) in
            { (context: RunningContext, document: TestDocument) -> Int in
                document.looseRow(["\(name)\(id)/\(context.sums.0.mantissa)"])
            }
        }
        let carry = carries ? document.running(show("carry")) : -1
        let from = carries ? document.running(show("from")) : -1
        let table = document.table(
            [
                ColumnSpec(width: Track(.fraction, 1), align: .start),
                ColumnSpec(width: Track(.auto), align: .decimal),
            ], in: parent, carry: carry, forward: from, sums: 1)
        var made = Table(id: id, carries: carries, hasHighRows: hasHighRows)
        document.row(["head\(id)"], in: table, role: .headerRow)
        for _ in 0..<next(40) {
            let sum = next(100_000)
            let role: BoxRole = next(9) == 0 ? .groupRow : .bodyRow
            let text = words(hasHighRows && next(6) == 0 ? 300 : 1 + next(8))
            let row = document.row(
                [text, "\(sum),5"], in: table, role: role,
                sums: [ExactDecimal(mantissa: Int128(sum), scale: 2)])
            made.rows.append((row, sum))
            texts[Int(document.tree.boxes[row + 1].firstChild)] = text
        }
        tables.append(made)
    }
}

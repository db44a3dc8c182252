import DocumentModel
import Primitives
import TestSupport
import XCTest

final class BoxTreeTests: XCTestCase {
    private func box(_ kind: BoxKind = .block) -> Box {
        Box(kind: kind, role: .none, style: 0, node: 0)
    }

    private func children(of parent: Int, in tree: BoxTree) -> [Int] {
        var result: [Int] = []
        var child = Int(tree.boxes[parent].firstChild)
        while child >= 0 {
            result.append(child)
            child = Int(tree.boxes[child].nextSibling)
        }
        return result
    }

    func testChildrenFollowTheirParent() {
        let tree = BoxTree()
        let root = tree.append(box(), to: -1)
        let first = tree.append(box(.row), to: root)
        let second = tree.append(box(.rule), to: root)
        let inner = tree.append(box(.spacer), to: first)
        XCTAssertEqual([root, first, second, inner], [0, 1, 2, 3])
        XCTAssertEqual(children(of: root, in: tree), [first, second])
        XCTAssertEqual(children(of: first, in: tree), [inner])
        XCTAssertEqual(children(of: second, in: tree), [])
        XCTAssertEqual(tree.boxes[root].parent, -1)
        XCTAssertEqual(tree.boxes[inner].parent, Int32(first))
        XCTAssertEqual(tree.boxes[second].kind, .rule)
    }

    func testRootsAreNotSiblings() {
        let tree = BoxTree()
        tree.append(box(), to: -1)
        tree.append(box(), to: -1)
        XCTAssertEqual(tree.boxes[0].nextSibling, -1)
        tree.removeLastBox()
        tree.removeLastBox()
        tree.removeLastBox()
        XCTAssertTrue(tree.boxes.isEmpty)
    }

    func testRemovingTheLastBox() {
        for count in 1...4 {
            let tree = BoxTree()
            let root = tree.append(box(), to: -1)
            let boxes = (0..<count).map { _ in tree.append(box(), to: root) }
            tree.removeLastBox()
            XCTAssertEqual(children(of: root, in: tree), boxes.dropLast())
            XCTAssertEqual(Int(tree.boxes[root].lastChild), boxes.dropLast().last ?? -1)
            let again = tree.append(box(), to: root)
            XCTAssertEqual(children(of: root, in: tree), boxes.dropLast() + [again])
        }
    }

    func testRandomGrowthAndRemoval() {
        var random = SeededRandom(seed: 11)
        let tree = BoxTree()
        tree.append(box(), to: -1)
        var parents = [-1]  // of each box: the reference
        for _ in 0..<600 {
            if parents.count > 1, Int.random(in: 0..<3, using: &random) == 0 {
                tree.removeLastBox()
                parents.removeLast()
            } else {
                let parent = Int.random(
                    in: max(0, parents.count - 6)..<parents.count, using: &random)
                XCTAssertEqual(tree.append(box(), to: parent), parents.count)
                parents.append(parent)
            }
        }
        XCTAssertGreaterThan(parents.count, 100)
        for parent in parents.indices {
            let wanted = parents.indices.filter { parents[$0] == parent }
            XCTAssertEqual(children(of: parent, in: tree), wanted)
            XCTAssertEqual(Int(tree.boxes[parent].lastChild), wanted.last ?? -1)
        }
    }

    func testTexts() {
        let tree = BoxTree()
        let bytes = FrozenTable(Array("Março".utf8))
        withExtendedLifetime(bytes) {
            let first = tree.append(text: bytes.view(0..<6))
            let second = tree.append(text: bytes.view(3..<6))
            XCTAssertEqual([first.range, second.range], [0..<6, 6..<9])
            XCTAssertEqual(tree.bytes(first).string, "Março")
            XCTAssertEqual(tree.bytes(second).string, "ço")
        }
        XCTAssertEqual(tree.bytes(.empty).string, "")
        XCTAssertTrue(TextRange(start: 7, count: 0).isEmpty)
    }

    func testForgetsEverything() {
        let tree = BoxTree()
        let root = tree.append(box(.chart), to: -1)
        tree.append(box(), to: root)
        tree.text.append("x" as StaticString)
        tree.inlines.append(
            Inline(text: .empty, style: 0, isBreak: true, link: -1, path: -1))
        tree.links.append(.empty)
        tree.sums.append(.zero)
        tree.modules.append(ModuleRect(x: 0, y: 0, width: 1, height: 1))
        tree.images.append(
            ImageBox(image: 0, width: .zero, height: .zero, alternative: .empty))
        tree.chartPoints.append(
            ChartPoint(
                value: 1, label: .empty, valueText: .empty, isMissing: false, isHighlighted: false))
        tree.info.title = TextRange(start: 0, count: 1)
        tree.removeAll()
        XCTAssertEqual(
            [
                tree.boxes.count, tree.text.count, tree.inlines.count, tree.links.count,
                tree.sums.count, tree.modules.count, tree.images.count, tree.chartPoints.count,
            ], [Int](repeating: 0, count: 8))
        XCTAssertTrue(tree.info.title.isEmpty)
        XCTAssertEqual(tree.append(box(), to: -1), 0)
        XCTAssertEqual(children(of: 0, in: tree), [])
    }
}

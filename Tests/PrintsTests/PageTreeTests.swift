import XCTest

@testable import Prints

final class PageTreeTests: XCTestCase {
    func testEveryPageIsBelowTheRootOnce() {
        for pages in [0, 1, 2, 31, 32, 33, 64, 1023, 1024, 1025, 20_000, 32_768, 32_769, 100_000] {
            let tree = PageTree(pages: pages, root: 2, first: 4)
            var (found, parents) = ([Int](repeating: 0, count: pages), [Int: Int]())
            for index in 0..<tree.nodeCount {
                let node = tree.node(index)
                XCTAssertLessThanOrEqual(node.kids.count, PageTree.kidsPerNode)
                XCTAssertEqual(node.number == 2, node.parent == nil, "\(pages) \(index)")
                XCTAssertTrue(node.number == 2 || (4..<tree.end).contains(node.number))
                if let parent = node.parent { parents[node.number] = parent }
                guard node.isLeaf else {
                    let below = node.kids.map { tree.node($0) }
                    XCTAssertEqual(below.reduce(0) { $0 + $1.pages }, node.pages, "\(pages)")
                    XCTAssertTrue(below.allSatisfy { $0.parent == node.number })
                    continue
                }
                XCTAssertEqual(node.kids.count, node.pages)
                for page in node.kids {
                    found[page] += 1
                    XCTAssertEqual(tree.parent(ofPage: page), node.number)
                }
            }
            XCTAssertTrue(found.allSatisfy { $0 == 1 }, "\(pages) pages")
            XCTAssertEqual(tree.node(tree.nodeCount - 1).pages, pages)
            XCTAssertEqual(parents.count, tree.nodeCount - 1, "numbers are there once")
        }
    }

    func testAMillionPagesAreFourSteps() {
        let tree = PageTree(pages: 1_000_000, root: 2, first: 4)
        XCTAssertEqual(tree.nodeCount, 31_250 + 977 + 31 + 1)
    }
}

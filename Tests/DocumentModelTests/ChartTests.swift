import DocumentModel
import Primitives
import XCTest

final class ChartTests: XCTestCase {
    func testColumnsStandOnTheBaselineInProportion() {
        let shapes = TestChart(values: [50, 100, 0, 25], highlighted: 3).laidOut()
        XCTAssertEqual(shapes.columns.map(\.height.points), [50, 100, 0, 25])
        XCTAssertEqual(shapes.columns.map { ($0.y + $0.height).points }, [114, 114, 114, 114])
        XCTAssertEqual(shapes.columns.map(\.x.points), [5, 35, 65, 95])  // steps of 30
        XCTAssertEqual(shapes.columns.map(\.width.points), [20, 20, 20, 20])
        XCTAssertEqual(
            shapes.columns.map(\.color),
            [TestChart.column, TestChart.column, TestChart.column, TestChart.highlight])
        XCTAssertEqual(shapes.columns.map(\.isEmphasised), [false, false, false, true])
    }

    func testColumnsBeginAtZero() {
        let shapes = TestChart(values: [990, 1000]).laidOut()
        XCTAssertEqual(shapes.columns.map(\.height.points), [99, 100])
    }

    func testBaselineRunsBelowAllColumns() throws {
        let shapes = TestChart(values: [1, 2]).laidOut()
        let baseline = try XCTUnwrap(shapes.last { $0.kind == .rect })
        XCTAssertEqual(
            [baseline.x, baseline.y, baseline.width, baseline.height].map(\.points),
            [0, 114, 120, 0.5])
        XCTAssertEqual(baseline.color, TestChart.line)
        XCTAssertFalse(shapes.contains { $0.kind == .dashedLine })
    }

    func testLabelsAndValues() {
        let shapes = TestChart(values: [50, 100], highlighted: 0).laidOut()
        XCTAssertEqual([0, 1].compactMap { shapes.label($0)?.x.points }, [30, 90])
        XCTAssertEqual([0, 1].compactMap { shapes.label($0)?.y.points }, [125, 125])
        XCTAssertEqual([0, 1].compactMap { shapes.value($0)?.x.points }, [30, 90])
        XCTAssertEqual([0, 1].compactMap { shapes.value($0)?.y.points }, [60.667, 10.667])
        XCTAssertEqual([0, 1].compactMap { shapes.value($0)?.isEmphasised }, [true, false])
        let texts = shapes.filter { $0.kind == .text }
        XCTAssertTrue(texts.allSatisfy { $0.align == .center && $0.color == TestChart.ink })
    }

    func testMissingPointsAreGaps() throws {
        let shapes = TestChart(values: [10, nil, 20, nil], highlighted: 3).laidOut()
        let gaps = shapes.filter { $0.kind == .gap }
        XCTAssertEqual(gaps.map(\.x.points), [45, 105])
        XCTAssertEqual(gaps.map(\.y.points), [110.667, 110.667])
        XCTAssertEqual(shapes.columns.count, 2)
        XCTAssertEqual(shapes.valued, [0, 2])
        XCTAssertEqual((0..<4).compactMap { shapes.label($0)?.x.points }, [15, 45, 75, 105])
    }

    func testOnlyMissingPoints() {
        let shapes = TestChart(values: [nil, nil]).laidOut()
        XCTAssertEqual(shapes.map(\.kind), [.gap, .gap, .rect, .text, .text])
        XCTAssertEqual(shapes.valued, [])
    }

    func testSinglePoint() {
        let shapes = TestChart(values: [7], average: 7).laidOut()
        XCTAssertEqual(shapes.columns.map(\.x.points), [20])
        XCTAssertEqual(shapes.columns.map(\.width.points), [80])
        XCTAssertEqual(shapes.columns.map(\.height.points), [100])
        XCTAssertEqual(shapes.first { $0.kind == .dashedLine }?.y.points, 14)
        XCTAssertEqual(shapes.value(0)?.x.points, 60)
    }

    func testAllZero() {
        for average in [nil, 0] as [Double?] {
            let shapes = TestChart(values: [0, 0, 0], average: average).laidOut()
            XCTAssertEqual(shapes.columns.map(\.height), [.zero, .zero, .zero])
            XCTAssertEqual(shapes.columns.map(\.y.points), [114, 114, 114])
            XCTAssertEqual(shapes.valued, [0, 1, 2])
            XCTAssertEqual(
                shapes.filter { $0.kind == .dashedLine }.map(\.y.points),
                average == nil ? [] : [114])
        }
    }

    func testNothingIsDrawnWithoutPointsOrWidth() {
        XCTAssertTrue(TestChart(values: []).laidOut().isEmpty)
        XCTAssertTrue(TestChart(values: [1], width: 0).laidOut().isEmpty)
        XCTAssertTrue(TestChart(values: [1], width: -5).laidOut().isEmpty)
    }

    func testOtherChartsColumnsAreNotSeen() {
        let alone = TestChart(values: [50, 100, nil], highlighted: 1).laidOut()
        let after = TestChart(values: [50, 100, nil], highlighted: 1, offset: 5).laidOut()
        XCTAssertEqual(after.map(\.x), alone.map(\.x))
        XCTAssertEqual(after.map(\.y), alone.map(\.y))
        XCTAssertEqual(after.map(\.text), alone.map(\.text))
        XCTAssertEqual(after.map(\.color), alone.map(\.color))
    }

    func testLowChartsHaveNoUpsideDownColumns() {
        for height in [10.0, 20, 29] {
            let shapes = TestChart(values: [1, 2], average: 1, height: height).laidOut()
            XCTAssertEqual(shapes.columns.map(\.height), [.zero, .zero])
        }
    }
}

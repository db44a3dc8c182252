import DocumentModel
import Primitives
import XCTest

/// The average line, and which values stand where.
final class ChartAverageTests: XCTestCase {
    func testAverageLine() throws {
        let shapes = TestChart(values: [100, 20], average: 60).laidOut()
        let line = try XCTUnwrap(shapes.first { $0.kind == .dashedLine })
        XCTAssertEqual([line.x, line.y, line.width].map(\.points), [0, 54, 120])
        XCTAssertEqual(line.color, TestChart.line)
        XCTAssertNil(shapes.averageText)
    }

    func testAverageTextStandsRightOfTheColumns() throws {
        // 5.7 pt a character, and one more for the space between.
        let shapes = TestChart(values: [100, 20], average: 60, averageCount: 4).laidOut()
        let text = try XCTUnwrap(shapes.averageText)
        XCTAssertEqual([text.x.points, text.y.points], [120, 57.333])
        XCTAssertEqual(text.align, .end)
        let line = try XCTUnwrap(shapes.first { $0.kind == .dashedLine })
        XCTAssertEqual(line.width.points, 91.5)
        XCTAssertEqual(shapes.last { $0.kind == .rect }?.width.points, 91.5)
        XCTAssertTrue(shapes.columns.allSatisfy { $0.x + $0.width <= line.width })
    }

    func testAverageAboveAllColumnsSetsTheScale() {
        let shapes = TestChart(values: [50, 100], average: 200).laidOut()
        XCTAssertEqual(shapes.columns.map(\.height.points), [25, 50])
        XCTAssertEqual(shapes.first { $0.kind == .dashedLine }?.y.points, 14)
    }

    func testValuesTheAverageLineCrossesAreLeftOut() {
        // Line at 64; a text of column v reaches from 100.667 − v up to 113.167 − v.
        let rows: [(value: Double, isShown: Bool, line: UInt)] = [
            (0, true, #line), (36.6, true, #line), (36.7, false, #line), (40, false, #line),
            (49, false, #line), (49.3, true, #line), (60, true, #line), (90, true, #line),
        ]
        for row in rows {
            let shapes = TestChart(values: [90, 100, row.value], average: 50).laidOut()
            XCTAssertEqual(shapes.value(2) != nil, row.isShown, "\(row.value)", line: row.line)
            XCTAssertNotNil(shapes.label(2), line: row.line)
        }
    }

    func testFirstHighestAndHighlightedValuesMoveAboveTheLine() {
        let shapes = TestChart(values: [40, 41, 100, 42], highlighted: 3, average: 50).laidOut()
        XCTAssertEqual(shapes.valued, [0, 2, 3])
        XCTAssertEqual(shapes.value(0)?.y.points, 61.5)  // a quarter of the text above the line
        XCTAssertEqual(shapes.value(3)?.y.points, 61.5)
        XCTAssertEqual(shapes.value(2)?.y.points, 10.667)
    }

    func testWideValuesStandOnlyAboveTheChiefColumns() {
        let rows: [(values: [Double?], highlighted: Int?, average: Double?, shown: [Int], UInt)] = [
            ([10, 30, 100, 20], nil, nil, [0, 2], #line),
            ([10, 30, 100, 20], 3, nil, [0, 2, 3], #line),
            ([100, 30, 10, 20], nil, nil, [0], #line),
            ([nil, 30, 100, 20], nil, nil, [2], #line),
            ([10, 100, 100, 20], nil, nil, [0, 1], #line),  // the first of the highest
            ([0, 0, 0, 1], nil, nil, [0, 3], #line),
            ([10, 20, 100, 30], nil, 900, [0, 2], #line),  // below the average all of them
            ([100, 10, 300, 20], nil, 200, [0, 2], #line),
            ([nil, nil, nil, nil], 1, nil, [], #line),
        ]
        for (values, highlighted, average, shown, at) in rows {
            let shapes = TestChart(
                values: values, highlighted: highlighted, average: average, valueCount: 6
            ).laidOut()
            XCTAssertEqual(shapes.valued, shown, line: at)
        }
    }

    func testValuesStandAboveAllColumnsIfTheWidestFits() {
        let rows: [(count: Int, width: Double, shown: [Int], line: UInt)] = [
            (4, 120, [0, 1, 2, 3], #line), (5, 120, [0, 1, 2, 3], #line), (6, 120, [0, 2], #line),
            (6, 144, [0, 1, 2, 3], #line), (4, 80, [0, 2], #line),
        ]
        for row in rows {
            let shapes = TestChart(
                values: [10, 30, 100, 20], valueCount: row.count, width: row.width
            ).laidOut()
            XCTAssertEqual(shapes.valued, row.shown, line: row.line)
        }
    }

    func testNarrowChartsKeepTheirShapesInside() {
        for width in [1.0, 10, 40, 57, 58, 120] {
            let shapes = TestChart(
                values: Array(repeating: 5, count: 12), average: 5, averageCount: 4, width: width
            ).laidOut()
            for shape in shapes {
                XCTAssertGreaterThanOrEqual(shape.x, .zero, "\(width)")
                XCTAssertGreaterThanOrEqual(shape.width, .zero, "\(width)")
                XCTAssertLessThanOrEqual(shape.x + shape.width, .points(width), "\(width)")
            }
            let columns = shapes.columns
            for (column, next) in zip(columns, columns.dropFirst()) {
                XCTAssertLessThan(column.x + column.width, next.x, "\(width)")
            }
            // 28.5 pt: no more than half of the width.
            XCTAssertEqual(shapes.averageText != nil, width >= 57, "\(width)")
            XCTAssertEqual(shapes.filter { $0.kind == .dashedLine }.count, 1, "\(width)")
        }
    }
}

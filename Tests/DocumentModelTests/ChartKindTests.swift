import DocumentModel
import Primitives
import XCTest

/// The geometry of each kind, worked out by hand: text of 10 pt, charts of 200 × 100 pt.
final class ChartKindTests: XCTestCase {
    func testCreditsHangBelowTheZeroLine() {
        // 14 pt for values above, 14 for values below, 15 for labels: 57 pt for 0 to 300.
        let shapes = DrawnChart(
            labels: ["a", "b"], rows: [[200, -100]], highlighted: 1, text: { "\(Int($0))" }
        ).laidOut()
        XCTAssertEqual(shapes.rects(DrawnChart.plain), ["16.667 14.0 66.666 38.0"])
        XCTAssertEqual(shapes.rects(DrawnChart.highlight), ["116.667 52.0 66.666 19.0"])
        XCTAssertEqual(shapes.rects(DrawnChart.line), ["0.0 52.0 200.0 0.5"])
        XCTAssertEqual(shapes.text("-100")?.y.points, 81)  // below the column, above the labels
        XCTAssertEqual(shapes.text("b")?.y.points, 96)
    }

    func testEarlierColumnsStandBesideHollow() {
        let shapes = DrawnChart(
            labels: ["a", "b"], rows: [[50, nil]], earlier: [100, 25], earlierName: "2025"
        ).laidOut()
        // 85 − 14 − 15 for the legend: 56 pt for 100; a column of 66.666 is 1/4, 1/12 gap, 2/3.
        XCTAssertEqual(shapes.rects(DrawnChart.plain), ["38.888 57.0 44.445 28.0"])
        let outlines = shapes.paths(.stroke)
        XCTAssertEqual(outlines.map(\.shape.height.points), [0.5, 0.5, 0.5])
        XCTAssertEqual(
            outlines[0].ends, ["16.917 29.25", "33.083 29.25", "33.083 84.75", "16.917 84.75"])
        XCTAssertEqual(outlines[1].ends.first, "116.917 71.25")
        XCTAssertEqual(shapes.filter { $0.kind == .gap }.count, 1)
        XCTAssertEqual(shapes.text("2025")?.y.points, 10)
        XCTAssertEqual(outlines[2].ends.first, "2.25 3.05")  // the sample before its name
    }

    func testAxisHasLinesAndNumbers() {
        let shapes = DrawnChart(labels: ["a"], rows: [[80]], ticks: [0, 50, 100]).laidOut()
        // Three figures and one for the space: 22.8 pt.
        XCTAssertEqual(
            shapes.rects(DrawnChart.line.tint(40)), ["22.8 49.5 177.2 0.3", "22.8 14.0 177.2 0.3"])
        XCTAssertEqual(shapes.texts.prefix(3), ["0", "50", "100"])
        XCTAssertEqual(shapes.text("100")?.align, .end)
        XCTAssertEqual(shapes.text("100")?.x.points, 19.95)
        XCTAssertEqual(shapes.rects(DrawnChart.plain).first, "52.334 28.2 118.133 56.8")
    }

    func testNumbersThatTakeTooMuchRoomAreLeftOutAndTheirLinesStay() {
        let shapes = DrawnChart(
            labels: ["a"], rows: [[1]], ticks: [0, 1_000_000], width: 100
        ).laidOut()
        XCTAssertEqual(shapes.texts, ["a"])
        XCTAssertEqual(shapes.rects(DrawnChart.line.tint(40)), ["0.0 14.0 100.0 0.3"])
    }

    func testStacksAddUp() {
        let shapes = DrawnChart(
            kind: .stacked, labels: ["a", "b", "c"],
            rows: [[30, 10, nil], [30, nil, nil], [40, -20, nil]], names: ["x", "y", "z"],
            highlighted: 0
        ).laidOut()
        // 85 − 14 − 15 − 14 for credits: 42 pt for −20 to 100, zero at 64; hairs of 0.4 pt.
        XCTAssertEqual(
            shapes.rects(.rgb(0x10)),
            ["11.111 53.5 44.444 10.5", "77.777 60.5 44.444 3.5", "0.0 2.8 8.0 8.0"])
        XCTAssertEqual(shapes.rects(.rgb(0x20)).first, "11.111 43.0 44.444 10.1")
        XCTAssertEqual(
            shapes.rects(.rgb(0x30)).dropLast(),
            ["11.111 29.0 44.444 13.6", "77.777 64.0 44.444 7.0"])
        XCTAssertEqual(shapes.filter { $0.kind == .gap }.count, 1)
        // The highlighted stack is underlined.
        XCTAssertEqual(shapes.rects(DrawnChart.highlight), ["11.111 85.0 44.444 1.2"])
        XCTAssertEqual(shapes.texts.suffix(3), ["x", "y", "z"])
    }

    func testLinesBreakWherePointsAreMissing() {
        let shapes = DrawnChart(
            kind: .line, labels: ["a", "b", "c", "d", "e"], rows: [[100, 50, nil, 50, nil]]
        ).laidOut()
        let line = shapes.paths(.stroke)
        XCTAssertEqual(line.map(\.ends), [["20.0 14.0", "60.0 49.5"]])
        XCTAssertEqual(line.map(\.shape.height.points), [1.6])
        XCTAssertEqual(shapes.filter { $0.kind == .gap }.map(\.shape.x.points), [100, 180])
        // A point without neighbours is a dot.
        XCTAssertEqual(shapes.paths(.fill).map { $0.ends.first }, ["140.0 47.7"])
    }

    func testHighlightedPointHasADotWithAClearRim() {
        let shapes = DrawnChart(
            kind: .line, labels: ["a", "b"], rows: [[100, 50]], highlighted: 1,
            text: { "\(Int($0))" }
        ).laidOut()
        let discs = shapes.paths(.fill)
        XCTAssertEqual(discs.map(\.color), [.white, DrawnChart.highlight])
        XCTAssertEqual(discs.map { $0.ends.first }, ["150.0 45.3", "150.0 46.7"])
        XCTAssertEqual(discs[1].segments.filter { $0.kind == .curve }.count, 8)
        // Lower than its neighbour: the value stands below the line.
        XCTAssertEqual(shapes.text("50")?.y.points, 61.1)
    }

    func testAreasAreFilledDownToZero() {
        let shapes = DrawnChart(
            kind: .area, labels: ["a", "b", "c", "d"], rows: [[50, 100, nil, 25]]
        ).laidOut()
        let ground = shapes.paths(.fill)[0]
        XCTAssertEqual(ground.color, DrawnChart.plain)
        XCTAssertEqual(
            ground.ends,
            [
                "25.0 85.0", "25.0 49.5", "75.0 14.0", "75.0 85.0",
                "175.0 85.0", "175.0 67.25", "175.0 85.0",
            ])
        XCTAssertEqual(ground.segments.filter { $0.kind == .close }.count, 2)
    }

    func testNamesOfLinesArePushedApart() throws {
        let shapes = DrawnChart(
            kind: .line, labels: ["a", "b"], rows: [[100, 50], [0, 51], [20, 0]],
            names: ["one", "two", "zzz"], average: 52, averageText: "avg"
        ).laidOut()
        let names = ["avg", "two", "one", "zzz"]
        XCTAssertEqual(shapes.texts.filter { names.contains($0) }, names)
        let lines = names.compactMap { shapes.text($0)?.y.points }
        for (above, below) in zip(lines, lines.dropFirst()) {
            XCTAssertGreaterThanOrEqual(below - above, 11.5)
        }
        XCTAssertLessThanOrEqual(try XCTUnwrap(lines.last), 89)
    }

    func testLongNamesOfLinesStandAboveThem() {
        let shapes = DrawnChart(
            kind: .line, labels: ["a", "b"], rows: [[100, 50], [0, 51]],
            names: ["quarta-feira", "quinta-feira de manhã"], width: 150
        ).laidOut()
        XCTAssertEqual(shapes.texts.suffix(2), ["quarta-feira", "quinta-feir…"])
        XCTAssertEqual(shapes.text("quarta-feira")?.y.points, 10)
    }

    func testSparklineFillsItsHeight() {
        let rows: [(values: [Double?], ends: [String], line: UInt)] = [
            ([0, 50, 100], ["2.2 17.8", "100.0 10.0", "197.8 2.2"], #line),
            // Nothing below half of the highest: it begins there.
            ([50, 75, 100], ["2.2 17.8", "100.0 10.0", "197.8 2.2"], #line),
            ([-100, 0, 100], ["2.2 17.8", "100.0 10.0", "197.8 2.2"], #line),
            ([0, 0, 0], ["2.2 17.8", "100.0 17.8", "197.8 17.8"], #line),
            ([nil, 50, 100], ["100.0 17.8", "197.8 2.2"], #line),
            ([50, nil, 100], [], #line),
        ]
        for row in rows {
            let shapes = DrawnChart(kind: .sparkline, rows: [row.values], height: 20).laidOut()
            XCTAssertEqual(shapes.paths(.stroke).flatMap(\.ends), row.ends, line: row.line)
            XCTAssertEqual(shapes.paths(.fill).count, 1, line: row.line)
        }
    }

    func testBarsReachFromZero() {
        let shapes = DrawnChart(
            kind: .bar, labels: ["ab", "cd"], rows: [[100, -50]], highlighted: 0,
            text: { "\(Int($0))" }, height: 60
        ).laidOut()
        // Labels 11.4 and a space of 5.7, values 17.1 and a space on both sides: 137.3 pt for 150.
        XCTAssertEqual(shapes.rects(DrawnChart.highlight), ["85.666 6.0 91.533 18.0"])
        XCTAssertEqual(shapes.rects(DrawnChart.plain), ["39.9 36.0 45.766 18.0"])
        XCTAssertEqual(shapes.rects(DrawnChart.line), ["85.666 0.0 0.5 60.0"])
        XCTAssertEqual(shapes.text("100")?.x.points, 180.049)
        XCTAssertEqual(shapes.text("-50")?.x.points, 37.05)
        XCTAssertEqual(shapes.text("-50")?.align, .end)
        XCTAssertEqual(shapes.text("cd")?.y.points, 48.5)
    }

    func testBarValuesKeepOffTheAverage() {
        let shapes = DrawnChart(
            kind: .bar, labels: ["a", "b"], rows: [[100, 20]], average: 25, averageText: "m",
            text: { "\(Int($0))" }
        ).laidOut()
        let line = shapes.paths(.stroke)[0]
        XCTAssertTrue(line.shape.isDashed)
        let x = line.points[0].x
        XCTAssertGreaterThan(shapes.text("20")!.x, x)
        XCTAssertLessThan(shapes.text("20")!.x, x + .points(6))
        XCTAssertEqual(shapes.text("m")?.y, line.points[0].y - .points(3.5))
    }

    func testRingPartsFollowEachOther() {
        let shapes = DrawnChart(
            kind: .donut, labels: ["a", "b", "c"], rows: [[50, 25, 25]], center: "100"
        ).laidOut()
        let parts = shapes.paths(.fill)
        XCTAssertEqual(parts.map(\.color), [.rgb(1), .rgb(2), .rgb(3)])
        // A ring of 42 pt around (42, 50); each part half a point from the next.
        for (part, start) in zip(parts, [(42.25, 8.0), (41.75, 92.0), (0.0, 49.75)]) {
            XCTAssertEqual(part.points[0].x.points, start.0, accuracy: 0.01)
            XCTAssertEqual(part.points[0].y.points, start.1, accuracy: 0.01)
        }
        for point in parts.flatMap({ $0.segments.filter { $0.kind != .close }.map(\.end) }) {
            let (x, y) = (point.x.points - 42, point.y.points - 50)
            let distance = (x * x + y * y).squareRoot()
            let isOnRim = abs(distance - 42) < 0.003 || abs(distance - 26.04) < 0.003
            XCTAssertTrue(isOnRim, "\(distance)")
        }
        XCTAssertEqual(shapes.text("100")?.x.points, 42)
        XCTAssertEqual(shapes.texts.filter { $0.hasSuffix("%") }, ["0%", "1%", "2%"])
    }

    func testRingsOfOnePartAndOfNothingAreWhole() {
        for (values, color) in [([7.0], Color.rgb(1)), ([0, 0], DrawnChart.line.tint(30))] {
            let parts = DrawnChart(kind: .donut, labels: ["a", "b"], rows: [values]).laidOut()
                .paths(.fill)
            XCTAssertEqual(parts.map(\.color), [color])
            XCTAssertEqual(parts[0].segments.filter { $0.kind == .move }.count, 2)
            XCTAssertEqual(parts[0].segments.filter { $0.kind == .curve }.count, 16)
        }
    }
}

import DocumentModel
import Primitives
import TestSupport
import XCTest

/// What holds for every chart, whatever its data.
final class ChartPropertyTests: XCTestCase {
    private var random = SeededRandom(seed: 2026)

    private func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }

    private func isOften() -> Bool { number(0...2) > 0 }

    private func values(_ count: Int, from lowest: Int) -> [Double?] {
        let scale = [0, 1, 1, 1000][number(0...3)]
        return (0..<count).map { _ in
            number(0...7) == 0 ? nil : Double(number(lowest...500) * scale)
        }
    }

    private func word(_ most: Int) -> String {
        String((0..<number(1...most)).map { _ in "aeionrstdçãMW ".randomElement(using: &random)! })
    }

    private func chart(_ kind: ChartKind) -> DrawnChart {
        let count = kind == .donut ? number(1...7) : [1, 2, 6, 12, 12, 24, 60][number(0...6)]
        let lowest = kind == .donut || isOften() ? 0 : -300
        let series = kind == .stacked || (kind == .line && !isOften()) ? number(2...6) : 0
        var chart = DrawnChart(
            kind: kind, rows: (0..<max(series, 1)).map { _ in values(count, from: lowest) })
        chart.hasWords = isOften()
        chart.labels = (0..<count).map { _ in chart.hasWords ? word(24) : "jan" }
        chart.names = (0..<series).map { _ in word(14) }
        chart.highlighted = isOften() ? count - 1 : nil
        chart.text = isOften() ? { "\(Int($0))" } : nil
        (chart.width, chart.height) = (Double(number(120...400)), Double(number(70...160)))
        guard kind != .donut, kind != .sparkline else { return chart }
        if !isOften() { chart.ticks = [0, 250, 500] }
        if isOften() {
            chart.average = Double(number(0...400))
            chart.averageText = word(8)
        }
        if !isOften(), kind != .line || series == 0 {
            chart.earlier = values(count, from: lowest)
            chart.earlierName = "2025"
        }
        return chart
    }

    func testShapesStayInside() {
        for kind in ChartKind.allCases {
            for _ in 0..<100 {
                let chart = chart(kind)
                // Lines and rims of dots may reach over an edge by their own thickness.
                let frame = (right: Length.points(chart.width + 4.3), low: Length.points(-4.3))
                let bottom = Length.points(chart.height + 4.3)
                for shape in chart.laidOut() {
                    let box = shape.shape
                    let corners =
                        shape.segments.isEmpty
                        ? [
                            Point(x: box.x, y: box.y),
                            Point(
                                x: box.x + box.width,
                                y: box.y + (box.kind == .rect ? box.height : .zero)),
                        ] : shape.points
                    for point in corners {
                        XCTAssertTrue(frame.low <= point.x && point.x <= frame.right, "\(chart)")
                        XCTAssertTrue(frame.low <= point.y && point.y <= bottom, "\(chart)")
                    }
                    XCTAssertGreaterThanOrEqual(box.width, .zero)
                    XCTAssertGreaterThanOrEqual(box.height, .zero)
                    XCTAssertEqual(shape.segments.first?.kind ?? .move, .move)
                }
            }
        }
    }

    /// No two texts lie on each other, by the estimate of their widths and heights.
    func testTextsDoNotOverlap() {
        for kind in ChartKind.allCases where kind != .sparkline {
            for _ in 0..<100 {
                let chart = chart(kind)
                let texts = chart.laidOut().filter { $0.kind == .text && !$0.text.isEmpty }
                for (index, one) in texts.enumerated() {
                    for other in texts[(index + 1)...] where one.isOver(other) {
                        XCTFail(
                            "“\(one.text)” \(one.place) “\(other.text)” \(other.place) \(chart)")
                    }
                }
            }
        }
    }

    func testEndlessTextsStayInsideOrAreLeftOut() {
        let endless = String(repeating: "W", count: 500_000)
        for kind in ChartKind.allCases {
            var chart = DrawnChart(
                kind: kind, labels: [endless, endless], rows: [[3, 1], [2, 2]],
                names: kind == .line || kind == .stacked ? [endless, endless] : [])
            (chart.averageText, chart.center, chart.average) = (endless, endless, 2)
            (chart.earlierName, chart.highlighted) = (endless, 1)
            if kind != .donut, kind != .sparkline { chart.earlier = [1, 1] }
            chart.text = { _ in endless }
            let texts = chart.laidOut().filter { $0.kind == .text && !$0.text.isEmpty }
            for text in texts {
                XCTAssertLessThan(text.text.count, 40, "\(kind)")
                XCTAssertTrue((0...200).contains(text.shape.x.points), "\(kind)")
            }
        }
    }

    func testEveryPointIsShownOnce() {
        for kind in [ChartKind.column, .bar] {
            for _ in 0..<100 {
                var chart = chart(kind)
                chart.earlier = nil
                chart.ticks = []
                let shapes = chart.laidOut()
                let known = chart.rows[0].compactMap { $0 }
                let gaps = shapes.filter { $0.kind == .gap }.count
                let rects = shapes.filter { $0.kind == .rect }.count - 1
                XCTAssertEqual(rects, known.count, "\(chart)")
                // Bars too thin for a line of text each have no dashes either.
                if kind == .column { XCTAssertEqual(gaps, chart.rows[0].count - known.count) }
            }
        }
    }

    func testLayoutIsAFunctionOfTheChart() {
        for kind in ChartKind.allCases {
            let chart = chart(kind)
            let (one, other) = (chart.laidOut(), chart.laidOut())
            XCTAssertEqual(one.map(\.text), other.map(\.text))
            XCTAssertEqual(one.map(\.segments), other.map(\.segments))
            XCTAssertEqual(one.map(\.shape.x), other.map(\.shape.x))
            XCTAssertEqual(one.map(\.shape.y), other.map(\.shape.y))
        }
    }
}

extension DrawnChart.Shape {
    /// Where a text of 10 pt begins, and how wide it is taken to be.
    var place: (left: Double, width: Double, y: Double) {
        let width = DrawnChart.estimate(text)
        let x = shape.x.points
        let left: Double =
            switch shape.align {
            case .start: x
            case .center: x - width / 2
            case .end, .decimal: x - width
            }
        return (left, width, shape.y.points)
    }

    /// Whether two texts share a place; figures are 7 pt high.
    func isOver(_ other: DrawnChart.Shape) -> Bool {
        let (one, two) = (place, other.place)
        return abs(one.y - two.y) < 7 && one.left + one.width > two.left + 0.01
            && two.left + two.width > one.left + 0.01
    }
}

extension DrawnChart {
    /// How wide a text of 10 pt is taken to be, at the least: 0.29 em for what is thin, else 0.39.
    static func estimate(_ text: String) -> Double {
        text.reduce(0) { width, character in
            width
                + (character == "i" || character == " "
                    ? 2.9 : "jrt".contains(character) ? 3.9 : 5.7)
        }
    }
}

import DocumentModel
import Primitives
import StyleSheets

/// How outlines are painted where an element of a drawing stands; inherited.
struct SVGPaint {
    var fill = Color.black
    var isEvenOdd = false
    var stroke = Color.none
    var strokeWidth = 1.0
    var cap = LineCap.butt
    var join = LineJoin.miter
    var miterLimit = 4.0

    /// What is wrong with a property.
    enum Problem: Error {
        /// Nothing of that name is drawn.
        case unknown
        /// The value is none of the kind that is drawn; what would do.
        case value(cure: String)
    }

    /// The properties that are drawn.
    static let names = [
        "fill", "fill-rule", "fill-opacity", "stroke", "stroke-width", "stroke-linecap",
        "stroke-linejoin", "stroke-miterlimit", "stroke-opacity", "stroke-dasharray", "opacity",
    ]

    /// Applies a presentation attribute or a declaration of `style` (SVG 1.1, section 6.1).
    mutating func apply(_ name: String, _ value: String) throws(Problem) {
        switch name {
        case "fill": fill = try SVGPaint.color(value)
        case "fill-rule":
            isEvenOdd = try choice(value, ["nonzero": false, "evenodd": true])
        case "stroke": stroke = try SVGPaint.color(value)
        case "stroke-width":
            guard let width = SVGPaint.length(value), width >= 0 else {
                throw .value(cure: "a thickness is a number of the drawing's units")
            }
            strokeWidth = width
        case "stroke-linecap":
            cap = try choice(value, ["butt": .butt, "round": .round, "square": .square])
        case "stroke-linejoin":
            join = try choice(value, ["miter": .miter, "round": .round, "bevel": .bevel])
        case "stroke-miterlimit":
            guard let limit = Double(value), limit >= 1, limit <= 1000 else {
                throw .value(cure: "a limit is a number from 1 up")
            }
            miterLimit = limit
        case "opacity", "fill-opacity", "stroke-opacity":
            guard Double(value) == 1 else {
                throw .value(cure: "nothing is transparent in print: use a paler colour")
            }
        case "stroke-dasharray":
            guard value == "none" else {
                throw .value(cure: "draw each dash as a path of its own")
            }
        default: throw .unknown
        }
    }

    private func choice<Result>(
        _ value: String, _ choices: [String: Result]
    ) throws(Problem) -> Result {
        guard let result = choices[value] else {
            throw .value(cure: "it takes \(choices.keys.sorted().joined(separator: ", "))")
        }
        return result
    }

    /// A length in the drawing's units; nil for percentages and units of paper.
    static func length(_ text: String) -> Double? {
        var scanner = SVGScanner(Array(text.utf8))
        guard let value = scanner.number() else { return nil }
        let unit = scanner.word()
        return scanner.isAtEnd && (unit.isEmpty || unit == "px") ? value : nil
    }

    /// `none`, `#rgb`, `#rrggbb`, `rgb(…)` or a name.
    static func color(_ text: String) throws(Problem) -> Color {
        if text == "none" || text == "transparent" { return .none }
        if let named = svgColors[text.lowercased()] { return .rgb(named) }
        if text.hasPrefix("#"), let color = try? StyleValue(words: [text]).color() { return color }
        if text.hasPrefix("rgb(") {
            var scanner = SVGScanner(Array(text.dropFirst(4).utf8))
            if let parts = scanner.numbers(upTo: 3), parts.count == 3, scanner.skip(0x29),
                scanner.isAtEnd, parts.allSatisfy({ (0...255).contains($0) })
            {
                let bytes = parts.map { UInt32($0.rounded()) }
                return .rgb(bytes[0] << 16 | bytes[1] << 8 | bytes[2])
            }
        }
        if text.hasPrefix("url(") {
            throw .value(cure: "gradients and patterns are not drawn: use a flat colour")
        }
        throw .value(cure: "it takes a colour such as #1a2b3c, rgb(26, 43, 60), red or none")
    }
}

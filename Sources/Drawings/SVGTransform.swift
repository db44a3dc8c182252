import Primitives

/// A point of a drawing, in whatever units it has.
struct SVGPoint: BitwiseCopyable, Equatable {
    var x: Double
    var y: Double

    static func + (a: SVGPoint, b: SVGPoint) -> SVGPoint { SVGPoint(x: a.x + b.x, y: a.y + b.y) }
    static func - (a: SVGPoint, b: SVGPoint) -> SVGPoint { SVGPoint(x: a.x - b.x, y: a.y - b.y) }
    static func * (a: SVGPoint, b: Double) -> SVGPoint { SVGPoint(x: a.x * b, y: a.y * b) }

    var length: Double { (x * x + y * y).squareRoot() }
}

/// An affine map: x′ = a x + c y + e, y′ = b x + d y + f (SVG 1.1, section 7.4).
struct SVGTransform: BitwiseCopyable, Equatable {
    var (a, b, c, d, e, f) = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

    func applied(to point: SVGPoint) -> SVGPoint {
        SVGPoint(x: a * point.x + c * point.y + e, y: b * point.x + d * point.y + f)
    }

    /// The map that does `inner` first.
    func times(_ inner: SVGTransform) -> SVGTransform {
        var result = SVGTransform()
        (result.a, result.b) = (a * inner.a + c * inner.b, b * inner.a + d * inner.b)
        (result.c, result.d) = (a * inner.c + c * inner.d, b * inner.c + d * inner.d)
        (result.e, result.f) = (
            a * inner.e + c * inner.f + e, b * inner.e + d * inner.f + f
        )
        return result
    }

    /// How much longer all lengths become; nil where it depends on their direction.
    var scale: Double? {
        let (across, down) = ((a * a + b * b).squareRoot(), (c * c + d * d).squareRoot())
        let slant = a * c + b * d
        let isEven = abs(across - down) <= 1e-6 * max(across, down)
        return isEven && abs(slant) <= 1e-6 * across * down ? across : nil
    }

    static func scaling(_ x: Double, _ y: Double) -> SVGTransform {
        var result = SVGTransform()
        (result.a, result.d) = (x, y)
        return result
    }

    static func moving(_ x: Double, _ y: Double) -> SVGTransform {
        var result = SVGTransform()
        (result.e, result.f) = (x, y)
        return result
    }

    static func rotating(_ degrees: Double) -> SVGTransform {
        let (sine, cosine) = sineCosine(degrees: degrees)
        var result = SVGTransform()
        (result.a, result.b, result.c, result.d) = (cosine, sine, -sine, cosine)
        return result
    }
}

extension SVGTransform {
    /// Reads a `transform` attribute; nil where it is none.
    package init?(_ bytes: [UInt8]) {
        var reader = SVGScanner(bytes)
        self.init()
        reader.skipSeparators()
        while !reader.isAtEnd {
            let name = reader.word()
            guard reader.skip(UInt8(ascii: "(")), let values = reader.numbers(upTo: 6),
                reader.skip(UInt8(ascii: ")")), let step = SVGTransform(name, values)
            else { return nil }
            self = times(step)
            reader.skipSeparators()
        }
    }

    private init?(_ name: String, _ values: [Double]) {
        switch (name, values.count) {
        case ("matrix", 6):
            self.init()
            (a, b, c) = (values[0], values[1], values[2])
            (d, e, f) = (values[3], values[4], values[5])
        case ("translate", 1): self = .moving(values[0], 0)
        case ("translate", 2): self = .moving(values[0], values[1])
        case ("scale", 1): self = .scaling(values[0], values[0])
        case ("scale", 2): self = .scaling(values[0], values[1])
        case ("rotate", 1): self = .rotating(values[0])
        case ("rotate", 3):
            self = SVGTransform.moving(values[1], values[2]).times(.rotating(values[0]))
                .times(.moving(-values[1], -values[2]))
        case ("skewX", 1), ("skewY", 1):
            let (sine, cosine) = sineCosine(degrees: values[0])
            guard abs(cosine) > 1e-9 else { return nil }
            self.init()
            if name == "skewX" { c = sine / cosine } else { b = sine / cosine }
        default: return nil
        }
    }
}

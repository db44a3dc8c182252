import DocumentModel
import Primitives

/// Collects an outline: points come in a drawing's units and are kept in those of `VectorResource`.
struct SVGOutline {
    private(set) var segments: [PathSegment] = []
    private let transform: SVGTransform
    /// Whether a point lies beyond any paper, or nowhere.
    private(set) var isBeyond = false
    /// Where the next piece begins.
    private(set) var current = SVGPoint(x: 0, y: 0)
    /// Where the part being drawn began.
    private(set) var start = SVGPoint(x: 0, y: 0)

    init(_ transform: SVGTransform) { self.transform = transform }

    mutating func move(to point: SVGPoint) {
        (current, start) = (point, point)
        let end = placed(point)
        segments.append(PathSegment(kind: .move, end: end))
    }

    mutating func line(to point: SVGPoint) {
        reopen()
        current = point
        let end = placed(point)
        segments.append(PathSegment(kind: .line, end: end))
    }

    mutating func curve(_ control1: SVGPoint, _ control2: SVGPoint, to point: SVGPoint) {
        reopen()
        current = point
        let (first, second, end) = (placed(control1), placed(control2), placed(point))
        segments.append(
            PathSegment(kind: .curve, control1: first, control2: second, end: end))
    }

    /// A quadratic curve, as the cubic one that is the same.
    mutating func quadratic(_ control: SVGPoint, to point: SVGPoint) {
        let from = current
        curve(
            from + (control - from) * (2.0 / 3), point + (control - point) * (2.0 / 3), to: point)
    }

    mutating func close() {
        guard let last = segments.last, last.kind != .close else { return }
        current = start
        let end = placed(start)
        segments.append(PathSegment(kind: .close, end: end))
    }

    /// What follows a closed part without a move begins where that part did (SVG 1.1, section 8.3.3).
    private mutating func reopen() {
        if segments.last?.kind == .close { move(to: start) }
    }

    private mutating func placed(_ point: SVGPoint) -> Point {
        let place = transform.applied(to: point)
        guard abs(place.x) <= 1e6, abs(place.y) <= 1e6 else {
            isBeyond = true
            return .zero
        }
        return Point(x: .points(place.x), y: .points(place.y))
    }

    // MARK: Arcs

    /// A part of an ellipse (SVG 1.1, appendix F.6), as cubic curves of at most a quarter each.
    ///
    /// Square roots only, which every machine rounds alike.
    mutating func arc(
        radii: SVGPoint, rotation: Double, isLarge: Bool, isClockwise: Bool, to end: SVGPoint
    ) {
        let from = current
        if from == end { return }
        guard radii.x != 0, radii.y != 0 else { return line(to: end) }
        // The map under which the ellipse is the circle of radius 1 around the origin.
        let turn = SVGTransform.rotating(-rotation)
        let half = turn.applied(to: (from - end) * 0.5)
        var (rx, ry) = (abs(radii.x), abs(radii.y))
        let excess = half.x * half.x / (rx * rx) + half.y * half.y / (ry * ry)
        if excess > 1 { (rx, ry) = (rx * excess.squareRoot(), ry * excess.squareRoot()) }
        let chord = SVGPoint(x: half.x / rx, y: half.y / ry)
        let length = max(chord.x * chord.x + chord.y * chord.y, 1e-18)
        var away = (max(1 - length, 0) / length).squareRoot()
        if isLarge == isClockwise { away = -away }
        let center = SVGPoint(x: chord.y * away, y: -chord.x * away)
        var frame = SVGTransform.rotating(rotation).times(.scaling(rx, ry))
        let middle = (from + end) * 0.5
        (frame.e, frame.f) = (middle.x, middle.y)
        frame = frame.times(.moving(center.x, center.y))
        circle(
            from: chord - center, to: SVGPoint(x: -chord.x, y: -chord.y) - center, isClockwise,
            isLarge, frame, depth: 0)
        current = end
    }

    /// A part of the unit circle, halved until it is a quarter at most.
    private mutating func circle(
        from: SVGPoint, to: SVGPoint, _ isClockwise: Bool, _ isLarge: Bool, _ frame: SVGTransform,
        depth: Int
    ) {
        let cosine = from.x * to.x + from.y * to.y
        guard !isLarge, cosine >= -1e-9 || depth > 3 else {
            let middle = middle(from, to, isClockwise, isLarge)
            circle(from: from, to: middle, isClockwise, false, frame, depth: depth + 1)
            circle(from: middle, to: to, isClockwise, false, frame, depth: depth + 1)
            return
        }
        // The control points lie 4/3 tan(angle / 4) along the tangents.
        let halfCosine = (max(1 + cosine, 0) / 2).squareRoot()
        let halfSine = (max(1 - cosine, 0) / 2).squareRoot()
        var reach = 4.0 / 3 * halfSine / (1 + halfCosine)
        if !isClockwise { reach = -reach }
        curve(
            frame.applied(to: SVGPoint(x: from.x - from.y * reach, y: from.y + from.x * reach)),
            frame.applied(to: SVGPoint(x: to.x + to.y * reach, y: to.y - to.x * reach)),
            to: frame.applied(to: to))
    }

    private func middle(
        _ from: SVGPoint, _ to: SVGPoint, _ isClockwise: Bool, _ isLarge: Bool
    ) -> SVGPoint {
        let sum = from + to
        // Of half a circle the sum says nothing: the middle is a quarter on.
        if sum.length < 1e-6 {
            return isClockwise ? SVGPoint(x: -from.y, y: from.x) : SVGPoint(x: from.y, y: -from.x)
        }
        return sum * ((isLarge ? -1 : 1) / sum.length)
    }
}

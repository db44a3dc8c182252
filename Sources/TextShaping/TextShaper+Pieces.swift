public import Primitives

extension TextShaper {
    /// Width of a text's widest part between two places where lines may end, rounded up.
    public func widestPiece(ofText index: Int) -> Length {
        let text = texts[index]
        guard !text.isEmpty, !text.breaksAnywhere else { return .zero }
        var (start, widest) = (0, 0)
        for place in text.firstPlace..<text.endPlace {
            widest = max(widest, places[Int(place)].end - start)
            start = places[Int(place)].next
        }
        widest = max(widest, text.end - start)
        return Length(clamping: (widest + 999) / 1000)
    }
}

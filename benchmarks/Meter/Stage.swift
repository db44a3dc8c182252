/// A stage of a bill's way from record to pack, or a part of its floor.
enum Stage: String, CaseIterable {
    // The engine's own.
    case parse, expand, layout, emit, deflate, assemble, hash, append
    // Inside of `expand`, once more by itself.
    case qr
    // What no engine can do without, on the same bytes.
    case floorParse = "floor parse"
    case floorQR = "floor qr"
    case floorDeflate = "floor deflate"
    case floorCopy = "floor copy"
    case floorHash = "floor hash"
    case floorAppend = "floor append"

    /// The stages that make up a bill; `qr` is part of `expand`.
    static let engine: [Stage] = [
        .parse, .expand, .layout, .emit, .deflate, .assemble, .hash, .append,
    ]

    /// The parts of the floor.
    static let floor: [Stage] = [
        .floorParse, .floorQR, .floorDeflate, .floorCopy, .floorHash, .floorAppend,
    ]
}

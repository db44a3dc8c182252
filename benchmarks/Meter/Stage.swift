/// A stage of a bill's way from input to pack, or a part of the floor under it.
enum Stage: Int, CaseIterable {
    // The engine's own, in their order. `qr` is a part of `expand`, and `deflate` of `emit`: both are measured by
    // themselves on the same data, and what is reported of `expand` and `emit` is the rest.
    case read, parse, rules, payments, expand, qr, layout, emit, deflate, assemble, sha256, append
    // What no engine can do without, on the same bytes.
    case floorParse, floorQR, floorDeflate, floorCopy, floorSHA256, floorAppend
    // What other compressors would take for the same content streams.
    case libdeflate1, libdeflate6

    /// Its name in reports, arguments and `benchmarks/thresholds`.
    var name: String {
        switch self {
        case .sha256: "SHA-256"
        case .floorParse: "floor parse"
        case .floorQR: "floor qr"
        case .floorDeflate: "floor deflate"
        case .floorCopy: "floor copy"
        case .floorSHA256: "floor SHA-256"
        case .floorAppend: "floor append"
        case .libdeflate1: "libdeflate 1"
        case .libdeflate6: "libdeflate 6"
        default: "\(self)"
        }
    }

    /// The engine's stages, which make up a bill.
    static let engine: [Stage] = [
        .read, .parse, .rules, .payments, .expand, .qr, .layout, .emit, .deflate, .assemble,
        .sha256, .append,
    ]

    /// The engine's stage of a name; nil if there is none.
    init?(named name: String) {
        guard let stage = Stage.engine.first(where: { $0.name == name }) else { return nil }
        self = stage
    }

    /// The stage whose measure holds this one's a second time; nil if there is none.
    var container: Stage? {
        switch self {
        case .qr: .expand
        case .deflate: .emit
        default: nil
        }
    }
}

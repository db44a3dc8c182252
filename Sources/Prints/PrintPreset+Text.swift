public import Primitives

extension PrintPreset {
    /// The preset as one line of JSON, which reads as the same preset: what a run's settings keep of it.
    ///
    /// All values are there, so that a standard that changes some day changes no run.
    public var text: String {
        var members = [
            #""paper": { "width": \#(millimetres(paper.width)), "height": \#(millimetres(paper.height)) }"#,
            #""duplex": \#(isDuplex)"#,
            #""household": "\#(household.rawValue)""#,
            #""sheetsPerEnvelope": \#(sheetsPerEnvelope)"#,
            #""sheetsPerFile": \#(sheetsPerFile)"#,
            #""mark": { \#(markText) }"#,
        ]
        if let overprint { members.append(#""reprint": { "overprint": "\#(overprint)" }"#) }
        return "{ " + members.joined(separator: ", ") + " }"
    }

    private var markText: String {
        switch mark {
        case .none: #""kind": "none""#
        case .dataMatrix(let mark):
            #""kind": "data-matrix", "x": \#(millimetres(mark.x)), "y": \#(millimetres(mark.y)), "#
                + #""module": \#(millimetres(mark.module)), "quietZone": \#(mark.quietZone), "#
                + #""holds": \#(list(mark.holds.map(\.rawValue))), "sequence": \#(mark.sequence)"#
        case .bars(let mark):
            #""kind": "omr", "x": \#(millimetres(mark.x)), "y": \#(millimetres(mark.y)), "#
                + #""width": \#(millimetres(mark.width)), "thickness": \#(millimetres(mark.thickness)), "#
                + #""pitch": \#(millimetres(mark.pitch)), "bars": \#(list(mark.bars.map(\.rawValue)))"#
        }
    }

    private func list(_ words: [String]) -> String {
        "[" + words.map { "\"\($0)\"" }.joined(separator: ", ") + "]"
    }
}

/// A preset among a run's settings.
extension PrintPreset {
    /// The option that names it.
    public static let option = "--preset"

    /// The preset that a run's settings keep.
    ///
    /// - Throws: F776 to F779 where somebody changed them.
    public init(stored text: String) throws(Diagnostics) {
        self = try PrintPreset(SourceText(file: "settings.json", bytes: Array(text.utf8)))
    }
}

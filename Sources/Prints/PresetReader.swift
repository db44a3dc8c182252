public import Primitives
import Symbology

/// Reads a preset: `presets/*.json`, or the text that a run's settings keep of it.
///
/// All that is wrong is told at once, with line and column.
struct PresetReader {
    private let source: SourceText
    private(set) var preset = PrintPreset()
    /// What is wrong with the file.
    private(set) var diagnostics: [Diagnostic] = []

    init(_ source: SourceText) { self.source = source }

    private static let members = [
        "paper", "duplex", "household", "sheetsPerEnvelope", "sheetsPerFile", "mark", "reprint",
    ]
    /// The longest text across a page.
    private static let mostOverprint = 24
    private static let letters = Set(StrokeLetters.known)

    mutating func read() {
        let root: JSONNode
        do throws(Diagnostic) {
            root = try JSONNode(source, code: "F776")
        } catch {
            return diagnostics.append(error)
        }
        var object = PresetObject(root, names: PresetReader.members, source, &diagnostics)
        if let node = object.take("paper") { readPaper(node) }
        if let value = object.bool("duplex", &diagnostics) { preset.isDuplex = value }
        if let word: PrintPreset.Household = object.word("household", &diagnostics) {
            preset.household = word
        }
        if let count = object.count("sheetsPerEnvelope", in: 1...99_999, &diagnostics) {
            preset.sheetsPerEnvelope = count
        }
        if let count = object.count("sheetsPerFile", in: 1...1_000_000, &diagnostics) {
            preset.sheetsPerFile = count
        }
        if let node = object.take("mark") { readMark(node) }
        if let node = object.take("reprint") { readReprint(node) }
        guard diagnostics.isEmpty else { return }
        checkPlace(root)
    }

    private mutating func readPaper(_ node: JSONNode) {
        if case .string(let name) = node.value {
            let names = PrintPreset.Paper.named
            guard let known = names.first(where: { $0.name == name }) else {
                return report(
                    "F778", node, "there is no paper “\(name)”",
                    cure: "it takes \(names.map(\.name).joined(separator: ", ")), or "
                        + #"{ "width": 210, "height": 297 } in millimetres"#)
            }
            preset.paper = known.paper
            return
        }
        var object = PresetObject(node, names: ["width", "height"], source, &diagnostics)
        let sides = 50_000...2_000_000
        if let width = object.length("width", in: sides, &diagnostics) {
            preset.paper.width = width
        }
        if let height = object.length("height", in: sides, &diagnostics) {
            preset.paper.height = height
        }
        object.need(["width", "height"], &diagnostics)
    }

    private mutating func readReprint(_ node: JSONNode) {
        var object = PresetObject(node, names: ["overprint"], source, &diagnostics)
        guard let text = object.take("overprint") else { return }
        guard case .string(let words) = text.value, !words.isEmpty,
            words.count <= PresetReader.mostOverprint,
            words.allSatisfy({ PresetReader.letters.contains($0) })
        else {
            return report(
                "F778", text, "what stands across a reprint cannot be drawn",
                cure:
                    "it takes up to \(PresetReader.mostOverprint) of A to Z, 0 to 9, blank and hyphen"
            )
        }
        preset.overprint = words
    }

    // MARK: Marks

    private enum Kind: String, CaseIterable {
        case none
        case dataMatrix = "data-matrix"
        case omr
    }

    private mutating func readMark(_ node: JSONNode) {
        guard case .object(let members) = node.value else {
            return report(
                "F776", node, "this is \(node.kind), not an object",
                cure:
                    #"a mark is { "kind": "data-matrix", "x": 5, "y": 140, "holds": ["envelope"] }"#
            )
        }
        guard let kind = members.first(where: { $0.name == "kind" })?.value else {
            return report(
                "F777", node, "the mark has no kind",
                cure: "it takes " + Kind.allCases.map(\.rawValue).joined(separator: ", "))
        }
        guard case .string(let word) = kind.value, let kind = Kind(rawValue: word) else {
            return report(
                "F778", kind, "\(source.string(kind.span)) is no kind of mark",
                cure: "it takes " + Kind.allCases.map(\.rawValue).joined(separator: ", "))
        }
        switch kind {
        case .none: _ = PresetObject(node, names: ["kind"], source, &diagnostics)
        case .dataMatrix: readMatrix(node)
        case .omr: readBars(node)
        }
    }

    private mutating func readMatrix(_ node: JSONNode) {
        let names = ["kind", "x", "y", "module", "quietZone", "holds", "sequence"]
        var object = PresetObject(node, names: names, source, &diagnostics)
        let x = object.length("x", in: 0...2_000_000, &diagnostics)
        let y = object.length("y", in: 0...2_000_000, &diagnostics)
        // 0.19 mm is a module of 600 dpi that printers hold; larger than 5 mm nobody reads from near.
        let module = object.length("module", in: 190...5_000, &diagnostics)
        let quietZone = object.count("quietZone", in: 1...20, &diagnostics)
        let holds: [MatrixMark.Field]? = object.words("holds", &diagnostics)
        let sequence = object.count("sequence", in: 2...100_000_000, &diagnostics)
        object.need(["x", "y", "holds"], &diagnostics)
        guard let x, let y, let holds else { return }
        preset.mark = .dataMatrix(
            MatrixMark(
                x: x, y: y, module: module ?? 500, quietZone: quietZone ?? 2, holds: holds,
                sequence: sequence ?? 1000))
    }

    private mutating func readBars(_ node: JSONNode) {
        let names = ["kind", "x", "y", "width", "thickness", "pitch", "bars"]
        var object = PresetObject(node, names: names, source, &diagnostics)
        let x = object.length("x", in: 0...2_000_000, &diagnostics)
        let y = object.length("y", in: 0...2_000_000, &diagnostics)
        let width = object.length("width", in: 2_000...50_000, &diagnostics)
        let thickness = object.length("thickness", in: 200...3_000, &diagnostics)
        let pitch = object.length("pitch", in: 1_000...20_000, &diagnostics)
        let bars: [BarMark.Bar]? = object.words("bars", &diagnostics)
        object.need(["x", "y", "bars"], &diagnostics)
        guard let x, let y, let bars else { return }
        let mark = BarMark(
            x: x, y: y, width: width ?? 7_000, thickness: thickness ?? 500, pitch: pitch ?? 4_233,
            bars: bars)
        guard mark.thickness * 2 <= mark.pitch else {
            return report(
                "F778", node, "the bars would touch: they are thicker than the space between them",
                cure: "make pitch at least twice the thickness")
        }
        preset.mark = .bars(mark)
    }

    /// A mark must stand on the paper, with the clear space around it.
    private mutating func checkPlace(_ root: JSONNode) {
        guard case .object(let members) = root.value,
            let node = members.first(where: { $0.name == "mark" })?.value
        else { return }
        let box: MarkBox
        do throws(SymbologyError) {
            box = try MarkBox(preset.mark)
        } catch {
            return report(
                "F779", node, "the mark cannot be made: \(error.message)",
                cure: "let it hold fewer fields")
        }
        let (width, height) = (preset.paper.width, preset.paper.height)
        guard box.left < 0 || box.top < 0 || box.right > width || box.bottom > height else {
            return
        }
        report(
            "F779", node,
            "the mark and the clear space around it are not on the paper: they reach from "
                + "\(millimetres(box.left)) to \(millimetres(box.right)) mm across and from "
                + "\(millimetres(box.top)) to \(millimetres(box.bottom)) mm down",
            cure:
                "the paper is \(millimetres(width)) by \(millimetres(height)) mm: move the mark, or "
                + "make it smaller")
    }

    private mutating func report(
        _ code: String, _ node: JSONNode, _ message: String, cure: String
    ) {
        diagnostics.append(
            Diagnostic(code: code, source: source, span: node.span, message: message, cure: cure))
    }
}

extension PrintPreset {
    /// Reads a preset.
    ///
    /// - Throws: F776 for what is no such file, F777 for names, F778 for values, F779 for a mark off the paper.
    public init(_ source: SourceText) throws(Diagnostics) {
        var reader = PresetReader(source)
        reader.read()
        guard reader.diagnostics.isEmpty else { throw Diagnostics(reader.diagnostics) }
        self = reader.preset
    }
}

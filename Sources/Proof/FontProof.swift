import Glibc
import Primitives

/// Compares an embedded font with its source, glyph by glyph, and its text with its characters.
///
/// Both are drawn by the same program, the source as the whole file it is, so that equal outlines and widths
/// give equal pixels: no tolerance is needed, and a point that moved by a thousandth of the em shows.
struct FontProof {
    private let pdf: PlainPDF
    private let font: EmbeddedFont
    private let known: ProofFont
    private let tools: ProofTools
    private let meter: ProofMeter

    init(
        _ pdf: PlainPDF, _ font: EmbeddedFont, _ known: ProofFont, _ tools: ProofTools,
        _ meter: ProofMeter
    ) {
        self.pdf = pdf
        self.font = font
        self.known = known
        self.tools = tools
        self.meter = meter
    }

    /// What is wrong with the font, as a sentence without a full stop; nil if nothing is.
    func defect() throws(ToolFailure) -> String? {
        let codes = known.codes
        guard let anchorCode = known.anchor, let anchor = codes.firstIndex(of: anchorCode) else {
            return "it has no characters"
        }
        guard let bytes = fileBytes(known.source), let source = SourceFont(bytes) else {
            return "its source \(known.source) cannot be read as a TrueType font"
        }
        let found = try glyphs(of: source)
        if let missing = found.missing { return "its source has no \(named(missing))" }
        let sheet = FontSheet(
            pdf, font: font.number, codes: codes, glyphs: found.glyphs, anchor: anchor,
            source: bytes)
        let file = try MemoryFile(pdf.file)
        try file.append(sheet.update.view)
        if let defect = try drawingDefect(file, codes) { return defect }
        return try textDefect(file, codes, anchor: anchorCode)
    }

    private func character(_ code: UInt8) -> UInt32 { known.scalars[Int(code)] }

    // MARK: The source's glyphs

    private func glyphs(
        of source: SourceFont
    ) throws(ToolFailure) -> (glyphs: [FontSheet.Glyph], missing: UInt32?) {
        var shown: [UInt32] = []
        for code in known.codes {
            let scalar = character(code)
            let candidates = [scalar] + ProofFont.standIns(for: scalar)
            guard let own = candidates.first(where: { source.glyph($0) != 0 }) else {
                return ([], scalar)
            }
            shown.append(own)
        }
        var numbers = shown.map(source.glyph)
        if let shape = tools.shape, !known.forms.isEmpty {
            numbers = try formed(shown, usual: numbers, shape)
        }
        return (numbers.map { .init(number: $0, advance: source.advance($0)) }, nil)
    }

    /// The glyphs in the forms that the font is made of, as HarfBuzz' own program finds them.
    private func formed(
        _ shown: [UInt32], usual: [Int], _ shape: Tool
    ) throws(ToolFailure) -> [Int] {
        var text = ByteBuffer()
        for scalar in shown {
            text.append(scalar: scalar)
            text.append(UInt8(ascii: "\n"))
        }
        let run = try meter.run(
            shape,
            [
                .text("--no-glyph-names"), .text("--no-clusters"), .text("--no-positions"),
                .text("--script=\(known.script)"), .text("--direction=ltr"),
                .text("--features=\(known.forms.joined(separator: ","))"), .text("--text-file"),
                .file(try MemoryFile(text.view)), .text(known.source),
            ])
        let lines = String(decoding: try run.output.contents(), as: UTF8.self).split(
            separator: "\n")
        guard run.status == 0, lines.count == usual.count else {
            throw ToolFailure("hb-shape could not read \(known.source): \(run.complaint)")
        }
        // One glyph in brackets; a form of several glyphs is not taken.
        return zip(lines, usual).map { Int($0.dropFirst().dropLast()) ?? $1 }
    }

    // MARK: Drawing

    private func drawingDefect(
        _ file: MemoryFile, _ codes: [UInt8]
    ) throws(ToolFailure) -> String? {
        let run = try meter.run(
            tools.raster,
            [.text("-r"), .text("72"), .text("-gray"), .text("-l"), .text("2"), .file(file)])
        let pictures = Graymap.all(try run.output.contents())
        guard run.status == 0, pictures.count == 2, pictures[0].width == pictures[1].width,
            pictures[0].height == pictures[1].height
        else { return "pdftoppm cannot draw it: \(run.complaint)" }
        let different = codes.indices.filter { index in
            let column = index % FontSheet.columns * FontSheet.cellWidth
            let row = index / FontSheet.columns * FontSheet.cellHeight
            guard column + FontSheet.cellWidth <= pictures[0].width,
                row + FontSheet.cellHeight <= pictures[0].height
            else { return true }
            return !pictures[0].isEqual(
                to: pictures[1], columns: column..<column + FontSheet.cellWidth,
                rows: row..<row + FontSheet.cellHeight)
        }
        guard !different.isEmpty else { return nil }
        let names = different.prefix(3).map { named(character(codes[$0])) }
        return "\(different.count) of its \(codes.count) characters are drawn or spaced otherwise "
            + "than in \(known.source): \(names.joined(separator: ", "))"
            + (different.count > 3 ? ", …" : "")
    }

    // MARK: Text

    private func textDefect(
        _ file: MemoryFile, _ codes: [UInt8], anchor: UInt8
    ) throws(ToolFailure) -> String? {
        let run = try meter.run(
            tools.text,
            [
                .text("-raw"), .text("-enc"), .text("UTF-8"), .text("-eol"), .text("unix"),
                .text("-nopgbrk"), .text("-f"), .text("3"), .file(file), .text("-"),
            ])
        let text = String(decoding: try run.output.contents(), as: UTF8.self)
        let lines = text.split(separator: "\n").map { squeezed($0) }
        guard run.status == 0, lines.count == codes.count else {
            return "pdftotext reads \(lines.count) of its \(codes.count) characters"
        }
        let edge = String(Character(Unicode.Scalar(character(anchor)) ?? " "))
        for (code, line) in zip(codes, lines) {
            let own = Unicode.Scalar(character(code)).map { String(Character($0)) } ?? ""
            guard line != edge + squeezed(own[...]) + edge else { continue }
            let read = line.hasPrefix(edge) && line.hasSuffix(edge) && line.count > 2
            let inner = read ? String(line.dropFirst().dropLast()) : line
            return "\(named(character(code))) is copied as “\(inner)”"
        }
        return nil
    }

    /// A text without white space.
    private func squeezed(_ text: Substring) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.filter { !$0.properties.isWhitespace }))
    }

    /// A character for a message, with its number.
    private func named(_ scalar: UInt32) -> String {
        let digits = String(scalar, radix: 16, uppercase: true)
        let code = "U+" + String(repeating: "0", count: max(4 - digits.count, 0)) + digits
        guard let character = Unicode.Scalar(scalar), !character.properties.isWhitespace else {
            return code
        }
        return "“\(character)” \(code)"
    }
}

/// The bytes of a file; nil if it cannot be read.
private func fileBytes(_ path: String) -> [UInt8]? {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
        return nil
    }
    let size = Int(status.st_size)
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: max(size, 1)) { space, count in
        while count < size {
            let got = unsafe read(
                descriptor, space.baseAddress.map { unsafe $0 + count }, size - count)
            if got < 0, errno == EINTR { continue }
            guard got > 0 else { break }
            count += got
        }
    }
    return bytes.count == size ? bytes : nil
}

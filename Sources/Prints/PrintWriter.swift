import Compression
import Primitives
import RunFolders
import Symbology

/// Writes the bills of a print file one after the other, with their marks and blank pages.
///
/// Of a bill its content streams go into the file as they are, and what it shares with others goes in once.
/// Links, outline, language, title and metadata of the single bills are left out: paper has none.
struct PrintWriter: ~Copyable {
    private let preset: PrintPreset
    private let isReprint: Bool
    private let bill: PaperBill
    private var file: PrintFile
    private var shared = SharedObjects()
    private var artist: MarkArtist
    private let deflater = Deflater(level: 6)
    private var operators = ByteBuffer(capacity: 1 << 13)
    private var deflated = ByteBuffer(capacity: 1 << 13)
    private var contents = Pool<Int>(capacity: 4)
    private var identifier = ByteBuffer(capacity: 256)
    /// The stream before a page's own contents, which keeps the state that the mark begins with; 0: none yet.
    private var saving = 0
    /// What stands across the pages of a size; 0: none yet.
    private var overprint = (width: 0, height: 0, number: 0)
    /// The resources of the page before, in the bill and in the file.
    private var lastResources = (local: 0, number: 0)
    /// Sheets so far.
    private(set) var sheets = 0
    /// Pages that are not of the preset's paper.
    private(set) var strangePages = 0

    /// So many bytes of a long content stream are copied together.
    private static let pieceBytes = 1 << 20
    /// Pages whose size differs by no more are of the same paper, in hundredths of a point: 0.5 mm.
    private static let tolerance = 142

    /// Begins a file of so many sheets.
    init(
        _ name: String, path: String, sheets: Int, preset: PrintPreset, isReprint: Bool,
        bill: PaperBill, durability: Durability
    ) throws(FileError) {
        self.preset = preset
        self.isReprint = isReprint
        self.bill = bill
        artist = MarkArtist(preset.mark)
        file = try PrintFile(
            name, path: path, pages: preset.pages(ofSheets: sheets), durability: durability)
    }

    /// The place of the next page, from 1.
    var nextPage: Int { file.pageCount + 1 }

    /// Adds a bill.
    ///
    /// - Parameters:
    ///   - place: where it lies.
    ///   - envelope: its number.
    ///   - firstSheet: the place of its first sheet in the envelope, from 1.
    ///   - ofSheets: how many the envelope gets.
    /// - Throws: `RunFolderError`; F771 for a bill that cannot be read, F773 for a mark that cannot be made.
    mutating func add(
        _ place: DocumentPlace, envelope: Int, firstSheet: Int, ofSheets: Int
    ) throws(RunFolderError) {
        try bill.open(place)
        lastResources = (0, 0)
        identifier.removeAll()
        identifier.append(string: place.id)
        let first = sheets
        for number in bill.pages.indices {
            let page = bill.pages[number]
            let isFront = !preset.isDuplex || number % 2 == 0
            contents.removeAll()
            if isFront {
                try add(
                    page,
                    MarkedSheet(
                        envelope: envelope, sheet: firstSheet + sheets - first, sheets: ofSheets,
                        place: sheets, isReprint: isReprint, document: identifier.view))
                sheets += 1
            } else {
                try add(page, nil)
            }
        }
        guard preset.isDuplex, bill.pages.count % 2 == 1 else { return }
        contents.removeAll()
        let last = bill.pages[bill.pages.count - 1]
        try addPage(last, resources: nil)
    }

    /// Adds a page, with a mark if it is the front of a sheet.
    private mutating func add(_ page: BillPage, _ sheet: MarkedSheet?) throws(RunFolderError) {
        if lastResources.local != page.resources {
            let number = try shared.resources(page.resources, of: bill, in: &file)
            lastResources = (page.resources, number)
        }
        if isReprint, let text = preset.overprint {
            contents.append(overprint(text, width: page.width, height: page.height))
        }
        let marked = preset.mark == .none ? nil : sheet
        if marked != nil { contents.append(savingStream()) }
        contents.append(try copy(page.contents))
        if let marked { contents.append(try mark(marked, height: page.height)) }
        if !isPaper(page) { strangePages += 1 }
        try addPage(page, resources: lastResources.number)
    }

    private mutating func addPage(_ page: BillPage, resources: Int?) throws(RunFolderError) {
        do throws(FileError) {
            try file.addPage(
                width: page.width, height: page.height, resources: resources, contents: contents)
        } catch {
            throw .file(error)
        }
    }

    private func isPaper(_ page: BillPage) -> Bool {
        abs(page.width - hundredths(preset.paper.width)) <= PrintWriter.tolerance
            && abs(page.height - hundredths(preset.paper.height)) <= PrintWriter.tolerance
    }

    /// Micrometres as hundredths of a point.
    private func hundredths(_ micrometres: Int) -> Int { micrometres * 36 / 127 }

    /// Hundredths of a point as micrometres.
    private func micrometres(_ hundredths: Int) -> Int { (hundredths * 127 + 18) / 36 }

    // MARK: Streams

    /// Copies a content stream as it is.
    private mutating func copy(_ number: Int) throws(RunFolderError) -> Int {
        let range = try bill.range(of: number)
        let head = try bill.bytes(
            range.lowerBound..<min(range.lowerBound + 256, range.upperBound))
        guard let start = head.find(" 0 obj"),
            let data = head.find("stream", from: start), head[start..<data].find(" R") == nil
        else { throw bill.damaged("its object \(number) is no content stream of ours") }
        let new = file.begin()
        var place = range.lowerBound + start
        while place < range.upperBound {
            let end = min(place + PrintWriter.pieceBytes, range.upperBound)
            let piece = try bill.bytes(place..<end)
            do throws(FileError) { try file.append(piece) } catch { throw .file(error) }
            place = end
        }
        return new
    }

    /// A mark begins with the state that the page began with, whatever its contents leave.
    private mutating func savingStream() -> Int {
        guard saving == 0 else { return saving }
        operators.removeAll()
        operators.append("q\n")
        saving = addStream()
        return saving
    }

    private mutating func mark(
        _ sheet: MarkedSheet, height: Int
    ) throws(RunFolderError) -> Int {
        operators.removeAll()
        operators.append("Q\n")
        do throws(SymbologyError) {
            try artist.append(sheet, height: micrometres(height), to: &operators)
        } catch {
            throw .refused(
                Diagnostics([
                    Diagnostic(
                        code: "F773", file: bill.place?.pack ?? "",
                        message: "document \(bill.place?.id ?? "") has no mark: \(error.message)",
                        cure: "run again in a new folder, with a preset whose mark does not hold "
                            + "the document")
                ]))
        }
        return addStream()
    }

    private mutating func overprint(_ text: String, width: Int, height: Int) -> Int {
        guard overprint.number == 0 || overprint.width != width || overprint.height != height
        else { return overprint.number }
        operators.removeAll()
        StrokeLetters.append(
            text, width: micrometres(width), height: micrometres(height), to: &operators)
        overprint = (width, height, addStream())
        return overprint.number
    }

    private mutating func addStream() -> Int {
        deflated.removeAll()
        deflater.zlib(operators.view, into: &deflated)
        return file.add(deflated: deflated.view)
    }

    /// Ends the file and gives it its name.
    ///
    /// - Throws: `FileError`.
    mutating func commit(identifier: SHA256Digest) throws(FileError) -> FileFact {
        try file.commit(identifier: identifier)
    }
}

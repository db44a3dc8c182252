import Compression
import Primitives
import RunFolders

/// A page of a bill, as its PDF file has it.
struct BillPage: BitwiseCopyable {
    /// In hundredths of a point.
    var width: Int
    /// In hundredths of a point.
    var height: Int
    /// The object of its resources.
    var resources: Int
    /// The object of its content stream.
    var contents: Int
}

/// A bill's PDF file, read back out of its pack: one after the other.
///
/// The files are our own, and their structure is known: catalog, page tree and information dictionary are the
/// objects 1 to 3, what many bills share comes next up to the resources, and each page comes behind its content
/// stream. Objects lie in the order of their numbers, and one cross-reference table says where. Anything else is
/// damage. A bill of more than `mostWhole` bytes stays in its pack, and is read a piece at a time.
final class PaperBill {
    /// Where each object begins; the last entry is where they end.
    private(set) var offsets = Pool<Int>(capacity: 64)
    /// In their order.
    private(set) var pages = Pool<BillPage>(capacity: 8)
    /// What the ledger says of it.
    private(set) var place: DocumentPlace?

    private let paths: RunPaths
    private let mostWhole: Int
    private var packs: [String: PackBox] = [:]
    private var buffer = ByteBuffer(capacity: 1 << 16)
    private var isWhole = false

    /// What a page may measure, in hundredths of a point (ISO 32000-1, annex C.2).
    private static let sides = 300...1_440_000
    /// So many packs are open at the same time.
    private static let mostPacks = 128

    /// Holds a reader, which cannot be copied.
    private final class PackBox {
        let reader: PackReader
        init(_ reader: consuming PackReader) { self.reader = reader }
    }

    /// A reader of the bills of a run.
    init(_ paths: RunPaths, mostWhole: Int = 1 << 22) {
        self.paths = paths
        self.mostWhole = mostWhole
    }

    /// Reads a bill's structure.
    ///
    /// - Throws: `RunFolderError`; F771 for what is not the ledger's bill, or not as our files are.
    func open(_ place: DocumentPlace) throws(RunFolderError) {
        self.place = place
        isWhole = false
        if place.length <= mostWhole {
            _ = try bytes(0..<place.length)
            guard SHA256Digest(of: buffer.view) == place.sha256 else {
                throw damaged("its bytes are not those of the ledger")
            }
            isWhole = true
        }
        try readTable()
        try readPages()
        guard pages.count == place.pages else {
            throw damaged("it has \(pages.count) pages, and the ledger says \(place.pages)")
        }
    }

    /// Bytes of the file; there until other ones are asked for.
    func bytes(_ range: Range<Int>) throws(RunFolderError) -> ByteView {
        guard let place, range.lowerBound >= 0, range.upperBound <= place.length else {
            throw damaged("it ends too early")
        }
        if isWhole { return buffer.view(range) }
        var piece = place
        piece.offset += range.lowerBound
        piece.length = range.count
        buffer.removeAll()
        do throws(FileError) {
            try pack(place.pack).reader.read(piece, suffix: ".pdf", into: &buffer)
        } catch {
            throw .file(error)
        }
        guard buffer.count == range.count else { throw damaged("the pack ends too early") }
        return buffer.view
    }

    /// Where an object lies.
    func range(of object: Int) throws(RunFolderError) -> Range<Int> {
        guard object > 0, object < offsets.count - 1 else {
            throw damaged("there is no object \(object)")
        }
        return offsets[object]..<offsets[object + 1]
    }

    private func pack(_ name: String) throws(FileError) -> PackBox {
        if let known = packs[name] { return known }
        if packs.count >= PaperBill.mostPacks { packs.removeAll() }
        let box = PackBox(try PackReader(name, of: paths))
        packs[name] = box
        return box
    }

    // MARK: Structure

    /// Reads the cross-reference table (ISO 32000-1, 7.5.4).
    private func readTable() throws(RunFolderError) {
        guard let length = place?.length else { return }
        let end = try bytes(max(0, length - 64)..<length)
        guard let word = end.find("startxref"), let table = end.number(behind: word + 9),
            table < length
        else { throw damaged("it does not end as a PDF file") }
        let text = try bytes(table..<length)
        offsets.removeAll()
        guard text.find("xref\n0 ") == 0, let count = text.number(behind: 7), count >= 4,
            let start = text.find("\n", from: 7).map({ $0 + 1 }),
            start + count * 20 <= text.count
        else { throw damaged("its cross-reference table cannot be read") }
        for number in 0..<count {
            let offset = number == 0 ? 0 : text.number(behind: start + number * 20) ?? -1
            guard offset >= (offsets.last ?? 0), offset < table else {
                throw damaged("its objects do not lie in their order")
            }
            offsets.append(offset)
        }
        offsets.append(table)
    }

    /// Reads the pages that the page tree names.
    private func readPages() throws(RunFolderError) {
        pages.removeAll()
        var numbers = Pool<Int>()
        let tree = try bytes(try range(of: 2))
        guard let kids = tree.find("/Kids [") else { throw damaged("it has no pages") }
        var place = kids + 7
        while let number = tree.number(behind: place), number > 0,
            let end = tree.find(" 0 R", from: place)
        {
            numbers.append(number)
            place = end + 4
            guard place + 1 < tree.count, tree[place + 1] != UInt8(ascii: "]") else { break }
        }
        for index in numbers.indices { pages.append(try page(numbers[index])) }
    }

    private func page(_ number: Int) throws(RunFolderError) -> BillPage {
        let text = try bytes(try range(of: number))
        guard let box = text.find("/MediaBox[0 0 "), let width = text.hundredths(behind: box + 14),
            let space = text.find(" ", from: box + 14),
            let height = text.hundredths(behind: space + 1),
            let resources = text.find("/Resources "),
            let shared = text.number(behind: resources + 11),
            let contents = text.find("/Contents ", from: resources),
            let stream = text.number(behind: contents + 10),
            SharedObjects.firstObject <= shared, shared < stream,
            PaperBill.sides ~= width, PaperBill.sides ~= height
        else { throw damaged("its object \(number) is no page of ours") }
        return BillPage(width: width, height: height, resources: shared, contents: stream)
    }

    /// What is told of a bill that cannot be printed.
    func damaged(_ words: String) -> RunFolderError {
        let name = place.map { "\($0.id) of shard \($0.shard)" } ?? ""
        return .refused(
            Diagnostics([
                Diagnostic(
                    code: "F771", file: paths.path(place?.pack ?? ""),
                    message: "document \(name) cannot be printed: \(words)",
                    cure:
                        "restore the pack from a copy; or move it away and give the batch command "
                        + "again, which makes it anew, to the same bytes")
            ]))
    }
}

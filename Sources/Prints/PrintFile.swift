import Compression
import Primitives
import RunFolders

/// A PDF file for a print shop while it is written, its pages in a balanced tree.
///
/// Written by our own hand: libharu keeps a whole file in memory, holds all its pages in one array of at most
/// 32,767, and takes no finished object. So memory does not grow with the file but by a few bytes an object.
/// Numbers are given in the order of writing; those of the tree come first, as every page names its node.
struct PrintFile: ~Copyable {
    private let name: String
    private var file: DurableFile
    private var output = ByteBuffer(capacity: PrintFile.blockBytes * 2)
    /// Where each object begins, by number; −1 where it is not written yet.
    private var offsets = Pool<Int>(capacity: 1 << 12)
    private var pages = Pool<Int>(capacity: 1 << 12)
    private let tree: PageTree

    private static let blockBytes = 1 << 20
    private static let (catalog, root, info) = (1, 2, 3)

    /// Begins a file.
    ///
    /// - Parameters:
    ///   - name: what it is called in the run.
    ///   - path: where it lies.
    ///   - pages: how many pages it gets, exactly.
    ///   - durability: what is synced.
    /// - Throws: `FileError`.
    init(
        _ name: String, path: String, pages: Int, durability: Durability
    ) throws(FileError) {
        self.name = name
        file = try DurableFile(path: path, durability: durability, mode: 0o600)
        tree = PageTree(pages: pages, root: PrintFile.root, first: PrintFile.info + 1)
        // The second line's bytes say that the file is no text (ISO 32000-1, 7.5.2).
        output.append("%PDF-1.7\n%\u{E2}\u{E3}\u{CF}\u{D3}\n")
        offsets.append(repeating: -1, count: tree.end)
    }

    /// How many pages were added.
    var pageCount: Int { pages.count }

    /// Begins an object, which gets the next number.
    mutating func begin() -> Int {
        let number = offsets.count
        offsets.append(file.count + output.count)
        output.append(decimal: number)
        return number
    }

    /// Appends bytes of the object that was begun.
    mutating func append(_ bytes: ByteView) throws(FileError) {
        output.append(bytes)
        if output.count >= PrintFile.blockBytes { try flush() }
    }

    /// Adds a stream.
    ///
    /// - Parameter data: filtered by Flate.
    /// - Returns: its number.
    mutating func add(deflated data: ByteView) -> Int {
        let number = begin()
        output.append(" 0 obj\n<</Filter/FlateDecode/Length ")
        output.append(decimal: data.count)
        output.append(">>\nstream\n")
        output.append(data)
        output.append("\nendstream\nendobj\n")
        return number
    }

    /// Adds a page.
    ///
    /// - Parameters:
    ///   - width: in hundredths of a point.
    ///   - height: in hundredths of a point.
    ///   - resources: their object; nil for a blank page.
    ///   - contents: streams that are shown one after the other.
    /// - Throws: `FileError`.
    mutating func addPage(
        width: Int, height: Int, resources: Int?, contents: borrowing Pool<Int>
    ) throws(FileError) {
        let node = tree.parent(ofPage: pages.count)
        pages.append(begin())
        output.append(" 0 obj\n<</Type/Page/Parent ")
        output.append(reference: node)
        output.append("/MediaBox[0 0 ")
        output.append(number: width, decimals: 2)
        output.append(UInt8(ascii: " "))
        output.append(number: height, decimals: 2)
        output.append("]/Resources")
        if let resources {
            output.append(UInt8(ascii: " "))
            output.append(reference: resources)
        } else {
            output.append("<<>>")
        }
        if !contents.isEmpty {
            output.append("/Contents[")
            for index in contents.indices {
                if index > 0 { output.append(UInt8(ascii: " ")) }
                output.append(reference: contents[index])
            }
            output.append("]")
        }
        output.append(">>\nendobj\n")
        if output.count >= PrintFile.blockBytes { try flush() }
    }

    private mutating func flush() throws(FileError) {
        try file.write(output.view)
        output.removeAll()
    }

    // MARK: The end

    /// Ends the file and gives it its name.
    ///
    /// - Parameter identifier: of its content, for `/ID` (ISO 32000-1, 14.4).
    /// - Returns: what is known of it.
    /// - Throws: `FileError`.
    mutating func commit(identifier: SHA256Digest) throws(FileError) -> FileFact {
        precondition(pages.count == tree.pages, "the tree was made for other pages")
        for node in 0..<tree.nodeCount { try append(node) }
        start(PrintFile.catalog)
        output.append("/Type/Catalog/Pages ")
        output.append(reference: PrintFile.root)
        output.append(">>\nendobj\n")
        start(PrintFile.info)
        output.append("/Producer(Fatura)>>\nendobj\n")
        try appendTable(identifier)
        try flush()
        let bytes = file.count
        return FileFact(name: name, bytes: bytes, sha256: try file.commit())
    }

    /// Begins an object of a number that was kept free.
    private mutating func start(_ number: Int) {
        offsets[number] = file.count + output.count
        output.append(decimal: number)
        output.append(" 0 obj\n<<")
    }

    private mutating func append(_ node: Int) throws(FileError) {
        let place = tree.node(node)
        start(place.number)
        output.append("/Type/Pages/Count ")
        output.append(decimal: place.pages)
        if let parent = place.parent {
            output.append("/Parent ")
            output.append(reference: parent)
        }
        output.append("/Kids[")
        for kid in place.kids {
            if kid > place.kids.lowerBound { output.append(UInt8(ascii: " ")) }
            output.append(reference: place.isLeaf ? pages[kid] : tree.node(kid).number)
        }
        output.append("]>>\nendobj\n")
        if output.count >= PrintFile.blockBytes { try flush() }
    }

    private mutating func appendTable(_ identifier: SHA256Digest) throws(FileError) {
        let address = file.count + output.count
        output.append("xref\n0 ")
        output.append(decimal: offsets.count)
        output.append("\n0000000000 65535 f \n")
        for number in 1..<offsets.count {
            precondition(offsets[number] >= 0, "an object was not written")
            output.append(decimal: offsets[number], width: 10)
            output.append(" 00000 n \n")
            if output.count >= PrintFile.blockBytes { try flush() }
        }
        output.append("trailer\n<</Root 1 0 R/Info 3 0 R/Size ")
        output.append(decimal: offsets.count)
        output.append("/ID[")
        let digits = identifier.hexadecimal.prefix(32)
        for _ in 0..<2 { output.append(string: "<\(digits)>") }
        output.append("]>>\nstartxref\n")
        output.append(decimal: address)
        output.append("\n%%EOF\n")
    }
}

extension ByteBuffer {
    /// Appends a reference to an object.
    mutating func append(reference number: Int) {
        append(decimal: number)
        append(" 0 R")
    }
}

import Primitives

/// What libharu writes around the bytes it is given, cut out of a file it wrote.
///
/// The file holds a template's objects and, behind them, one object of each kind. Where a document has bytes
/// and numbers of its own there are marks; what stands between these is the same in every document.
struct HaruModel {
    /// The whole file; the views below point into it too.
    let file: ByteView
    /// Up to the entries of the catalog, and on from there to the pages' numbers, the pages' count and the
    /// entries of the information dictionary.
    let head, catalogEnd, kidsEnd, countEnd: ByteView
    /// Where the catalog begins in `head`, the page tree in `catalogEnd`, the information in `countEnd`.
    let catalogOffset, pagesOffset, infoOffset: Int
    /// From the end of the information dictionary to that of the template's last object.
    let core: ByteView
    /// Where each of the template's objects begins, counted from the start of `core`.
    let coreOffsets: FrozenTable<Int>
    let dictionary, page: Frame
    /// The start of a page's frame up to the number of its parent, and on from there.
    let pageParent: Frame
    /// Its start ends before the stream's length.
    let stream: Frame
    /// Between the length and the entries, and between these and the bytes.
    let lengthEnd, dataStart: ByteView
    /// Of the cross-reference table (ISO 32000-1, 7.5.4): up to the count of objects, from there to the first
    /// offset, and what stands behind each offset.
    let tableStart, tableFree, lineEnd: ByteView
    /// From the table's end to the count of objects, to the entries of the trailer, to the table's address.
    let trailerStart, sizeEnd, trailerEnd, end: ByteView

    /// What stands between an object's number and its entries, and behind it.
    struct Frame: BitwiseCopyable {
        let start: ByteView
        let end: ByteView
    }

    /// Bytes of an offset, and of its line in the table.
    static let (offsetDigits, lineBytes) = (10, 20)

    /// The marks, in place of what documents have.
    static let entries = HaruEntries(
        catalog: view("/MarkOfCatalog"), info: view("/MarkOfInfo"), trailer: view("/MarkOfTrailer"))
    static let ownObjects = [
        HaruObject(.dictionary, body: view("/MarkOfDictionary")),
        HaruObject(.stream, body: view("/MarkOfStream"), data: view("mark of data")),
        HaruObject(.page, body: view("/MarkOfPage")),
    ]

    /// Takes a file apart that `write` made with `count` objects; the file must outlive the model.
    init(_ file: ByteView, count: Int) throws(HaruError) {
        self.file = file
        let firstOwn = HaruTemplate.firstID + count
        let (own, size) = (HaruModel.ownObjects, firstOwn + HaruModel.ownObjects.count)
        var cutter = HaruCutter(file)
        let table = try cutter.table(size: size)
        head = try cutter.text(before: HaruModel.entries.catalog)
        catalogOffset = table.offsets[1]
        pagesOffset = table.offsets[2] - cutter.place
        catalogEnd = try cutter.text(before: "\(size - 1) 0 R ")
        kidsEnd = try cutter.text(before: "1")
        infoOffset = table.offsets[3] - cutter.place
        countEnd = try cutter.text(before: HaruModel.entries.info)
        let coreStart = cutter.place
        core = try cutter.text(to: table.offsets[firstOwn])
        coreOffsets = FrozenTable(
            table.offsets[HaruTemplate.firstID..<firstOwn].map { $0 - coreStart })
        try cutter.pass("\(firstOwn)")
        let dictionaryStart = try cutter.text(before: own[0].body)
        dictionary = Frame(
            start: dictionaryStart, end: try cutter.text(to: table.offsets[firstOwn + 1]))
        try cutter.pass("\(firstOwn + 1)")
        let streamStart = try cutter.text(before: "\(own[1].data.count)")
        lengthEnd = try cutter.text(before: own[1].body)
        dataStart = try cutter.text(before: own[1].data)
        stream = Frame(start: streamStart, end: try cutter.text(to: table.offsets[firstOwn + 2]))
        try cutter.pass("\(firstOwn + 2)")
        let pageStart = try cutter.text(before: own[2].body)
        page = Frame(start: pageStart, end: try cutter.text(to: table.address))
        var parentCutter = HaruCutter(pageStart)
        let parentStart = try parentCutter.text(through: HaruModel.parent)
        try parentCutter.pass("2")
        pageParent = Frame(
            start: parentStart, end: try parentCutter.text(to: pageStart.count))
        tableStart = try cutter.text(before: "\(size)")
        tableFree = try cutter.text(to: table.firstLine)
        cutter.place += HaruModel.offsetDigits
        lineEnd = try cutter.text(to: table.firstLine + HaruModel.lineBytes)
        cutter.place = table.firstLine + (size - 1) * HaruModel.lineBytes
        trailerStart = try cutter.text(before: "\(size)")
        sizeEnd = try cutter.text(before: HaruModel.entries.trailer)
        trailerEnd = try cutter.text(before: "\(table.address)")
        end = try cutter.text(to: file.count)
    }

    private static let parent = view("/Parent ")

    private static func view(_ text: StaticString) -> ByteView {
        unsafe ByteView(base: text.utf8Start, count: text.utf8CodeUnitCount)
    }

    /// Lets libharu write a file of a template's objects and the marks.
    static func write(
        _ objects: borrowing Pool<HaruObject>
    ) throws(HaruError) -> ByteBuffer {
        let document = try HaruDocument()
        for index in objects.indices { try document.add(objects[index]) }
        for object in ownObjects { try document.add(object) }
        try document.set(entries)
        var file = ByteBuffer(capacity: 1 << 16)
        try document.save(into: &file)
        return file
    }
}

import CHaru
public import Primitives

/// Writes PDF files, one after the other; owns the memory they are put together in.
///
/// One per worker. A worker may run on changing threads, never on two at once: each call lends its arena to
/// the thread it runs on and takes it back.
public final class HaruWorker {
    private let arena: HaruArena

    /// The version whose structures this room relies on.
    public static let version = "2.3.0"

    /// A worker with an empty arena.
    ///
    /// - Throws: `HaruError.version` when another libharu is loaded.
    public init() throws(HaruError) {
        try HaruWorker.checkVersion()
        arena = try HaruArena()
    }

    /// Throws `HaruError.version` unless the loaded libharu is the one this room was written for.
    public static func checkVersion() throws(HaruError) {
        let found = unsafe HPDF_GetVersion().map { unsafe String(cString: $0) } ?? "none"
        guard found == version else { throw .version(found: found, expected: version) }
    }

    /// Appends a file of the template's objects, then `objects`, to `output`.
    ///
    /// Objects are numbered in order, those of the template from `HaruTemplate.firstID`, the others from
    /// `template.nextID`. The same arguments give the same bytes, whatever was written before. On an error
    /// `output` is as it was.
    ///
    /// - Throws: `HaruError.limit` for more than 32,767 pages or 2 GiB, `HaruError.call` otherwise.
    /// - Complexity: O(bytes); allocates nothing once arena and `output` have grown to their size.
    public func write(
        _ template: HaruTemplate, _ objects: borrowing Pool<HaruObject>, _ entries: HaruEntries,
        into output: inout ByteBuffer
    ) throws(HaruError) {
        let start = output.count
        do throws(HaruError) {
            let pages = try measure(template, objects, entries, reserveIn: &output)
            try arena.install()
            defer { arena.remove() }
            let document = try HaruDocument(
                objects: template.objects.count + objects.count, pages: pages)
            for index in template.objects.indices { try document.add(template.objects[index]) }
            for index in objects.indices { try document.add(objects[index]) }
            try document.set(entries)
            try document.save(into: &output)
        } catch {
            output.truncate(to: start)
            throw error
        }
    }

    /// Counts the pages, and makes room for the file.
    private func measure(
        _ template: HaruTemplate, _ objects: borrowing Pool<HaruObject>, _ entries: HaruEntries,
        reserveIn output: inout ByteBuffer
    ) throws(HaruError) -> Int {
        var size = 1024 + entries.catalog.count + entries.info.count + entries.trailer.count
        var pages = 0
        for index in template.objects.indices { size += template.objects[index].size }
        for index in objects.indices {
            let object = objects[index]
            size += object.size
            if object.kind == .page { pages += 1 }
        }
        guard pages <= HaruDocument.maximumPages else {
            throw .limit(what: "pages", value: pages, maximum: HaruDocument.maximumPages)
        }
        guard size <= HaruDocument.maximumFileSize else {
            throw .limit(
                what: "bytes of the file", value: size, maximum: HaruDocument.maximumFileSize)
        }
        output.reserve(size)
        return pages
    }
}

extension HaruObject {
    /// What the object takes in the file at most: its bytes, what is written around, its place in the table.
    fileprivate var size: Int { body.count + data.count + 128 }
}

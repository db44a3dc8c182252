public import Primitives

/// Writes PDF files, one after the other: the bytes libharu wrote for the template, with a document's own in
/// their places.
///
/// One per worker. A worker may run on changing threads, never on two at once.
public final class HaruWorker {
    /// Where each object of the file begins, counted from the file's start; the first is object 1.
    private var offsets = Pool<Int>(capacity: 64)

    /// A worker.
    ///
    /// - Throws: `HaruError.version` when another libharu is loaded than this room was written for.
    public init() throws(HaruError) { try HaruDocument.checkVersion() }

    /// A file has at most so many pages.
    static let maximumPages = 131_071
    /// So many pages hang on one branch of the page tree, where they are too many for one array.
    static let branchPages = 4_096

    /// Appends a file of the template's objects, then `objects`, to `output`.
    ///
    /// Objects are numbered in order, those of the template from `HaruTemplate.firstID`, the others from
    /// `template.nextID`. The same arguments give the same bytes, whatever was written before. On an error
    /// `output` is as it was.
    ///
    /// libharu knows one array of pages, of 32,767 at most. A file of more has a tree of two levels
    /// (ISO 32000-1, 7.7.3.2), whose branches are numbered behind `objects`.
    ///
    /// - Throws: `HaruError.limit` for more than 131,071 pages or 2 GiB.
    /// - Complexity: O(bytes); allocates nothing once `output` has grown to its size.
    public func write(
        _ template: HaruTemplate, _ objects: borrowing Pool<HaruObject>, _ entries: HaruEntries,
        into output: inout ByteBuffer
    ) throws(HaruError) {
        let pages = try measure(template, objects, entries, reserveIn: &output)
        let start = output.count
        offsets.removeAll()
        appendHead(template, objects, entries, pages: pages, from: start, to: &output)
        if pages <= HaruDocument.maximumPages {
            for index in objects.indices {
                offsets.append(output.count - start)
                append(objects[index], number: template.nextID + index, template, to: &output)
                if index & 0xFF == 0xFF { Spool.trim() }
            }
        } else {
            appendBranched(objects, pages: pages, template, from: start, to: &output)
        }
        appendEnd(template, entries, from: start, to: &output)
    }

    /// Counts the pages, and makes room for the file.
    private func measure(
        _ template: HaruTemplate, _ objects: borrowing Pool<HaruObject>, _ entries: HaruEntries,
        reserveIn output: inout ByteBuffer
    ) throws(HaruError) -> Int {
        var size = 1024 + entries.catalog.count + entries.info.count + entries.trailer.count
        size += template.model.file.count
        var pages = 0
        for index in objects.indices {
            let object = objects[index]
            size += object.size
            if object.kind == .page { pages += 1 }
        }
        guard pages <= HaruWorker.maximumPages else {
            throw .limit(what: "pages", value: pages, maximum: HaruWorker.maximumPages)
        }
        guard size <= HaruDocument.maximumFileSize else {
            throw .limit(
                what: "bytes of the file", value: size, maximum: HaruDocument.maximumFileSize)
        }
        output.reserve(size)
        return pages
    }

    /// Appends catalog, page tree, information dictionary and the template's objects.
    private func appendHead(
        _ template: HaruTemplate, _ objects: borrowing Pool<HaruObject>, _ entries: HaruEntries,
        pages: Int, from start: Int, to output: inout ByteBuffer
    ) {
        offsets.append(template.model.catalogOffset)
        output.append(template.model.head)
        output.append(entries.catalog)
        offsets.append(output.count - start + template.model.pagesOffset)
        output.append(template.model.catalogEnd)
        if pages <= HaruDocument.maximumPages {
            for index in objects.indices where objects[index].kind == .page {
                output.append(decimal: template.nextID + index)
                output.append(" 0 R ")
            }
        } else {
            for branch in 0..<HaruWorker.branches(pages) {
                output.append(decimal: template.nextID + objects.count + branch)
                output.append(" 0 R ")
            }
        }
        output.append(template.model.kidsEnd)
        output.append(decimal: pages)
        offsets.append(output.count - start + template.model.infoOffset)
        output.append(template.model.countEnd)
        output.append(entries.info)
        let coreStart = output.count - start
        for index in 0..<template.model.coreOffsets.count {
            offsets.append(coreStart + template.model.coreOffsets[index])
        }
        output.append(template.model.core)
    }

    /// Appends an object of the document's own.
    private func append(
        _ object: HaruObject, number: Int, _ template: HaruTemplate, to output: inout ByteBuffer
    ) {
        output.append(decimal: number)
        switch object.kind {
        case .dictionary:
            output.append(template.model.dictionary.start)
            output.append(object.body)
            output.append(template.model.dictionary.end)
        case .stream:
            output.append(template.model.stream.start)
            output.append(decimal: object.data.count)
            output.append(template.model.lengthEnd)
            output.append(object.body)
            output.append(template.model.dataStart)
            output.append(object.data)
            output.append(template.model.stream.end)
        case .page:
            output.append(template.model.page.start)
            output.append(object.body)
            output.append(template.model.page.end)
        }
    }

    // MARK: Branches

    private static func branches(_ pages: Int) -> Int { (pages + branchPages - 1) / branchPages }

    /// Appends the objects, pages with their branches as parents, and the branches.
    private func appendBranched(
        _ objects: borrowing Pool<HaruObject>, pages: Int, _ template: HaruTemplate,
        from start: Int, to output: inout ByteBuffer
    ) {
        let firstBranch = template.nextID + objects.count
        var page = 0
        for index in objects.indices {
            offsets.append(output.count - start)
            let number = template.nextID + index
            if objects[index].kind == .page {
                let parent = firstBranch + page / HaruWorker.branchPages
                append(page: objects[index], number: number, parent: parent, template, to: &output)
                page += 1
            } else {
                append(objects[index], number: number, template, to: &output)
            }
            if index & 0xFF == 0xFF { Spool.trim() }
        }
        var next = 0
        for branch in 0..<HaruWorker.branches(pages) {
            offsets.append(output.count - start)
            let count = min(HaruWorker.branchPages, pages - branch * HaruWorker.branchPages)
            output.append(decimal: firstBranch + branch)
            output.append(template.model.dictionary.start)
            output.append("/Type/Pages/Parent 2 0 R/Count ")
            output.append(decimal: count)
            output.append("/Kids[")
            appendKids(objects, from: &next, count: count, template, to: &output)
            output.append("]")
            output.append(template.model.dictionary.end)
        }
    }

    /// Appends a page that hangs on a branch.
    private func append(
        page: HaruObject, number: Int, parent: Int, _ template: HaruTemplate,
        to output: inout ByteBuffer
    ) {
        output.append(decimal: number)
        output.append(template.model.pageParent.start)
        output.append(decimal: parent)
        output.append(template.model.pageParent.end)
        output.append(page.body)
        output.append(template.model.page.end)
    }

    /// Appends the numbers of the next pages.
    private func appendKids(
        _ objects: borrowing Pool<HaruObject>, from next: inout Int, count: Int,
        _ template: HaruTemplate, to output: inout ByteBuffer
    ) {
        var left = count
        while left > 0 {
            if objects[next].kind == .page {
                output.append(decimal: template.nextID + next)
                output.append(" 0 R ")
                left -= 1
            }
            next += 1
        }
    }

    /// Appends the cross-reference table and the trailer.
    private func appendEnd(
        _ template: HaruTemplate, _ entries: HaruEntries, from start: Int,
        to output: inout ByteBuffer
    ) {
        let address = output.count - start
        output.append(template.model.tableStart)
        output.append(decimal: offsets.count + 1)
        output.append(template.model.tableFree)
        for index in offsets.indices {
            append(offset: offsets[index], to: &output)
            output.append(template.model.lineEnd)
        }
        output.append(template.model.trailerStart)
        output.append(decimal: offsets.count + 1)
        output.append(template.model.sizeEnd)
        output.append(entries.trailer)
        output.append(template.model.trailerEnd)
        output.append(decimal: address)
        output.append(template.model.end)
    }

    @inline(__always)
    private func append(offset: Int, to output: inout ByteBuffer) {
        unsafe output.appendUnsafe(space: HaruModel.offsetDigits) { digits in
            var rest = UInt32(truncatingIfNeeded: offset)
            var place = HaruModel.offsetDigits
            while place >= 2 {
                place -= 2
                let next = rest / 100
                unsafe ByteBuffer.write(pair: rest &- next &* 100, to: digits + place)
                rest = next
            }
            return HaruModel.offsetDigits
        }
    }
}

extension HaruObject {
    /// What the object takes in the file at most: its bytes, what is written around, its place in the table.
    fileprivate var size: Int { body.count + data.count + 128 }
}

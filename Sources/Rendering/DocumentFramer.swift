import Compression
package import Primitives

/// Lays finished documents down as they will be written: in a tar with header and padding, else bare, and
/// beside them the lines of the digest; one per worker.
///
/// A document is made behind the room that `begin` leaves for its header, so that it is never copied and
/// neighbours go out in one call.
package struct DocumentFramer: ~Copyable {
    private let isTar: Bool
    private let suffix: StaticString
    /// That of a single document, which is not called after its id.
    private let ownName: [UInt8]
    private var name = ByteBuffer()

    /// A framer for what a sink writes.
    package init(_ sink: DocumentSink) {
        isTar = sink.isTar
        suffix = sink.suffix
        let last = sink.path.utf8.split(separator: 0x2F).last.map(Array.init) ?? []
        ownName = sink.isSingle ? last : []
    }

    /// A framer for tars, whose documents have names with this suffix.
    package init(tarWithSuffix suffix: StaticString) {
        isTar = true
        self.suffix = suffix
        ownName = []
    }

    /// How many bytes of a frame a document takes with what fills up its last block.
    package static func paddedSize(_ size: Int) -> Int {
        (size + TarWriter.block - 1) / TarWriter.block * TarWriter.block
    }

    /// Appends what ends a tar of so many bytes.
    package static func appendEnd(written: Int, to output: inout ByteBuffer) {
        TarWriter.appendEnd(written: written, to: &output)
    }

    /// Makes room for a header; returns where the frame begins.
    package func begin(in output: inout ByteBuffer) -> Int {
        let start = output.count
        if isTar { output.append(repeating: 0, count: TarWriter.block) }
        return start
    }

    /// Ends the frame that began at `start`; its document stands at the end of `output`.
    ///
    /// - Returns: where the bytes lie that are written. A long name needs three blocks before the document,
    ///   which is then framed once more behind itself.
    package mutating func end(
        _ start: Int, identifier: ByteView, date: CivilDate, in output: inout ByteBuffer
    ) -> Range<Int> {
        guard isTar else { return start..<output.count }
        setName(identifier)
        let document = start + TarWriter.block..<output.count
        guard name.count <= TarWriter.maximumShortName else {
            let second = output.count
            TarWriter.appendHeader(
                name: name.view, size: document.count, date: date, to: &output)
            output.appendOwn(document)
            TarWriter.appendPadding(size: document.count, to: &output)
            return second..<output.count
        }
        TarWriter.fillHeader(
            at: start, name: name.view, size: document.count, date: date, in: &output)
        TarWriter.appendPadding(size: document.count, to: &output)
        return start..<output.count
    }

    /// Appends the digest's line of a document.
    package mutating func appendDigest(
        of document: ByteView, identifier: ByteView, to lines: inout ByteBuffer
    ) {
        setName(identifier)
        DigestFile.appendLine(of: document, name: name.view, to: &lines)
    }

    private mutating func setName(_ identifier: ByteView) {
        name.removeAll()
        guard ownName.isEmpty else { return name.append(ownName) }
        appendFileName(identifier, suffix: suffix, to: &name)
    }
}

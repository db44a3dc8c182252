import Glibc
public import Primitives

/// A pack open for reading single documents out of it; one per thread.
public struct PackReader: ~Copyable {
    /// No document is so long.
    private static let mostBytes = 1 << 32
    private let path: String
    private let isFolder: Bool
    /// The pack, or the folder itself.
    private let file: InputDescriptor

    /// Opens the pack of a shard.
    ///
    /// - Parameters:
    ///   - name: relative to the run's folder.
    ///   - paths: the run's.
    /// - Throws: `FileError`.
    public init(_ name: String, of paths: RunPaths) throws(FileError) {
        path = paths.path(name)
        isFolder = FileFact.isFolder(path)
        file = try InputDescriptor(path)
    }

    /// Appends the bytes of a document; fewer where the pack ends before it does.
    ///
    /// - Parameters:
    ///   - place: what the ledger says of it.
    ///   - suffix: what follows the id in a file's name.
    ///   - output: grows by the document.
    /// - Throws: `FileError` if the pack cannot be read, or has not the document's file.
    public func read(
        _ place: DocumentPlace, suffix: StaticString, into output: inout ByteBuffer
    ) throws(FileError) {
        guard isFolder else { return try PackReader.read(file, place, into: &output) }
        let document = try InputDescriptor(path + "/" + place.fileName(suffix))
        try PackReader.read(document, place, into: &output)
    }

    private static func read(
        _ file: borrowing InputDescriptor, _ place: DocumentPlace, into output: inout ByteBuffer
    ) throws(FileError) {
        // A ledger that was changed by hand leads anywhere.
        guard place.offset >= 0, 0..<PackReader.mostBytes ~= place.length else { return }
        let start = output.count
        var last = start - 1
        while output.count - start < place.length, output.count > last {
            last = output.count
            try file.read(
                min(place.length - (last - start), 1 << 20), at: place.offset + last - start,
                into: &output)
        }
    }
}

extension DocumentPlace {
    /// The document's name in a pack.
    package func fileName(_ suffix: StaticString) -> String {
        var bytes = ByteBuffer(capacity: id.utf8.count * 2)
        bytes.append(string: id)
        var name = ByteBuffer(capacity: id.utf8.count * 3 + 8)
        appendFileName(bytes.view, suffix: suffix, to: &name)
        return name.view.string
    }
}

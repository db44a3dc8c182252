import Glibc
public import Primitives

/// A pack open for reading single documents out of it; one per thread.
public struct PackReader: ~Copyable {
    private let file: InputDescriptor

    /// Opens the pack of a shard.
    ///
    /// - Parameters:
    ///   - name: relative to the run's folder.
    ///   - paths: the run's.
    /// - Throws: `FileError`.
    public init(_ name: String, of paths: RunPaths) throws(FileError) {
        file = try InputDescriptor(paths.path(name))
    }

    /// Appends the bytes of a document; fewer where the pack ends before it does.
    ///
    /// - Throws: `FileError` if the pack cannot be read.
    public func read(_ place: DocumentPlace, into output: inout ByteBuffer) throws(FileError) {
        let start = output.count
        while output.count - start < place.length {
            let before = output.count
            try file.read(
                place.length - (before - start), at: place.offset + before - start, into: &output)
            guard output.count > before else { return }
        }
    }
}

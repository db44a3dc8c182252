import Primitives

/// The objects every document of a template begins with, in fixed order, so that their numbers are known
/// before any document is made; written by libharu once, and copied from then on.
///
/// Immutable; one is shared by all workers.
public final class HaruTemplate: @unchecked Sendable {
    // Sendable: the views of `model` point into `file`, which nothing writes to after `init`.

    /// Number of the first object; 1 is the catalog, 2 the page tree, 3 the information dictionary.
    public static let firstID = 4

    let model: HaruModel
    private let file: ByteBuffer

    /// An object of a template: the entries of its dictionary and, for a stream, its filtered bytes.
    public struct Part: Sendable {
        /// The entries between `<<` and `>>`.
        public var body: [UInt8]
        /// The filtered bytes of a stream; nil makes a plain dictionary.
        public var data: [UInt8]?

        /// An object of a template.
        public init(body: [UInt8], data: [UInt8]? = nil) {
            self.body = body
            self.data = data
        }
    }

    /// A template of the given objects, numbered from `firstID` on.
    ///
    /// - Throws: `HaruError.version` when another libharu is loaded, `HaruError.format` when it does not write
    ///   what is expected of it, `HaruError.call` when it fails.
    /// - Complexity: lets libharu write a file, and compares it with what `HaruWorker` makes of the same
    ///   objects.
    public init(_ parts: [Part]) throws(HaruError) {
        var bytes = ByteBuffer(
            capacity: parts.reduce(0) { $0 + $1.body.count + ($1.data?.count ?? 0) })
        for part in parts {
            bytes.append(part.body)
            bytes.append(part.data ?? [])
        }
        var objects = Pool<HaruObject>(capacity: parts.count)
        var start = 0
        for part in parts {
            let middle = start + part.body.count
            let end = middle + (part.data?.count ?? 0)
            objects.append(
                HaruObject(
                    part.data == nil ? .dictionary : .stream,
                    body: bytes.view(start..<middle), data: bytes.view(middle..<end)))
            start = end
        }
        let file = try HaruModel.write(objects)
        model = try HaruModel(file.view, count: objects.count)
        self.file = file
        try check()
    }

    /// Compares the model with the file a worker makes of its parts.
    private func check() throws(HaruError) {
        var objects = Pool<HaruObject>()
        for object in HaruModel.ownObjects { objects.append(object) }
        var file = ByteBuffer(capacity: model.file.count + 1024)
        try HaruWorker().write(self, objects, HaruModel.entries, into: &file)
        guard file.view == model.file else { throw .format }
    }

    /// Number of the first object that comes after the template's.
    public var nextID: Int { HaruTemplate.firstID + model.coreOffsets.count }
}

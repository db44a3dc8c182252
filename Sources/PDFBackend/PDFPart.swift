import Haru
import Primitives
import Synchronization

/// A few objects that belong together: a slice of a font, a picture.
///
/// They refer to each other by their place among them; where they stand in a file decides their numbers.
final class PDFPart: @unchecked Sendable {
    // Sendable: nothing writes to `bytes` after `init`.

    private let bytes: ByteBuffer
    private let objects: FrozenTable<Object>
    private let pieces: FrozenTable<Piece>

    /// How many objects.
    var count: Int { objects.count }

    /// Bytes of a dictionary up to a reference.
    struct Piece: BitwiseCopyable, Sendable {
        var start: Int32
        var end: Int32
        /// The object referred to behind the bytes, counted from the part's first; −1 if none.
        var reference: Int32
    }

    struct Object: BitwiseCopyable, Sendable {
        var firstPiece: Int32
        var endPiece: Int32
        var dataStart: Int32
        /// Equal to `dataStart` for a plain dictionary.
        var dataEnd: Int32
    }

    /// One object while a part is made: text with references in it, and a stream's bytes.
    struct Draft {
        var texts: [(bytes: [UInt8], reference: Int)] = []
        var data: [UInt8] = []

        /// An object that begins with `text`.
        init(_ text: String, data: [UInt8] = []) {
            texts = [(Array(text.utf8), -1)]
            self.data = data
        }

        /// The object with a reference to the part's object `place`, then more text.
        func referring(to place: Int, _ text: String = "") -> Draft {
            var draft = self
            draft.texts[draft.texts.count - 1].reference = place
            draft.texts.append((Array(text.utf8), -1))
            return draft
        }

        /// The object with more bytes.
        func adding(_ bytes: [UInt8]) -> Draft {
            var draft = self
            draft.texts[draft.texts.count - 1].bytes += bytes
            return draft
        }
    }

    init(_ drafts: [Draft]) {
        var bytes: [UInt8] = []
        var objects: [Object] = []
        var pieces: [Piece] = []
        for draft in drafts {
            let first = Int32(pieces.count)
            for text in draft.texts {
                let start = Int32(bytes.count)
                bytes += text.bytes
                pieces.append(
                    Piece(
                        start: start, end: Int32(bytes.count), reference: Int32(text.reference)))
            }
            let start = Int32(bytes.count)
            bytes += draft.data
            objects.append(
                Object(
                    firstPiece: first, endPiece: Int32(pieces.count), dataStart: start,
                    dataEnd: Int32(bytes.count)))
        }
        var storage = ByteBuffer(capacity: bytes.count)
        storage.append(bytes)
        self.bytes = storage
        self.objects = FrozenTable(objects)
        self.pieces = FrozenTable(pieces)
    }

    /// Whether the object is a stream.
    func isStream(_ index: Int) -> Bool { objects[index].dataEnd > objects[index].dataStart }

    /// A stream's bytes; valid as long as the part lives.
    func data(_ index: Int) -> ByteView {
        let object = objects[index]
        return bytes.view(Int(object.dataStart)..<Int(object.dataEnd))
    }

    /// Appends an object's entries, for a part whose first object has the number `firstID`.
    func appendBody(_ index: Int, firstID: Int, to output: inout ByteBuffer) {
        let object = objects[index]
        for place in Int(object.firstPiece)..<Int(object.endPiece) {
            let piece = pieces[place]
            output.append(bytes.view(Int(piece.start)..<Int(piece.end)))
            if piece.reference >= 0 { output.append(reference: firstID + Int(piece.reference)) }
        }
    }
}

/// A part that is made when the first bill needs it; two workers may make it at once and agree.
final class LazyPart: Sendable {
    private let make: @Sendable () -> PDFPart
    private let made = AtomicLazyReference<PDFPart>()

    init(_ make: @escaping @Sendable () -> PDFPart) { self.make = make }

    var part: PDFPart { made.load() ?? made.storeIfNil(make()) }
}

public import Primitives
import Synchronization

extension FontFace {
    /// The face of a font file, opened once for the whole process and again only when the file changes.
    ///
    /// - Parameters: as for `init(path:wanted:)`; they are the key.
    /// - Returns: the same object for the same file.
    /// - Throws: as `init(path:)`; failures are not kept.
    /// - Complexity: O(1) and one look at the file's stamp once the face is open.
    public static func shared(
        path: String, wanted: FontFeatures = []
    ) throws(FontError) -> FontFace {
        try openFaces.withLock { faces throws(FontError) in
            let key = FaceKey(path: path, wanted: wanted)
            if let known = faces[key], known.stamp == fileStamp(path) { return known.face }
            let file = try readFontFile(path)
            let face = try FontFace(bytes: file.bytes, path: path, wanted: wanted)
            faces[key] = OpenFace(face: face, stamp: file.stamp)
            return face
        }
    }
}

private struct FaceKey: Hashable {
    let path: String
    let wanted: FontFeatures
}

private struct OpenFace: Sendable {
    let face: FontFace
    let stamp: FileStamp
}

private let openFaces = Mutex<[FaceKey: OpenFace]>([:])

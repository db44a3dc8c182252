import Synchronization

extension FontFace {
    /// The face of a font file, opened once for the whole process and again only when the file changes.
    ///
    /// - Parameter path: as for `init(path:)`; the path itself is the key.
    /// - Returns: the same object for the same file.
    /// - Throws: as `init(path:)`; failures are not kept.
    /// - Complexity: O(1) and one look at the file's stamp once the face is open.
    public static func shared(path: String) throws(FontError) -> FontFace {
        try openFaces.withLock { faces throws(FontError) in
            if let known = faces[path], known.stamp == fileStamp(path) { return known.face }
            let file = try readFontFile(path)
            let face = try FontFace(bytes: file.bytes, path: path)
            faces[path] = OpenFace(face: face, stamp: file.stamp)
            return face
        }
    }
}

private struct OpenFace: Sendable {
    let face: FontFace
    let stamp: FileStamp
}

private let openFaces = Mutex<[String: OpenFace]>([:])

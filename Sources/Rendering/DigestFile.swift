import Compression
import Glibc
import Primitives

/// The SHA-256 of every document, one a line as `sha256sum -c` reads it, in the documents' order.
///
/// The file has a name of its own run until it is whole; devices, pipes and standard output are written
/// directly.
final class DigestFile {
    private let path: String
    private let file: OutputFile
    private let isDirect: Bool
    private var lines = ByteBuffer(capacity: blockBytes + 1024)
    private var isFinished = false

    /// Lines are written when there are so many bytes of them.
    private static let blockBytes = 1 << 16

    /// Creates the file; `-` is standard output.
    init(path: String) throws(FileError) {
        self.path = path
        isDirect = path == "-" || DocumentSink.isSpecial(path)
        guard DocumentSink.fileType(path) != S_IFDIR else {
            throw FileError(path: path, call: "replace", code: EISDIR)
        }
        if path == "-" {
            file = OutputFile()
        } else if isDirect {
            file = try OutputFile(creating: path)
        } else {
            file = try OutputFile(partial: "\(path).\(getpid())")
        }
    }

    /// Appends the line of a document to `lines`: digest, two spaces, name.
    static func appendLine(
        of document: ByteView, name: ByteView, to lines: inout ByteBuffer
    ) {
        // A name with a line end or a backslash is told by one before the digest (GNU coreutils).
        let isEscaped = (0..<name.count).contains { escape(name[$0]) != nil }
        if isEscaped { lines.append(UInt8(ascii: "\\")) }
        lines.append(digest: SHA256Digest(of: document))
        lines.append("  ")
        for index in 0..<name.count {
            if let letter = escape(name[index]) {
                lines.append(UInt8(ascii: "\\"))
                lines.append(letter)
            } else {
                lines.append(name[index])
            }
        }
        lines.append(UInt8(ascii: "\n"))
    }

    private static func escape(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "\\"): UInt8(ascii: "\\")
        case UInt8(ascii: "\n"): UInt8(ascii: "n")
        case UInt8(ascii: "\r"): UInt8(ascii: "r")
        default: nil
        }
    }

    /// Adds lines that `appendLine` made.
    func add(_ text: ByteView) throws(FileError) {
        lines.append(text)
        if lines.count >= DigestFile.blockBytes { try flush() }
    }

    private func flush() throws(FileError) {
        try file.write(lines.view)
        lines.removeAll()
    }

    /// Ends the file and gives it its name.
    func finish() throws(FileError) {
        try flush()
        isFinished = true
        guard !isDirect else { return }
        try file.finish()
        guard unsafe rename(file.path, path) == 0 else {
            throw FileError(path: path, call: "rename", code: errno)
        }
    }

    /// Removes what was begun and cannot be finished.
    func abandon() {
        guard !isFinished, !isDirect else { return }
        isFinished = true
        _ = unsafe unlink(file.path)
    }
}

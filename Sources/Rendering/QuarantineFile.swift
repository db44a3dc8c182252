import Glibc
import Primitives

/// Records that did not become documents, each with its findings: one JSON object a line, mode 0600.
///
/// The file appears at the end of a run that had such records, and has a name of its own run until then;
/// `removeOld` removes an older one at the start.
final class QuarantineFile {
    let path: String
    private let isSpecial: Bool
    private var file: Optional<FileBox> = nil
    private(set) var count = 0
    private var text = ByteBuffer(spoolsBeyond: 16 << 20)

    private final class FileBox {
        let file: OutputFile
        init(_ file: consuming OutputFile) { self.file = file }
    }

    /// Names the file; nothing is touched yet.
    init(path: String) {
        self.path = path
        isSpecial = DocumentSink.isSpecial(path)
    }

    /// Removes the last run's quarantine; devices and pipes stay.
    func removeOld() throws(FileError) {
        var status = stat()
        guard unsafe lstat(path, &status) == 0 else { return }
        let kind = status.st_mode & S_IFMT
        guard kind == S_IFREG || kind == S_IFLNK && !isSpecial else { return }
        guard unsafe unlink(path) == 0 || errno == ENOENT else {
            throw FileError(path: path, call: "replace the last run's quarantine", code: errno)
        }
    }

    /// Adds a record.
    ///
    /// - Parameters:
    ///   - number: of the record in its input.
    ///   - line: of the input.
    ///   - identifier: the record's id, if it could be read.
    ///   - findings: why it was refused.
    ///   - raw: the record as it was; bytes that are no UTF-8 are kept in base64. Nil for a line that was
    ///     too long to be read.
    /// - Throws: `FileError` if it cannot be written.
    func add(
        number: Int, line: Int, identifier: ByteView, findings: [Finding], raw: ByteView?
    ) throws(FileError) {
        if file == nil { file = FileBox(try open()) }
        count += 1
        text.removeAll()
        QuarantineLine.append(
            number: number, line: line, identifier: identifier, findings: findings, raw: raw,
            to: &text)
        try file?.file.write(text.view)
    }

    private func open() throws(FileError) -> OutputFile {
        isSpecial
            ? try OutputFile(creating: path, mode: 0o600)
            : try OutputFile(partial: "\(path).\(getpid())", mode: 0o600)
    }

    /// Ends the file and gives it its name.
    func finish() throws(FileError) {
        guard let box = file else { return }
        file = nil
        try box.file.finish()
        guard !isSpecial else { return }
        guard unsafe rename(box.file.path, path) == 0 else {
            throw FileError(path: path, call: "rename", code: errno)
        }
    }
}

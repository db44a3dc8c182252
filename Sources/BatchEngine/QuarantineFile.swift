import Foundation
import Glibc
import Primitives

/// Records that did not become documents, each with its findings: one JSON object a line, mode 0600.
///
/// The file appears with the first such record; `removeOld` removes an older one of the same
/// name at the start.
final class QuarantineFile {
    let path: String
    private var file: Optional<FileBox> = nil
    private(set) var count = 0

    private final class FileBox {
        let file: OutputFile
        init(_ file: consuming OutputFile) { self.file = file }
    }

    /// Names the file; nothing is touched yet.
    ///
    /// - Parameters:
    ///   - path: of the quarantine.
    ///   - input: path of the records, which must not be removed for it.
    /// - Throws: `FileError` if both are the same file.
    init(path: String, input: String) throws(FileError) {
        self.path = path
        var own = stat()
        var other = stat()
        guard unsafe stat(path, &own) == 0, unsafe stat(input, &other) == 0 else { return }
        guard own.st_dev != other.st_dev || own.st_ino != other.st_ino else {
            throw FileError(path: path, call: "replace the input by its quarantine", code: EEXIST)
        }
    }

    /// Removes the last run's quarantine; devices and pipes stay.
    func removeOld() throws(FileError) {
        var status = stat()
        guard unsafe lstat(path, &status) == 0 else { return }
        let kind = status.st_mode & S_IFMT
        guard kind == S_IFREG || kind == S_IFLNK && !DocumentSink.isSpecial(path) else { return }
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
    ///   - raw: the record as it was; bytes that are no UTF-8 are kept in base64.
    /// - Throws: `FileError` if it cannot be written.
    func add(
        number: Int, line: Int, identifier: ByteView, findings: [Finding], raw: ByteView
    ) throws(FileError) {
        if file == nil { file = FileBox(try OutputFile(creating: path, mode: 0o600)) }
        var object: [String: Any] = [
            "record": number, "line": line, "id": identifier.string,
            "findings": findings.map(QuarantineFile.object),
        ]
        if let text = String(validating: raw.bytes, as: UTF8.self) {
            object["raw"] = text
        } else {
            object["rawBase64"] = Data(raw.bytes).base64EncodedString()
        }
        count += 1
        let options: JSONSerialization.WritingOptions = [.sortedKeys, .withoutEscapingSlashes]
        let data = try? JSONSerialization.data(withJSONObject: object, options: options)
        var text = ByteBuffer()
        text.append([UInt8](data ?? Data("{}".utf8)))
        text.append(0x0A)
        try file?.file.write(text.view)
    }

    private static func object(_ finding: Finding) -> [String: String] {
        var object = [
            "rule": finding.rule, "severity": finding.severity.rawValue, "path": finding.path,
            "message": finding.message,
        ]
        if !finding.place.isEmpty { object["place"] = finding.place }
        if !finding.cure.isEmpty { object["cure"] = finding.cure }
        return object
    }

    func finish() throws(FileError) { try file?.file.finish() }
}

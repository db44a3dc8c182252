import Foundation
import Glibc
import Primitives

/// Where documents are written, in the order of their records.
///
/// A tar or single file appears under its name only when it is complete.
final class DocumentSink {
    private enum Kind { case folder, tar, single }

    private let kind: Kind
    private let path: String
    private let suffix: StaticString
    /// Where bytes go until all is well; the same as `path` for devices and pipes.
    private let partialPath: String
    private var file: Optional<FileBox> = nil
    private var header = ByteBuffer()
    private var written = 0
    private(set) var documents = 0

    /// Holds a file that cannot be copied.
    private final class FileBox {
        let file: OutputFile
        init(_ file: consuming OutputFile) { self.file = file }
    }

    /// Opens what `path` names: `-` and `x.tar` are tars, `x.pdf` and `x.html` one document, all else a
    /// folder.
    init(path: String, suffix: StaticString) throws(FileError) {
        self.path = path
        self.suffix = suffix
        let name = path.lowercased()
        if path == "-" || name.hasSuffix(".tar") {
            kind = .tar
        } else if name.hasSuffix(".pdf") || name.hasSuffix(".html") {
            kind = .single
        } else {
            kind = .folder
        }
        partialPath = DocumentSink.isSpecial(path) ? path : path + ".partial"
        if kind == .folder {
            do {
                try FileManager.default.createDirectory(
                    atPath: path, withIntermediateDirectories: true)
            } catch {
                throw FileError(path: path, call: "make the folder", code: errno)
            }
        } else {
            file = FileBox(path == "-" ? OutputFile() : try OutputFile(creating: partialPath))
        }
    }

    /// Whether a path is a device, a pipe or the like, which cannot be renamed to.
    private static func isSpecial(_ path: String) -> Bool {
        var status = stat()
        return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFREG
    }

    /// Whether this holds no more than one document.
    var isSingle: Bool { kind == .single }

    /// Writes one document.
    func write(
        _ document: ByteView, identifier: ByteView, date: CivilDate
    ) throws(FileError) {
        documents += 1
        header.removeAll()
        switch kind {
        case .folder:
            appendFileName(identifier, suffix: suffix, to: &header)
            let name = header.view.string
            let file = try OutputFile(creating: "\(path)/\(name)")
            try file.write(document)
        case .tar:
            var name = ByteBuffer()
            appendFileName(identifier, suffix: suffix, to: &name)
            TarWriter.appendHeader(name: name.view, size: document.count, date: date, to: &header)
            try append(header.view)
            try append(document)
            header.removeAll()
            TarWriter.appendPadding(size: document.count, to: &header)
            try append(header.view)
        case .single:
            try append(document)
        }
    }

    private func append(_ bytes: ByteView) throws(FileError) {
        guard bytes.count > 0, let file else { return }
        try file.file.write(bytes)
        written += bytes.count
    }

    /// Ends the output and gives it its name.
    func finish() throws(FileError) {
        guard let box = file else { return }
        // A file without a document would only look like one.
        if kind == .single, documents == 0 { return abandon() }
        if kind == .tar {
            header.removeAll()
            TarWriter.appendEnd(written: written, to: &header)
            try append(header.view)
        }
        guard path != "-", partialPath != path else { return }
        try box.file.finish()
        guard unsafe rename(partialPath, path) == 0 else {
            throw FileError(path: path, call: "rename", code: errno)
        }
        file = nil
    }

    /// Removes what was begun and cannot be finished; finished documents in a folder stay.
    func abandon() {
        guard file != nil, path != "-", partialPath != path else { return }
        file = nil
        _ = unsafe unlink(partialPath)
    }
}

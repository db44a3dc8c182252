import Glibc
package import Primitives

/// Where documents are written, in the order of their records.
///
/// A file appears under its name only when it is complete: a tar, a single one, each one of a folder. Until
/// then it has a name of its own run, so that two runs into the same place do not write the same file.
package final class DocumentSink {
    private let kind: OutputKind
    let path: String
    let suffix: StaticString
    /// Where bytes go until all is well; nil for devices, pipes and standard output.
    private let partialPath: String?
    private var file: Optional<FileBox> = nil
    private var frame = ByteBuffer()
    private var name = ByteBuffer()
    private var written = 0
    private(set) var documents = 0

    /// Holds a file that cannot be copied.
    private final class FileBox {
        let file: OutputFile
        init(_ file: consuming OutputFile) { self.file = file }
    }

    /// Opens what `path` names, see `OutputKind`.
    ///
    /// - Parameters:
    ///   - path: as the user named it.
    ///   - suffix: of the documents' names.
    ///   - isText: whether documents are texts.
    /// - Throws: `FileError` if it cannot be made.
    package init(path: String, suffix: StaticString, isText: Bool = false) throws(FileError) {
        self.path = path
        self.suffix = suffix
        let isSpecial = DocumentSink.isSpecial(path)
        kind = isText ? OutputKind(textPath: path) : OutputKind(path: path)
        guard kind == .folder || DocumentSink.fileType(path) != S_IFDIR else {
            throw FileError(path: path, call: "replace", code: EISDIR)
        }
        if kind == .folder {
            partialPath = nil
            try DocumentSink.makeFolder(path)
        } else if path == "-" || isSpecial {
            partialPath = nil
            file = FileBox(path == "-" ? OutputFile() : try OutputFile(creating: path))
        } else {
            let partial = try OutputFile(partial: "\(path).\(getpid())")
            partialPath = partial.path
            file = FileBox(partial)
        }
    }

    /// Makes a folder, and those above it.
    private static func makeFolder(_ path: String) throws(FileError) {
        guard unsafe mkdir(path, 0o777) != 0 else { return }
        let code = errno
        guard fileType(path) != S_IFDIR else { return }
        let parent = folderPart(of: path)
        guard code == ENOENT, !parent.isEmpty, parent != path else {
            throw FileError(path: path, call: "make the folder", code: code)
        }
        try makeFolder(parent)
        guard unsafe mkdir(path, 0o777) == 0 || errno == EEXIST else {
            throw FileError(path: path, call: "make the folder", code: errno)
        }
    }

    /// What a path leads to, as in `stat.h`; nil where there is nothing.
    static func fileType(_ path: String) -> mode_t? {
        var status = stat()
        return unsafe stat(path, &status) == 0 ? status.st_mode & S_IFMT : nil
    }

    /// Whether a path is a device, a pipe or the like, which cannot be renamed to.
    static func isSpecial(_ path: String) -> Bool {
        fileType(path).map { $0 != S_IFREG && $0 != S_IFDIR } ?? false
    }

    /// Whether this holds no more than one document.
    var isSingle: Bool { kind == .single }

    /// Whether documents have headers and padding.
    var isTar: Bool { kind == .tar }

    /// Whether each document is a file of its own, and not a part of one that holds them all.
    var isFolder: Bool { kind == .folder }

    /// Whether a document can have its id as its name: in a folder, and in a tar that somebody takes apart.
    func canName(_ identifier: ByteView) -> Bool {
        !isFolder && !isTar || canNameFile(identifier, suffixBytes: suffix.utf8CodeUnitCount)
    }

    /// Writes one document.
    package func write(
        _ document: ByteView, identifier: ByteView, date: CivilDate
    ) throws(FileError) {
        frame.removeAll()
        switch kind {
        case .folder:
            documents += 1
            appendFileName(identifier, suffix: suffix, to: &frame)
            try writeFile(document, name: frame.view.string)
        case .tar:
            name.removeAll()
            appendFileName(identifier, suffix: suffix, to: &name)
            TarWriter.appendHeader(name: name.view, size: document.count, date: date, to: &frame)
            frame.append(document)
            TarWriter.appendPadding(size: document.count, to: &frame)
            try write(framed: frame.view, documents: 1)
        case .single, .text: try write(framed: document, documents: 1)
        }
    }

    /// Writes documents as a `DocumentFramer` has laid them down, not for folders.
    package func write(framed bytes: ByteView, documents count: Int) throws(FileError) {
        documents += count
        try append(bytes)
    }

    /// Writes a file of its own; an id never begins with a dot, so no document has its name meanwhile.
    private func writeFile(_ document: ByteView, name: String) throws(FileError) {
        let final = "\(path)/\(name)"
        do throws(FileError) {
            let partial = try OutputFile(partial: "\(path)/.\(getpid())")
            do throws(FileError) {
                try partial.write(document)
                guard unsafe rename(partial.path, final) == 0 else {
                    throw FileError(path: final, call: "rename", code: errno)
                }
            } catch {
                _ = unsafe unlink(partial.path)
                throw error
            }
        } catch {
            throw FileError(path: final, call: error.call, code: error.code)
        }
    }

    private func append(_ bytes: ByteView) throws(FileError) {
        guard bytes.count > 0, let file else { return }
        try file.file.write(bytes)
        written += bytes.count
    }

    /// Ends the output and gives it its name.
    package func finish() throws(FileError) {
        guard let box = file else { return }
        // A file without a document would only look like one.
        if kind == .single, documents == 0 { return abandon() }
        if kind == .tar {
            frame.removeAll()
            TarWriter.appendEnd(written: written, to: &frame)
            try append(frame.view)
        }
        guard let partialPath else { return }
        try box.file.finish()
        guard unsafe rename(partialPath, path) == 0 else {
            throw FileError(path: path, call: "rename", code: errno)
        }
        file = nil
    }

    /// Removes what was begun and cannot be finished; finished documents in a folder stay.
    package func abandon() {
        guard file != nil, let partialPath else { return }
        file = nil
        _ = unsafe unlink(partialPath)
    }
}

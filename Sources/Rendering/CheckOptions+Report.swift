import Glibc
import Primitives

extension CheckOptions {
    /// What is wrong if the report would take the place of the records or of what is printed; nil if nothing is.
    ///
    /// Devices and pipes may be used twice.
    public var clash: String? {
        guard let report else { return nil }
        if report == "-" { return "the report and what is printed are both standard output" }
        guard let listed = FileIdentity(report, standard: nil) else { return nil }
        if listed == FileIdentity(records, standard: STDIN_FILENO) {
            return "the records and the report are the same file, \(report)"
        }
        if listed == FileIdentity("-", standard: STDOUT_FILENO) {
            return "what is printed and the report are the same file, \(report)"
        }
        return nil
    }

    /// Writes the report, which has its name only when it is whole; devices and pipes are written in place.
    ///
    /// - Throws: `RenderFailure.file` if it cannot be written.
    public func write(report text: String) throws(RenderFailure) {
        guard let report else { return }
        var bytes = ByteBuffer(capacity: text.utf8.count)
        bytes.append(Array(text.utf8))
        do throws(FileError) {
            if DocumentSink.isSpecial(report) {
                let file = try OutputFile(creating: report)
                try file.write(bytes.view)
                try file.finish()
            } else {
                try CheckOptions.replace(report, with: bytes.view)
            }
        } catch {
            throw .file(error.message)
        }
    }

    private static func replace(_ path: String, with bytes: ByteView) throws(FileError) {
        guard DocumentSink.fileType(path) != S_IFDIR else {
            throw FileError(path: path, call: "replace", code: EISDIR)
        }
        let partial = try OutputFile(partial: "\(path).\(getpid())")
        do throws(FileError) {
            try partial.write(bytes)
            try partial.finish()
            guard unsafe rename(partial.path, path) == 0 else {
                throw FileError(path: path, call: "rename", code: errno)
            }
        } catch {
            _ = unsafe unlink(partial.path)
            throw error
        }
    }
}

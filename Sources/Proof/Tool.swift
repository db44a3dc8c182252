import Glibc
public import Primitives

// What enters this room is finished documents with the records they were made of; what leaves are findings:
// where the two disagree. Nothing here asks what made a document: other programs read it, as anybody would.

/// A program of the distribution that reads documents, run as a child process and never linked.
struct Tool: Sendable, Hashable {
    /// As it is called.
    let name: String
    /// Where it is.
    let path: String
}

/// A call or a child process that did not work, so that nothing can be said of a document.
struct ToolFailure: Error, Hashable {
    /// What happened, as a sentence without a full stop.
    let message: String

    init(_ message: String) { self.message = message }

    /// A failed call of the operating system.
    init(call: String, code: Int32) {
        message = "cannot \(call): \(unsafe String(cString: strerror(code)))"
    }
}

/// The programs that a proof runs.
public struct ProofTools: Sendable {
    /// Text of a PDF file (poppler, GPL-2).
    let text: Tool
    /// Pictures of its pages (poppler, GPL-2).
    let raster: Tool
    /// Symbols in pictures (ZXing, Apache-2.0).
    let symbols: Tool
    /// Glyphs of a font in forms that a style asks for (HarfBuzz, MIT); nil unless one does.
    let shape: Tool?

    /// Finds the programs.
    ///
    /// - Parameters:
    ///   - folders: where programs are, parted by colons; nil for the environment's `PATH`.
    ///   - withForms: whether a font is used in other than its usual forms.
    /// - Throws: `Diagnostics`, F602 for each one that is missing, with the package that has it.
    public init(folders: String? = nil, withForms: Bool = false) throws(Diagnostics) {
        let named = unsafe getenv("PATH").map { unsafe String(cString: $0) } ?? "/usr/bin:/bin"
        let folders = (folders ?? named).split(separator: ":").map(String.init)
        var missing: [Diagnostic] = []
        func find(_ name: String, package: String) -> Tool {
            for folder in folders {
                let path = "\(folder)/\(name)"
                if unsafe access(path, X_OK) == 0 { return Tool(name: name, path: path) }
            }
            missing.append(
                Diagnostic(
                    code: "F602", file: name, message: "the proof needs this program",
                    cure: "install the package \(package): scripts/setup runtime brings it"))
            return Tool(name: name, path: name)
        }
        text = find("pdftotext", package: "poppler-utils")
        raster = find("pdftoppm", package: "poppler-utils")
        symbols = find("ZXingReader", package: "zxing-cpp-tools")
        shape = withForms ? find("hb-shape", package: "libharfbuzz-bin") : nil
        guard missing.isEmpty else { throw Diagnostics(missing) }
    }
}

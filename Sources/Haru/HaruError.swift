// What enters this room are finished bytes: dictionary bodies, streams already filtered, catalog entries.
// What leaves it is a PDF file. libharu makes the document, the objects, the cross-reference table, the page
// tree and the save of a model file for each template; documents are the model with their own bytes in its
// places. libharu never reads a font or a picture, and no operator goes through it.

/// What went wrong while a PDF file was put together.
public enum HaruError: Error, Hashable, Sendable {
    /// The library found is another version than the one this code knows the structures of.
    case version(found: String, expected: String)
    /// The library found writes its files otherwise than the one this code was written for.
    case format
    /// A call failed with a status of `hpdf_error.h`.
    case call(name: String, status: UInt, detail: UInt)
    /// Something is beyond what a file of this kind can hold.
    case limit(what: String, value: Int, maximum: Int)

    /// What is wrong, one sentence without a full stop.
    public var message: String {
        switch self {
        case .version(let found, let expected):
            "libharu is version \(found), this program needs \(expected)"
        case .format:
            "libharu writes files of another form than its version \(HaruDocument.version) does"
        case .call(let name, let status, let detail):
            "\(name) failed with status 0x\(String(status, radix: 16)), detail \(detail)"
        case .limit(let what, let value, let maximum):
            "\(what): \(value), at most \(maximum) are possible"
        }
    }

    /// What would mend it; empty if nothing can be said.
    public var cure: String {
        switch self {
        case .version(_, let expected):
            "install libhpdf \(expected) (Debian 12: libhpdf-dev) and build again"
        case .format:
            "install libhpdf \(HaruDocument.version) as Debian 12 has it (libhpdf-dev)"
        case .call(_, 0x1015, _): "give the process more memory"
        case .call: ""
        case .limit: "split the document"
        }
    }
}

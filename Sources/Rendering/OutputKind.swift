public import Expansion

/// What an output's path asks for.
public enum OutputKind: Sendable {
    /// A file for each document.
    case folder
    /// All documents in one tar.
    case tar
    /// No more than one document.
    case single
    /// All texts, one after the other.
    case text

    /// What `path` names: `-`, `x.tar`, devices and pipes are tars, `x.pdf` and `x.html` one document, all
    /// else a folder.
    public init(path: String) {
        let name = path.lowercased()
        if path == "-" || name.hasSuffix(".tar") {
            self = .tar
        } else if OutputKind.channel(ofPath: path) != nil {
            self = .single
        } else {
            self = DocumentSink.isSpecial(path) ? .tar : .folder
        }
    }

    /// What `path` names for texts: `-`, `x.txt`, devices and pipes take them all, `x.tar` is a tar, all else
    /// a folder.
    public init(textPath path: String) {
        let name = path.lowercased()
        let isText = path == "-" || name.hasSuffix(".txt") || DocumentSink.isSpecial(path)
        self = isText ? .text : name.hasSuffix(".tar") ? .tar : .folder
    }

    /// The channel a single document's name tells; nil for folders and tars, which hold any.
    public static func channel(ofPath path: String) -> Channel? {
        let name = path.lowercased()
        return name.hasSuffix(".pdf") ? .pdf : name.hasSuffix(".html") ? .portal : nil
    }

    /// Where refused records go when nobody says: a file of this output alone, beside it.
    ///
    /// `out/` has `out.quarantine.ndjson` and `x.tar` has `x.tar.quarantine.ndjson`. What has no name of its
    /// own, as `.`, has it inside; standard output, devices and pipes have `quarantine.ndjson` in the
    /// current folder.
    public static func quarantine(ofPath path: String) -> String {
        let standard = "quarantine.ndjson"
        guard path != "-", !DocumentSink.isSpecial(path) else { return standard }
        var stem = path[...]
        while stem.count > 1, stem.hasSuffix("/") { stem.removeLast() }
        let name = stem.split(separator: "/").last ?? ""
        guard !name.isEmpty, name != ".", name != ".." else {
            return stem.hasSuffix("/") ? stem + standard : "\(stem)/\(standard)"
        }
        return "\(stem).\(standard)"
    }
}

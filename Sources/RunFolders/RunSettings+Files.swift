import Glibc
public import Primitives

/// Settings that are files.
extension RunSettings {
    /// Every file of a folder by its path in it, with its digest: a pack, as documents depend on all of it.
    ///
    /// Names that begin with a point or end with `~` are left out, as editors leave them.
    ///
    /// - Parameter folder: at most 16 folders deep.
    /// - Returns: by name.
    /// - Throws: `FileError` for what cannot be read.
    public static func entries(of folder: String) throws(FileError) -> [Entry] {
        var entries: [Entry] = []
        try append(folder, prefix: "", depth: 0, to: &entries)
        return sorted(entries)
    }

    private static func append(
        _ folder: String, prefix: String, depth: Int, to entries: inout [Entry]
    ) throws(FileError) {
        guard depth < 16 else { throw FileError(path: folder, call: "read", code: ELOOP) }
        var status = stat()
        guard unsafe stat(folder, &status) == 0 else {
            throw FileError(path: folder, call: "read the folder", code: errno)
        }
        for name in try RunPaths.names(in: folder)
        where !name.hasPrefix(".") && !name.hasSuffix("~") {
            let path = folder + "/" + name
            guard unsafe stat(path, &status) == 0 else {
                throw FileError(path: path, call: "read", code: errno)
            }
            switch status.st_mode & S_IFMT {
            case S_IFDIR:
                try append(path, prefix: prefix + name + "/", depth: depth + 1, to: &entries)
            case S_IFREG:
                let fact = try FileFact(reading: path, name: prefix + name)
                entries.append(Entry(name: fact.name, sha256: fact.sha256))
            default: continue
            }
        }
    }
}

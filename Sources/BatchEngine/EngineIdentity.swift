import Compression
import Primitives
import Rendering
import RunFolders

/// What the bytes of documents depend on besides the records: the pack's files, fonts, program and libraries.
enum EngineIdentity {
    /// Libraries that bytes of documents come from, by the starts of their files' names.
    private static let libraries = [
        "libhpdf", "libharfbuzz", "libisal", "libdeflate", "libz.", "libzint", "libpng",
        "libsimdjson",
        "libhyphen", "libfreetype",
    ]

    /// The fonts that the pack's styles use.
    static func fonts(_ engine: Engine) throws(FileError) -> [RunSettings.Entry] {
        var entries: [String: RunSettings.Entry] = [:]
        for face in engine.faces {
            let name = face.path.split(separator: "/").last.map(String.init) ?? face.path
            let file = try FileFact(reading: face.path, name: name)
            entries[name] = RunSettings.Entry(name: name, sha256: file.sha256)
        }
        return Array(entries.values)
    }

    /// This program and the libraries it has loaded.
    static func program(version: String) throws(FileError) -> [RunSettings.Entry] {
        let own = try FileFact(reading: "/proc/self/exe", name: "fatura")
        var entries = [
            RunSettings.Entry(name: "fatura", value: "\(version) \(own.sha256.hexadecimal)")
        ]
        entries += LibraryVersion.all.map { RunSettings.Entry(name: $0.name, value: $0.version) }
        let maps = try String(decoding: InputDescriptor.bytes(of: "/proc/self/maps"), as: UTF8.self)
        var seen: Set<String> = []
        for line in maps.split(separator: "\n") {
            guard let start = line.firstIndex(of: "/") else { continue }
            let path = String(line[start...])
            let name = path.split(separator: "/").last.map(String.init) ?? path
            guard libraries.contains(where: { name.hasPrefix($0) }), seen.insert(path).inserted
            else { continue }
            let file = try FileFact(reading: path, name: name)
            entries.append(RunSettings.Entry(name: name, sha256: file.sha256))
        }
        return entries
    }
}

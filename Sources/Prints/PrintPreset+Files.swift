import Foundation
public import Primitives

/// Presets that are files.
extension PrintPreset {
    /// Reads the preset of a name or path.
    ///
    /// - Parameters:
    ///   - name: a path with a slash or `.json` in it, or the name of a file in `presets/`.
    ///   - pack: the pack's folder; `presets/` is looked for two folders above it, where its templates are, then
    ///     in the working folder and beside the program's folder.
    /// - Returns: what the file says.
    /// - Throws: F776 for a file that cannot be read, and what is wrong with it.
    public static func named(_ name: String, pack: String) throws(Diagnostics) -> PrintPreset {
        let isPath = name.contains("/") || name.hasSuffix(".json")
        let program = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
        let beside = URL(fileURLWithPath: program ?? "/").deletingLastPathComponent().path
        let folders = [pack + "/../../presets", "presets", beside + "/../presets"]
        let candidates = isPath ? [name] : folders.map { "\($0)/\(name).json" }
        for path in candidates {
            guard let bytes = FileManager.default.contents(atPath: path) else { continue }
            return try PrintPreset(SourceText(file: path, bytes: [UInt8](bytes)))
        }
        let known = folders.lazy
            .compactMap { try? FileManager.default.contentsOfDirectory(atPath: $0) }
            .first?.filter { $0.hasSuffix(".json") }.map { String($0.dropLast(5)) }.sorted()
        throw Diagnostics([
            Diagnostic(
                code: "F776", file: name, message: "there is no such preset",
                cure: isPath || known == nil
                    ? "name a file with --preset FILE"
                    : "there are: \((known ?? []).joined(separator: ", ")); or name a file")
        ])
    }
}

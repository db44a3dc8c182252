import Foundation
import TestSupport
import Workbench
import XCTest

/// A pack in a folder of its own, looked at.
struct LintedPack {
    let folder: TemporaryFolder
    let report: LintReport

    /// A pack of a body and rules, in Roboto, with other files by path and the telecom pack's logo.
    init(
        body: String = "<p>x</p>", style: String = "", files: [String: String] = [:]
    ) throws {
        folder = try TemporaryFolder()
        var all = [
            "template.xml": """
            <template languages="pt-BR" title="{{number}}">
            <style>template { font-family: Roboto } \(style)</style>
            \(body)
            </template>
            """, "strings/pt-BR.json": "{}",
        ]
        all.merge(files) { $1 }
        for (name, text) in all { try LintedPack.write(Data(text.utf8), name, folder) }
        let logo = URL(fileURLWithPath: Repository.pack + "/assets/logo.png")
        try LintedPack.write(try Data(contentsOf: logo), "assets/logo.png", folder)
        report = LintReport(pack: folder.url.path, fonts: Repository.fonts)
    }

    private static func write(
        _ data: Data, _ name: String, _ folder: TemporaryFolder
    ) throws {
        let file = folder.url.appendingPathComponent(name)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try data.write(to: file)
    }

    /// The report's text, files named as in the pack.
    var text: String { report.text.replacing(folder.url.path + "/", with: "") }

    var codes: [String] { report.diagnostics.map(\.code) }
}

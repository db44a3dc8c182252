/// The reference as the run book has it, where somebody looks at night.
extension ErrorReference {
    /// A table of the codes of runs: what happened, whether anything is lost, what to do.
    public static func runBook() -> String {
        var text = """
            | code | what happened | lost | what to do |
            |---|---|---|---|

            """
        for entry in runs {
            text +=
                "| [\(entry.code)](errors.md#\(entry.anchor)) | \(entry.title) "
                + "| \(losses[entry.code] ?? "nothing") | \(entry.cure) |\n"
        }
        return text
    }

    /// As Markdown readers make it of the section's title.
    private var anchor: String {
        String(
            "\(code) \(title)".lowercased().filter {
                $0.isLetter || $0.isNumber || " -".contains($0)
            }
        )
        .replacing(" ", with: "-")
    }

    /// Where it is not nothing, as the same command goes on with what is there.
    private static let losses: [String: String] = [
        "F722": "nothing but the ledger, which is made again of records and packs",
        "F731": "the file that is named",
        "F733": "the manifest, which the same command writes again",
        "F764": "what the run kept of those records, unless the input is still there",
        "F767": "nobody knows: that is why nothing may be sent",
        "F768": "what was not written to the disk, and nobody knows what that was",
        "F792": "the file that is named",
        "F794": "the file, which is made again",
        "F795": "the file, which is made again",
        "F796": "the document, which is made again",
        "F797": "the ledger, which is made again",
    ]
}

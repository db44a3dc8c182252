import Glibc

extension RenderOptions {
    /// What is wrong if input, output, quarantine and digests are not files of their own; nil if they are.
    ///
    /// Devices and pipes may be used twice, and a folder holds files of its own.
    var clash: String? {
        if let wrong = wrongDigests { return wrong }
        let input = FileIdentity(records, standard: STDIN_FILENO)
        let output = FileIdentity(self.output, standard: STDOUT_FILENO)
        let refused = FileIdentity(quarantine, standard: nil)
        if input != nil, input == output {
            return "the records and the output are the same file, \(self.output)"
        }
        if input != nil, input == refused {
            return "the records and the quarantine are the same file, \(quarantine)"
        }
        if output != nil, output == refused {
            return "the output and the quarantine are the same file, \(quarantine)"
        }
        guard let digests, let listed = FileIdentity(digests, standard: STDOUT_FILENO) else {
            return nil
        }
        if listed == input { return "the records and the digests are the same file, \(digests)" }
        if listed == output { return "the output and the digests are the same file, \(digests)" }
        if listed == refused {
            return "the quarantine and the digests are the same file, \(digests)"
        }
        return nil
    }

    /// What is wrong with the place of the digests by itself; nil if nothing is.
    private var wrongDigests: String? {
        guard let digests else { return nil }
        guard dump == nil else { return "dumps have no digests" }
        if digests == "-", output == "-" {
            return "the output and the digests are both standard output"
        }
        let suffix = channel == .pdf ? ".pdf" : ".html"
        let isInside = OutputKind(path: output) == .folder && digests.hasSuffix(suffix)
        return isInside && FileIdentity.isFolder(folderPart(of: digests), sameAs: output)
            ? "the digests could be a document of the output, \(digests)" : nil
    }
}

import Compression
import Primitives
import Synchronization

/// What is known of the fonts of a run's bills: each one's specimen is compared with its source once, and has to
/// be found again, by its digest, in every bill.
///
/// What is said of a font depends on its bytes alone, not on which bill came first.
final class FontProofs: Sendable {
    private let known: [String: ProofFont]
    private let tools: ProofTools
    private let meter: ProofMeter
    private let state = Mutex(State())

    private struct State {
        /// By name.
        var specimens: [String: Specimen] = [:]
        /// What is wrong with fonts that differ from their specimen, by digest.
        var strangers: [SHA256Digest: String] = [:]
    }

    /// A font as the engine embeds it.
    private struct Specimen {
        /// Nil if there is no such font in the specimen.
        var digest: SHA256Digest?
        /// What is wrong with it; empty if it is proven.
        var defect: String
    }

    init(_ fonts: [ProofFont], _ tools: ProofTools, _ meter: ProofMeter) {
        known = Dictionary(fonts.map { ($0.name, $0) }) { first, _ in first }
        self.tools = tools
        self.meter = meter
    }

    /// What is wrong with a file's fonts.
    ///
    /// - Complexity: a digest of each font; of those met for the first time, two or three child processes each, one
    ///   font at a time.
    func findings(in pdf: PlainPDF) throws(ToolFailure) -> [Finding] {
        let fonts: [EmbeddedFont]
        do throws(EmbeddedFont.Defect) {
            fonts = try EmbeddedFont.all(of: pdf)
        } catch {
            return [finding(error.name, error.message)]
        }
        var findings: [Finding] = []
        for font in fonts {
            let defect = try defect(of: font, in: pdf)
            if !defect.isEmpty { findings.append(finding(font.name, defect)) }
        }
        return findings
    }

    private func defect(of font: EmbeddedFont, in pdf: PlainPDF) throws(ToolFailure) -> String {
        guard let source = known[font.name] else { return "it is none of the pack's fonts" }
        return try state.withLock { state throws(ToolFailure) in
            let specimen: Specimen
            if let proven = state.specimens[font.name] {
                specimen = proven
            } else {
                specimen = try proved(source)
                state.specimens[font.name] = specimen
            }
            if font.digest == specimen.digest { return specimen.defect }
            if let known = state.strangers[font.digest] { return known }
            let defect =
                try compared(font, in: pdf, with: source)
                ?? "it looks the same, but is not the one that was compared with it"
            state.strangers[font.digest] = defect
            return defect
        }
    }

    /// Compares the specimen of a font with its source.
    private func proved(_ font: ProofFont) throws(ToolFailure) -> Specimen {
        var file = ByteBuffer()
        file.append(font.specimen())
        let view = file.view
        guard let pdf = PlainPDF(view),
            let own = (try? EmbeddedFont.all(of: pdf))?.first(where: { $0.name == font.name })
        else { return Specimen(digest: nil, defect: "") }
        let defect = try compared(own, in: pdf, with: font) ?? ""
        return Specimen(digest: own.digest, defect: defect)
    }

    private func compared(
        _ font: EmbeddedFont, in pdf: PlainPDF, with source: ProofFont
    ) throws(ToolFailure) -> String? {
        meter.add { $0.fonts += 1 }
        return try FontProof(pdf, font, source, tools, meter).defect()
    }

    private func finding(_ name: String, _ defect: String) -> Finding {
        Finding(
            rule: "proof.font", severity: .reject,
            message: "the font \(name) in the finished PDF is not its source: \(defect)",
            cure: "render the record again; if it stays, tell who maintains the engine")
    }
}

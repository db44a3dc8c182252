import Compression
import Primitives
import Synchronization

/// What is known of the fonts of a run's bills: each is compared with its source once, and known again by its
/// digest in every other bill.
///
/// What is said of a font depends on its bytes alone, not on which bill came first.
final class FontProofs: Sendable {
    private let known: [String: ProofFont]
    private let tools: ProofTools
    private let meter: ProofMeter
    /// For each font by its digest, what is wrong with it; empty for a proven one.
    private let defects = Mutex<[SHA256Digest: String]>([:])

    init(_ fonts: [ProofFont], _ tools: ProofTools, _ meter: ProofMeter) {
        known = Dictionary(fonts.map { ($0.name, $0) }) { first, _ in first }
        self.tools = tools
        self.meter = meter
    }

    /// What is wrong with a file's fonts.
    ///
    /// - Complexity: a digest of each font; of those met for the first time, three child processes each, one
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
        try defects.withLock { defects throws(ToolFailure) in
            if let known = defects[font.digest] { return known }
            let defect: String
            if let source = known[font.name] {
                defect = try FontProof(pdf, font, source, tools, meter).defect() ?? ""
                meter.add { $0.fonts += 1 }
            } else {
                defect = "it is none of the pack's fonts"
            }
            defects[font.digest] = defect
            return defect
        }
    }

    private func finding(_ name: String, _ defect: String) -> Finding {
        Finding(
            rule: "proof.font", severity: .reject,
            message: "the font \(name) in the finished PDF is not its source: \(defect)",
            cure: "render the record again; if it stays, tell who maintains the engine")
    }
}

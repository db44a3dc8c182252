import Rendering
import Expansion
import Foundation
import Packs
public import Primitives
import Records

/// What is to be said of a pack.
public struct LintReport: Sendable {
    /// What was found in one of the pack's own records.
    public struct SampleFinding: Sendable {
        /// The record's file as it is shown.
        public let file: String
        /// The channel it was rendered for; empty where that does not matter.
        public let channel: String
        /// What was found.
        public let finding: Finding
    }

    /// What is wrong, in source order; then advice.
    public internal(set) var diagnostics: [Diagnostic] = []
    /// What was found in the pack's samples, by file.
    public internal(set) var findings: [SampleFinding] = []

    /// How many errors there are: diagnostics, and findings that keep a sample back.
    public var errorCount: Int {
        diagnostics.count { !$0.isAdvice } + findings.count { $0.finding.severity > .warn }
    }

    /// How many pieces of advice there are: diagnostics, and warnings of samples.
    public var adviceCount: Int { diagnostics.count + findings.count - errorCount }

    /// Looks at a pack: compiles it, then renders its `samples/*.json` for all channels.
    ///
    /// Advice and samples wait until nothing is wrong with the template itself.
    ///
    /// - Parameters:
    ///   - folder: the pack's folder.
    ///   - fonts: path of the catalogue, `fonts.json`.
    public init(pack folder: String, fonts: String) {
        do throws(Diagnostics) {
            let engine = try Engine(pack: folder, fonts: fonts)
            diagnostics = engine.template.advice
            let renderer = try DocumentRenderer(engine: engine)
            let pack = Pack(folder: folder)
            for name in pack.sampleNames { render(pack.path(name), with: renderer) }
        } catch {
            diagnostics = error.all
        }
    }

    private mutating func render(_ file: String, with renderer: DocumentRenderer) {
        guard let data = FileManager.default.contents(atPath: file) else { return }
        let chunk = RecordChunk(record: [UInt8](data))
        var known: Set<Finding> = []
        for channel in Channel.allCases {
            var output = ByteBuffer()
            _ = renderer.render(chunk.line(0), number: 1, channel: channel, into: &output)
            for finding in renderer.findings where known.insert(finding).inserted {
                findings.append(
                    SampleFinding(file: file, channel: channel.name, finding: finding))
            }
        }
    }
}

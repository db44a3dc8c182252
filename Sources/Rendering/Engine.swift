package import Compression
public import Expansion
package import Fonts
import Foundation
import HTMLBackend
import Packs
package import PDFBackend
public import Primitives
public import Rules
import TemplateCompiler
public import TextShaping

// What enters this room is a pack and records; what leaves are finished documents, each accounted for.

/// A pack made ready: template, faces and the constant parts of each channel.
///
/// Immutable, shared by workers.
public final class Engine: Sendable {
    /// The compiled template.
    public let template: CompiledTemplate
    /// What each record is checked against.
    public let rules: RuleSet
    package let faces: [FontFace]
    /// Patterns for the template's languages; empty unless its styles ask for them.
    public let hyphenation: Hyphenation
    package let pdf: PDFTemplate
    /// Codes of the content streams, fitted to the pack's samples.
    package let codes: HuffmanCodes
    let html: HTMLTemplate

    /// Compiles a pack.
    ///
    /// - Parameters:
    ///   - folder: the pack's folder.
    ///   - fonts: path of the catalogue, `fonts.json`.
    /// - Throws: everything that is wrong with the pack or its fonts, in one pass.
    public init(pack folder: String, fonts: String) throws(Diagnostics) {
        let pack = Pack(folder: folder)
        guard FileManager.default.fileExists(atPath: pack.path("template.xml")) else {
            // Before the fonts, which would be looked for in vain, too.
            throw Diagnostics([
                Diagnostic(
                    code: "F401", file: pack.path("template.xml"),
                    message: "there is no template here",
                    cure: "name a pack's folder, such as templates/telecom")
            ])
        }
        guard let json = FileManager.default.contents(atPath: fonts) else {
            throw Diagnostics([
                Diagnostic(
                    code: "F401", file: fonts, message: "there is no font catalogue here",
                    cure: "name one with --fonts, or set FATURA_FONTS")
            ])
        }
        var catalog = try FontCatalog(
            json: [UInt8](json), file: fonts,
            baseFolder: folderPart(of: fonts))
        if let own = pack.read("fonts/fonts.json") {
            catalog = catalog.merging(
                try FontCatalog(
                    json: own, file: pack.path("fonts/fonts.json"), baseFolder: pack.path("fonts")))
        }
        template = try CompiledTemplate.compile(pack, families: catalog.familyNames)
        rules = try RuleSet.compile(
            pack, schema: template.schema, grades: template.grades, languages: template.languages,
            channels: Channel.allCases.map(\.name), unseen: template.unseen)
        faces = try Engine.faces(of: template, in: catalog, pack: pack)
        hyphenation = try Engine.hyphenation(of: template)
        do throws(PDFError) {
            pdf = try PDFTemplate(resources: template.resources, faces: faces)
        } catch {
            throw Diagnostics([Engine.diagnostic(error, pack)])
        }
        codes = try Engine.codes(
            pack, template: template, faces: faces, hyphenation: hyphenation, pdf: pdf)
        html = HTMLTemplate(resources: template.resources)
    }

    private static func diagnostic(_ error: PDFError, _ pack: Pack) -> Diagnostic {
        if case .haru = error {
            return Diagnostic(
                code: "F601", file: "libhpdf", message: error.message, cure: error.cure)
        }
        return Diagnostic(
            code: "F405", file: pack.path("template.xml"), message: error.message, cure: error.cure)
    }

    private static func faces(
        of template: CompiledTemplate, in catalog: FontCatalog, pack: Pack
    ) throws(Diagnostics) -> [FontFace] {
        var faces: [FontFace] = []
        var wrong: [Diagnostic] = []
        for font in template.resources.fonts {
            do throws(FontError) {
                if let face = try catalog.face(
                    family: font.family, weight: font.weight, italic: font.isItalic,
                    features: font.features)
                {
                    faces.append(face)
                } else {
                    wrong.append(
                        Diagnostic(
                            code: "F403", file: pack.path("template.xml"),
                            message: "there is no font family “\(font.family)”"))
                }
            } catch {
                wrong.append(error.diagnostic)
            }
        }
        if wrong.isEmpty { wrong = lackingFeatures(template, faces, catalog) }
        guard wrong.isEmpty else { throw Diagnostics(wrong) }
        return faces
    }

    /// What the styles ask of their fonts that these do not have.
    private static func lackingFeatures(
        _ template: CompiledTemplate, _ faces: [FontFace], _ catalog: FontCatalog
    ) -> [Diagnostic] {
        let styles = template.resources.styles
        let own = Set((0..<styles.count).map { Int(styles[$0].font) }).sorted()
        var wrong: [Diagnostic] = []
        for index in own where faces.indices.contains(index) {
            let font = template.resources.fonts[index]
            for name in FontFeatures.names
            where font.features.contains(name.feature)
                && !faces[index].features.contains(name.feature)
            {
                let families = catalog.familyNames(having: name.feature)
                let property =
                    name.feature == .smallCaps ? "font-variant-caps" : "font-variant-numeric"
                let found = template.diagnostic(
                    "F431", property: property, word: name.css,
                    message: "the font “\(font.family)” has no \(name.css)",
                    cure: families.isEmpty
                        ? "no family of the catalogue has them"
                        : "these families have them: \(families.joined(separator: ", "))")
                if !wrong.contains(found) { wrong.append(found) }
            }
        }
        return wrong
    }

    private static func hyphenation(
        of template: CompiledTemplate
    ) throws(Diagnostics) -> Hyphenation {
        let styles = template.resources.styles
        guard (0..<styles.count).contains(where: { styles[$0].hyphens == .auto }) else {
            return .none
        }
        do throws(HyphenationError) {
            return try Hyphenation(languages: template.languages)
        } catch {
            throw Diagnostics([
                template.diagnostic(
                    "F432", property: "hyphens", word: "auto", message: error.message,
                    cure: error.cure)
            ])
        }
    }

    /// Where the font catalogue is, when nobody says: beside the pack's parent folder, in the current
    /// folder, or beside the program.
    public static func findFonts(pack: String) -> String? {
        var candidates = ["\(pack)/../../fonts/fonts.json", "fonts/fonts.json"]
        if let named = ProcessInfo.processInfo.environment["FATURA_FONTS"] { candidates = [named] }
        let program = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        candidates.append(folderPart(of: program ?? "") + "/../fonts/fonts.json")
        return candidates.first { FileManager.default.fileExists(atPath: $0) }
    }
}

package import Compression
package import Fonts
import Foundation
import HTMLBackend
package import PDFBackend
public import Primitives
public import TemplateCompiler

// What enters this room is a pack and records; what leaves are finished documents, each accounted for.

/// A pack made ready: template, faces and the constant parts of each channel.
///
/// Immutable, shared by workers.
public final class Engine: Sendable {
    /// The compiled template.
    public let template: CompiledTemplate
    package let faces: [FontFace]
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
        faces = try Engine.faces(of: template, in: catalog, pack: pack)
        do throws(PDFError) {
            pdf = try PDFTemplate(resources: template.resources, faces: faces)
        } catch {
            throw Diagnostics([
                Diagnostic(
                    code: "F405", file: pack.path("template.xml"), message: error.message,
                    cure: error.cure)
            ])
        }
        codes = try Engine.codes(pack, template: template, faces: faces, pdf: pdf)
        html = HTMLTemplate(resources: template.resources)
    }

    private static func faces(
        of template: CompiledTemplate, in catalog: FontCatalog, pack: Pack
    ) throws(Diagnostics) -> [FontFace] {
        var faces: [FontFace] = []
        var wrong: [Diagnostic] = []
        for font in template.resources.fonts {
            do throws(FontError) {
                if let face = try catalog.face(
                    family: font.family, weight: font.weight, italic: font.isItalic)
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
        guard wrong.isEmpty else { throw Diagnostics(wrong) }
        return faces
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

import Expressions
package import Markup
public import Primitives
public import Records
import Vocabulary

/// The fields of a pack's records.
extension Pack {
    /// The record's schema with the fields that the pack's template declares.
    ///
    /// - Throws: what is wrong with the declarations, or that there is no template. Other mistakes of the
    ///   template do not matter here.
    public func schema(_ standard: Schema = .standard) throws(Diagnostics) -> Schema {
        guard let source = source("template.xml") else {
            throw Diagnostics([
                Diagnostic(
                    code: "F401", file: path("template.xml"), message: "there is no template here",
                    cure: "a pack is a folder with a template.xml")
            ])
        }
        var scanner = MarkupScanner(source)
        guard let root = scanner.scan() else { throw Diagnostics(scanner.diagnostics) }
        var diagnostics: [Diagnostic] = []
        let schema = standard.declaring(root, source, &diagnostics)
        guard diagnostics.isEmpty else { throw Diagnostics(diagnostics) }
        return schema
    }
}

extension Schema {
    /// The schema with the fields that `<extra>` declares.
    package func declaring(
        _ root: Element, _ source: SourceText, _ diagnostics: inout [Diagnostic]
    ) -> Schema {
        var schema = self
        for extra in root.elements where extra.name == "extra" {
            guard let path = extra.attribute("path"), let type = extra.attribute("type") else {
                continue
            }
            do throws(SchemaError) {
                schema = try schema.declaring(
                    path.string, kind: type.string, meaning: extra.attribute("meaning")?.string,
                    example: extra.attribute("example")?.string)
            } catch {
                diagnostics.append(
                    Diagnostic(
                        code: "F404", source: source, span: path.valueSpan,
                        message: error.message, cure: error.cure))
            }
        }
        return schema
    }
}

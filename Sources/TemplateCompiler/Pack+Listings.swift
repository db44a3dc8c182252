import Expressions
public import Primitives
public import Records

/// What designers look up: the fields of a pack's records, functions and filters, elements.
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
        let schema = TemplateCompiler.schema(standard, root, source, &diagnostics)
        guard diagnostics.isEmpty else { throw Diagnostics(diagnostics) }
        return schema
    }
}

extension Listing {
    /// Every function and filter of expressions.
    public static var functions: Listing {
        Listing(
            columns: ["name", "kind", "arguments", "gives", "meaning"],
            rows: functionReference.map { spec in
                [
                    .text(spec.name), .text(spec.isFilter ? "filter" : "function"),
                    .text(spec.arguments), .text(spec.result), .text(spec.summary),
                ]
            })
    }

    /// Every element of templates with its own attributes.
    public static var elements: Listing {
        Listing(
            columns: ["name", "attributes", "meaning"],
            rows: vocabulary.map { spec in
                [
                    .text(spec.name), .words(spec.attributes.map(\.name)), .text(spec.summary),
                ]
            })
    }
}

import DocumentModel
public import Expansion
import Expressions
public import Primitives
import StyleSheets

extension CompiledTemplate {
    /// The template a draft has become; its advice in source order.
    ///
    /// - Parameters:
    ///   - draft: the draft, without errors.
    ///   - steps: what was made of its steps, and the same with rows kept as texts.
    ///   - resources: what does not depend on the record.
    ///   - program: its expressions.
    ///   - grades: what the pack says about findings.
    convenience init(
        _ draft: TemplateDraft, steps: (all: [Step], compact: [Step]),
        resources: DocumentResources, program: Program, grades: Grades
    ) {
        self.init(
            name: draft.name, resources: resources, schema: draft.builder.schema, program: program,
            steps: steps.all, compactSteps: steps.compact, expressions: draft.expressions,
            programs: draft.programs,
            images: draft.imageSpecs, symbols: draft.symbolSpecs, charts: draft.chartSpecs,
            chartSeries: draft.chartSeries, chartColors: draft.chartColors, title: draft.title,
            author: draft.author, subject: draft.subject, runningLocals: draft.runningLocals,
            stylePlaces: draft.sheet.valuePlaces, grades: grades,
            advice: draft.advice.sorted {
                ($0.file, $0.line, $0.column) < ($1.file, $1.line, $1.column)
            },
            unseen: draft.unseen.filter {
                !draft.seen.contains(UnseenText(file: $0.file, span: $0.span, reason: ""))
            })
    }

    /// A diagnostic about what its style sheet asks for.
    ///
    /// - Parameters:
    ///   - code: stable code.
    ///   - property: the property.
    ///   - word: a word of its value; the place is where it is written first.
    ///   - message: what is wrong.
    ///   - cure: what would mend it.
    /// - Returns: the diagnostic, about the whole file if the style sheet does not say so itself.
    public func diagnostic(
        _ code: String, property: String, word: String, message: String, cure: String
    ) -> Diagnostic {
        let key = StyleSheet.placeKey(property, word)
        guard let span = stylePlaces[key] else {
            return Diagnostic(
                code: code, file: resources.source.file, message: message, cure: cure)
        }
        return Diagnostic(
            code: code, source: resources.source, span: span, message: message, cure: cure)
    }
}

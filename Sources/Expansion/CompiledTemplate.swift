public import DocumentModel
package import Expressions
public import Primitives
public import Records

/// A template ready to be filled with records: immutable, shared by all workers.
public final class CompiledTemplate: Sendable {
    /// What does not depend on the record.
    public let resources: DocumentResources
    /// The record's types, with the pack's own fields.
    public let schema: Schema
    /// The name in the pack.
    public let name: String
    /// Where each word of a property's value is written first.
    package let stylePlaces: [String: Span]
    let program: Program
    let steps: FrozenTable<Step>
    /// The same steps in the same places, where rows that can be are kept as texts.
    let compactSteps: FrozenTable<Step>
    /// For each language, what makes rows of these at once.
    let rows: [RowPrograms]
    /// For each language, these of the document, and of running elements the others.
    let pageSteps: [FrozenTable<Step>]
    let expressions: FrozenTable<ExpressionCode>
    /// First step and end of each running element; element 0 is the document itself.
    let programs: [Range<Int>]
    let images: FrozenTable<ImageSpec>
    let symbols: FrozenTable<SymbolSpec>
    let charts: FrozenTable<ChartSpec>
    /// The series of all charts.
    let chartSeries: FrozenTable<ChartSeriesSpec>
    /// The colours of all rings' parts.
    let chartColors: FrozenTable<Color>
    let title: ExpressionCode
    let author: ExpressionCode?
    let subject: ExpressionCode?
    /// Locals of `page`, `pages`, the carried sums as money, and as numbers, in this order.
    let runningLocals: [Int]
    let fields: RecordFields
    let paymentFields: PaymentFields
    /// How much the pack wants findings to weigh.
    public let grades: Grades
    /// What could be better about the pack, in source order.
    public let advice: [Diagnostic]
    /// Elements whose own text nobody can see, wherever they are shown.
    public let unseen: [UnseenText]

    /// A template of its parts.
    package init(
        name: String, resources: DocumentResources, schema: Schema, program: Program,
        steps: [Step], compactSteps: [Step], expressions: [ExpressionCode], programs: [Range<Int>],
        images: [ImageSpec], symbols: [SymbolSpec], charts: [ChartSpec],
        chartSeries: [ChartSeriesSpec], chartColors: [Color], title: ExpressionCode,
        author: ExpressionCode?, subject: ExpressionCode?, runningLocals: [Int],
        stylePlaces: [String: Span], grades: Grades, advice: [Diagnostic],
        unseen: [UnseenText] = []
    ) {
        self.name = name
        self.resources = resources
        self.schema = schema
        self.program = program
        self.steps = FrozenTable(steps)
        self.compactSteps = FrozenTable(compactSteps)
        let codes = FrozenTable(expressions)
        let compact = self.compactSteps
        self.expressions = codes
        let languages = 0..<max(program.languages.count, 1)
        rows = languages.map {
            RowPrograms(compact, expressions: codes, program: program, language: $0)
        }
        let paged = steps.indices.map { programs[0].contains($0) ? compactSteps[$0] : steps[$0] }
        pageSteps = languages.map {
            PageSteps(expressions: codes, program: program, language: $0).made(of: paged)
        }
        self.programs = programs
        self.images = FrozenTable(images)
        self.symbols = FrozenTable(symbols)
        self.charts = FrozenTable(charts)
        self.chartSeries = FrozenTable(chartSeries)
        self.chartColors = FrozenTable(chartColors)
        self.title = title
        self.author = author
        self.subject = subject
        self.runningLocals = runningLocals
        self.stylePlaces = stylePlaces
        self.grades = grades
        self.advice = advice
        self.unseen = unseen
        fields = RecordFields(schema)
        paymentFields = PaymentFields(schema)
    }
}

extension CompiledTemplate {
    /// BCP 47 tags of the languages its texts are in, the default one first.
    public var languages: [String] { program.languages }
}

/// Slots of the fields that the engine itself reads of each record.
struct RecordFields: Sendable {
    let id, issued, currency, locale, customer, customerLanguage: Int

    init(_ schema: Schema) {
        let slot = { (name: String, type: Int) in schema.types[type].field(name)?.slot ?? 0 }
        id = slot("id", 0)
        issued = slot("issued", 0)
        currency = slot("currency", 0)
        locale = slot("locale", 0)
        customer = slot("customer", 0)
        var customerType = 0
        if case .object(let type)? = schema.types[0].field("customer")?.kind { customerType = type }
        customerLanguage = slot("language", customerType)
    }
}

public import DocumentModel
package import Expressions
public import Primitives
public import Records

/// One step of a compiled template: makes boxes, or decides which step is next.
package struct Step: BitwiseCopyable, Sendable {
    package enum Operation: UInt8, BitwiseCopyable, Sendable {
        /// Open a box of `kind`, `role`, `style`; payload `a`; `b` is the number before a list's first
        /// item, and for every second row of a table its style, counted from 1.
        case open
        /// Close the box opened last.
        case close
        /// Add to the open row's carries: `b` expressions from `a`.
        case sums
        /// Constant text of `b` bytes from `a` in `style`.
        case text
        /// The text of expression `a` in `style`.
        case value
        /// End the line.
        case lineBreak
        /// Texts up to `linkEnd` lead to the target expression `a`.
        case link
        case linkEnd
        /// The block opened last leads to the target expression `a`.
        case area
        /// The mark of a list's next item, in the list style `a`.
        case mark
        /// The mark of a footnote in style `a`; texts up to `noteEnd` are the note, headed by its number
        /// in style `b`.
        case note
        case noteEnd
        /// Name the open box by `b` bytes of constant text from `a`.
        case anchor
        /// Make the open box an entry of the outline, at level `b`: expression `a`, or its own text if −1.
        case bookmark
        /// Go through list `a` with local `b` (and the number in local `d`); `c` lies behind `next`.
        case each
        case next
        /// Continue at `b` unless expression `a` is true.
        case unless
        /// Continue at `a`.
        case jump
        /// Set local `b` to expression `a`.
        case set
        /// Continue at `b` unless the channel is in mask `a`.
        case channels
        /// A picture, symbol or chart: number `a` of its specs.
        case image, symbol, chart
    }

    package var operation: Operation
    package var kind: BoxKind = .block
    package var role: BoxRole = .none
    package var style: UInt16 = 0
    package var node: Int32 = 0
    package var a: Int32 = 0
    package var b: Int32 = 0
    package var c: Int32 = 0
    package var d: Int32 = -1

    package init(
        operation: Operation, kind: BoxKind = .block, role: BoxRole = .none, style: UInt16 = 0,
        node: Int32 = 0, a: Int32 = 0, b: Int32 = 0, c: Int32 = 0, d: Int32 = -1
    ) {
        self.operation = operation
        self.kind = kind
        self.role = role
        self.style = style
        self.node = node
        self.a = a
        self.b = b
        self.c = c
        self.d = d
    }
}

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

    /// A template of its parts.
    package init(
        name: String, resources: DocumentResources, schema: Schema, program: Program,
        steps: [Step], expressions: [ExpressionCode], programs: [Range<Int>],
        images: [ImageSpec], symbols: [SymbolSpec], charts: [ChartSpec],
        chartSeries: [ChartSeriesSpec], chartColors: [Color], title: ExpressionCode,
        author: ExpressionCode?, subject: ExpressionCode?, runningLocals: [Int],
        stylePlaces: [String: Span], grades: Grades, advice: [Diagnostic]
    ) {
        self.name = name
        self.resources = resources
        self.schema = schema
        self.program = program
        self.steps = FrozenTable(steps)
        self.expressions = FrozenTable(expressions)
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

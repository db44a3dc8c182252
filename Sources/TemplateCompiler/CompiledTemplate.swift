public import DocumentModel
import Expressions
public import Primitives
public import Records

/// A way a document reaches somebody; one template feeds all.
public enum Channel: UInt8, Sendable, CaseIterable {
    /// Pages for print and archive.
    case pdf
    /// A web page for the customer's portal.
    case portal

    /// The channel's bit in `only` and `except`.
    var mask: Int32 { 1 << Int32(rawValue) }

    /// Its name in templates and commands.
    public var name: String { String(describing: self) }

    /// The channel of a name.
    public init?(name: String) {
        guard let channel = Channel.allCases.first(where: { $0.name == name }) else { return nil }
        self = channel
    }
}

/// One step of a compiled template: makes boxes, or decides which step is next.
struct Step: BitwiseCopyable, Sendable {
    enum Operation: UInt8, BitwiseCopyable, Sendable {
        /// Open a box of `kind`, `role`, `style`; payload `a`; `b` is the number before a list's first
        /// item, and for every second row of a table its style, counted from 1.
        case open
        /// Close the box opened last.
        case close
        /// A paragraph that is the value of the next step, and closed by the one after that.
        case leaf
        /// A cell with such a paragraph, which is the next step.
        case leafCell
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

    var operation: Operation
    var kind: BoxKind = .block
    var role: BoxRole = .none
    var style: UInt16 = 0
    var node: Int32 = 0
    var a: Int32 = 0
    var b: Int32 = 0
    var c: Int32 = 0
    var d: Int32 = -1
}

/// What is constant about a picture in a template.
struct ImageSpec: BitwiseCopyable, Sendable {
    var image: Int32
    var width: Length
    var height: Length
    var alternative: ExpressionCode
    var isVector = false
    /// Pixels on an inch where they are fewer than print needs; 0 where they are enough.
    var coarseness: Int32 = 0
}

/// What is constant about a QR or bar code in a template.
struct SymbolSpec: BitwiseCopyable, Sendable {
    enum Symbology: UInt8, BitwiseCopyable, Sendable {
        case qr, interleaved2of5, code128, gs1_128, ean13, dataMatrix, pdf417
    }

    var symbology: Symbology
    /// QR error correction, 0...3.
    var level: UInt8
    /// What is encoded, a text or, with `isPayment`, one of the record's payments.
    var value: ExpressionCode
    var isPayment = false
    var mark = SymbolMark.none
    var width: Length
    /// Zero: as the modules are square.
    var height: Length
    var reservesQuietZone: Bool
    var alternative: ExpressionCode
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
    let stylePlaces: [String: Span]
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

    init(
        _ draft: TemplateDraft, resources: DocumentResources, program: Program, grades: Grades
    ) {
        self.grades = grades
        advice = draft.advice.sorted {
            ($0.file, $0.line, $0.column) < ($1.file, $1.line, $1.column)
        }
        self.resources = resources
        self.program = program
        schema = draft.builder.schema
        name = draft.name
        stylePlaces = draft.sheet.valuePlaces
        steps = FrozenTable(StepFuser(draft.steps).fused())
        expressions = FrozenTable(draft.expressions)
        programs = draft.programs
        images = FrozenTable(draft.imageSpecs)
        symbols = FrozenTable(draft.symbolSpecs)
        charts = FrozenTable(draft.chartSpecs)
        chartSeries = FrozenTable(draft.chartSeries)
        chartColors = FrozenTable(draft.chartColors)
        title = draft.title
        author = draft.author
        subject = draft.subject
        runningLocals = draft.runningLocals
        fields = RecordFields(schema)
        paymentFields = PaymentFields(schema)
    }
}

extension CompiledTemplate {
    /// BCP 47 tags of the languages its texts are in, the default one first.
    public var languages: [String] { program.languages }

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

import DocumentModel
import Expansion
import Expressions
import Markup
import Primitives
import Records
import StyleSheets

/// A template while it is compiled.
final class TemplateDraft {
    var name = ""
    var builder: ProgramBuilder
    var sheet = StyleSheet()
    /// How blocks of payments look; read when the first is met.
    var blockSheet: StyleSheet?
    var steps: [Step] = []
    var expressions: [ExpressionCode] = []
    var programs: [Range<Int>] = [0..<0]
    var imageSpecs: [ImageSpec] = []
    var symbolSpecs: [SymbolSpec] = []
    var chartSpecs: [ChartSpec] = []
    var chartSeries: [ChartSeriesSpec] = []
    var chartColors: [Color] = []
    var title = ExpressionCode.none
    var author: ExpressionCode?
    var subject: ExpressionCode?
    var runningLocals: [Int] = []
    /// How many files were included so far.
    var includeCount = 0

    var styles: [Style] = []
    private var styleIndex: [Style: UInt16] = [:]
    var fonts: [FontRequest] = []
    var tables: [TableSpec] = []
    var images: [ImageResource] = []
    var vectors: [VectorResource] = []
    var watermarks: [Watermark] = []
    var nodes: [Span] = []
    var nodeNames: [String] = []
    var nodeFiles: [Int] = []
    /// Sources by number: the template, the strings of each language, included files.
    var files: [SourceText]
    var diagnostics: [Diagnostic] = []
    /// The ids of elements.
    var ids: Set<String> = []
    /// Links to elements, with the files they stand in.
    var idLinks: [(href: Attribute, file: Int)] = []
    /// What could be better, but does no harm.
    var advice: [Diagnostic] = []
    /// Elements whose text nobody sees, and, without a reason, those whose text is seen somewhere.
    var unseen: [UnseenText] = []
    var seen: Set<UnseenText> = []
    /// Classes that elements have.
    var usedClasses: Set<String> = []
    /// Names that `let` gives: slot, name and place.
    var lets: [(slot: Int, name: String, file: Int, span: Span)] = []
    /// Elements compiled so far, each as often as it is included.
    var elementCount = 0
    /// Running elements whose steps come after the document's own.
    var pending: [() -> Void] = []

    init(builder: ProgramBuilder, files: [SourceText]) {
        self.builder = builder
        self.files = files
    }

    /// The index of a style, each kept once.
    func index(of draft: StyleDraft) -> UInt16 {
        var style = draft.resolved
        var fallback = -1
        for var font in draft.fonts.reversed() {
            font.fallback = fallback
            fallback = Int(fontIndex(font))
        }
        style.font = UInt16(fallback)
        if let known = styleIndex[style] { return known }
        let index = UInt16(clamping: styles.count)
        styles.append(style)
        styleIndex[style] = index
        return index
    }

    private func fontIndex(_ font: FontRequest) -> UInt16 {
        if let known = fonts.firstIndex(of: font) { return UInt16(known) }
        fonts.append(font)
        return UInt16(fonts.count - 1)
    }

    /// A new template node.
    func addNode(_ span: Span, name: String, file: Int) -> Int32 {
        nodes.append(span)
        nodeNames.append(name)
        nodeFiles.append(file)
        return Int32(nodes.count - 1)
    }

    func add(_ expression: Expression) -> Int32 {
        expressions.append(expression.code)
        return Int32(expressions.count - 1)
    }

    /// Most diagnostics of one pass.
    static let maximumDiagnostics = 200

    /// Whether enough is wrong already.
    var isFull: Bool { diagnostics.count >= TemplateDraft.maximumDiagnostics }

    /// Keeps advice about a place.
    func advise(_ code: String, file: Int, _ span: Span, _ message: String, cure: String) {
        guard advice.count < TemplateDraft.maximumDiagnostics else { return }
        var found = Diagnostic(
            code: code, source: files[file], span: span, message: message, cure: cure)
        found.isAdvice = true
        advice.append(found)
    }

    func report(_ code: String, file: Int, _ span: Span, _ message: String, cure: String = "") {
        guard !isFull else { return }
        diagnostics.append(
            Diagnostic(code: code, source: files[file], span: span, message: message, cure: cure))
    }
}

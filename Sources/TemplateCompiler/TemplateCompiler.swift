import DocumentModel
public import Expansion
import Expressions
import Images
import Markup
public import Packs
public import Primitives
public import Records
import StyleSheets
import Vocabulary

// What enters this room is a template pack; what leaves is a compiled template: resources that do not
// depend on the record, and flat steps that make a box tree of each record.

extension CompiledTemplate {
    /// Compiles the pack's `template.xml` with its strings, styles and pictures.
    ///
    /// - Parameters:
    ///   - pack: the folder; paths in the template start there.
    ///   - families: font families that the catalogue knows.
    ///   - schema: the record's types; the pack adds its own by `<extra>`.
    /// - Returns: the template, ready for records.
    /// - Throws: everything that is wrong, in one pass.
    public static func compile(
        _ pack: Pack, families: [String], schema: Schema = .standard
    ) throws(Diagnostics) -> CompiledTemplate {
        guard let source = pack.source("template.xml") else {
            throw Diagnostics([
                Diagnostic(
                    code: "F401", file: pack.path("template.xml"),
                    message: "there is no template here",
                    cure: "a pack is a folder with a template.xml")
            ])
        }
        var scanner = MarkupScanner(source)
        let root = scanner.scan()
        guard let root, root.name == "template" else {
            var all = scanner.diagnostics
            if let root {
                all.append(
                    Diagnostic(
                        code: "F103", source: source, span: root.span,
                        message: "the outermost element is <template>, not <\(root.name)>"))
            }
            throw Diagnostics(all)
        }
        let compiler = TemplateCompiler(
            pack: pack, source: source, root: root, families: families, schema: schema,
            diagnostics: scanner.diagnostics)
        return try compiler.compile()
    }
}

/// Compiles one template; used once.
final class TemplateCompiler {
    let pack: Pack
    let root: Element
    let families: [String]
    /// Per language, the strings by key.
    let strings: [[String: PackString]]
    let draft: TemplateDraft
    /// Included files being compiled, so that none includes itself.
    var openFiles: [String] = []
    /// How deep the elements being compiled are nested, over all included files.
    var depth = 0
    var firstPage = PageMaster.a4
    var restPage = PageMaster.a4
    var lastPage: PageMaster?
    var lastPageSpan = Span.none
    /// Whether headings make the outline.
    var hasBookmarks = false
    /// Pages that masters were given for.
    var pagesWithMaster: [String] = []
    /// What was noticed on the way, for advice at the end.
    var notes = AdviceNotes()

    /// What holds where an element stands.
    struct Context {
        var scope = Scope()
        var ancestry: [StyleSheet.Subject] = []
        /// Where the element stands whose text this is.
        var element = Span.none
        var draft = StyleDraft()
        var file = 0
        /// The table whose rows stand here.
        var table: TableContext?
        /// The element whose content `each`, `if`, `else` and `include` stand for.
        var holder: ElementSpec?
        /// Whether children are text rather than boxes.
        var isInline = false
        /// Whether this is a running element, which cannot break.
        var isRunning = false
        /// Whether it stands outside of the flow, where boxes may be turned by any angle.
        var isFree = false
        /// Whether it stands in a hyperlink, which holds no other.
        var isLinked = false
        /// Whether this is of the engine's own markup, which the rules of templates do not reach.
        var isBlock = false
        /// Whether QR codes are as large as they need.
        var symbolsGrow = false
        /// Whether what stands here is there to pay by.
        var isForPayment = false
        /// Whether pages may end here.
        var canFlow = true
        /// Whether footnotes may stand here.
        var canNote = true
        /// Whether this lies in a cell of a table.
        var isInCell = false
        /// Number of the last item of the list.
        var lastItem = 1
        /// Level of the bookmark this lies in.
        var bookmarkLevel = 0
        /// The most width that content can have; nil where it is not known.
        var room: Length?
        /// Whether it has all of that, rather than a share.
        var isRoomExact = true
        /// What is known of the room beside codes to pay by.
        var clear = Clearance()
        /// The colour behind text.
        var ground = Color.white
    }

    /// A table while its rows are compiled.
    final class TableContext {
        let index: Int
        let columns: Int
        var role = BoxRole.bodyRow
        var sumTypes: [ValueType] = []
        /// Whether one of its rows has sums that could not be read.
        var hasBrokenSums = false

        init(index: Int, columns: Int) {
            self.index = index
            self.columns = columns
        }
    }

    init(
        pack: Pack, source: SourceText, root: Element, families: [String], schema: Schema,
        diagnostics: [Diagnostic]
    ) {
        self.pack = pack
        self.root = root
        self.families = families
        var diagnostics = diagnostics
        var files = [source]
        let languages =
            root.attribute("languages")?.string.split(separator: " ").map(String.init) ?? []
        if languages.isEmpty, let attribute = root.attribute("languages") {
            diagnostics.append(
                Diagnostic(
                    code: "F105", source: source, span: attribute.valueSpan,
                    message: "a template has at least one language",
                    cure: "write languages=\"pt-BR\" and strings/pt-BR.json"))
        }
        var strings: [[String: PackString]] = []
        var unreadable: Set<Int> = []
        for language in languages {
            do throws(Diagnostic) {
                let read = try pack.strings(language, file: files.count)
                files.append(read.source)
                strings.append(read.strings)
            } catch {
                diagnostics.append(error)
                files.append(SourceText(file: "strings/\(language).json", bytes: []))
                unreadable.insert(strings.count)
                strings.append([:])
            }
        }
        let settings = pack.settings(root, source, &diagnostics)
        self.strings = strings
        let extended = schema.declaring(root, source, &diagnostics)
        draft = TemplateDraft(
            builder: ProgramBuilder(
                schema: extended, languages: languages,
                strings: withBlockTexts(strings, of: languages), unreadable: unreadable,
                settings: settings),
            files: files)
        draft.diagnostics = diagnostics
        draft.name = root.attribute("name")?.string ?? ""
    }

    func compile() throws(Diagnostics) -> CompiledTemplate {
        var context = Context()
        draft.sheet.families = families
        for element in root.elements where element.name == "style" {
            check(element, context)
            for child in element.children {
                switch child {
                case .text(let text): draft.sheet.add(text, source: draft.files[0])
                case .element(let child):
                    draft.report(
                        "F107", file: 0, child.span, "<style> holds rules, no elements",
                        cure: "move <\(child.name)> behind </style>")
                }
            }
        }
        draft.diagnostics += draft.sheet.diagnostics
        for element in root.elements where element.name == "extra" { check(element, context) }
        draft.runningLocals = (0..<10).map { _ in draft.builder.addLocal() }
        check(root, context)
        if let sector = root.attribute("sector"), !packSectors.contains(sector.string) {
            wrong(sector, packSectors.joined(separator: ", "), context)
        }
        enter(root, &context)
        draft.title = text(root, "title", context) ?? .none
        draft.author = text(root, "author", context)
        draft.subject = text(root, "subject", context)
        for page in root.elements where page.name == "page" { compilePage(page, context) }
        for mark in root.elements where mark.name == "watermark" { addWatermark(mark, context) }
        checkMasters()
        if let attribute = root.attribute("bookmarks") {
            hasBookmarks = attribute.string == "true"
            if !["true", "false"].contains(attribute.string) {
                wrong(attribute, "true or false", context)
            }
        }
        context.room = max(firstPage.contentWidth, restPage.contentWidth)
        add(.init(operation: .open, kind: .block, role: .document), root, context)
        compileWatermarks(context)
        compileChildren(of: root, context)
        draft.steps.append(Step(operation: .close))
        draft.programs[0] = 0..<draft.steps.count
        while !draft.pending.isEmpty { draft.pending.removeFirst()() }
        checkFonts()
        checkLinks()
        checkSize()
        let grades = pack.grades(&draft.diagnostics)
        guard draft.diagnostics.isEmpty else { throw Diagnostics(reported()) }
        adviseOnTheWhole()
        let steps = StepFuser(draft.steps).fused()
        var rows = TextRowFuser(
            draft.steps, fused: steps, styles: draft.styles, tables: draft.tables)
        let compact = rows.fused()
        let program = draft.builder.finish()
        return CompiledTemplate(
            draft, steps: (steps, compact), resources: resources(program, textCells: rows.cells),
            program: program, grades: grades)
    }

    /// The diagnostics in source order, each once, however often its file is included.
    private func reported() -> [Diagnostic] {
        var seen: Set<Diagnostic> = []
        return draft.diagnostics.filter { seen.insert($0).inserted }
            .sorted { ($0.file, $0.line, $0.column) < ($1.file, $1.line, $1.column) }
    }

    /// Reports a template whose parts are too many to be counted.
    private func checkSize() {
        guard draft.styles.count > Int(UInt16.max) else { return }
        draft.report(
            "F110", file: 0, root.span,
            "the elements have more than \(UInt16.max) different styles",
            cure: "let elements share classes")
    }

    private func resources(_ program: Program, textCells: [TextCell]) -> DocumentResources {
        DocumentResources(
            styles: draft.styles, fonts: draft.fonts, tables: draft.tables, images: draft.images,
            firstPage: firstPage, restPage: restPage, lastPage: lastPage, nodes: draft.nodes,
            nodeNames: draft.nodeNames, source: draft.files[0],
            includes: Array(draft.files.dropFirst()), nodeFiles: draft.nodeFiles,
            vectors: draft.vectors, watermarks: draft.watermarks, textCells: textCells,
            steadyElements: draft.steadyElements(of: program))
    }

    private func checkFonts() {
        let unknown = Set(draft.fonts.map(\.family)).subtracting(families)
        for family in unknown.subtracting(draft.sheet.unknownFamilies).sorted() {
            let near = nearest(to: family, among: families)
            let place = draft.sheet.valuePlaces[StyleSheet.placeKey("font-family", family)]
            draft.report(
                "F403", file: 0, place ?? root.span,
                family.isEmpty
                    ? "no font family is set" : "there is no font family “\(family)”",
                cure: near.map { "did you mean “\($0)”?" }
                    ?? "set font-family on template to one of: \(families.joined(separator: ", "))")
        }
    }
}

import Expressions
import Markup
public import Packs
public import Primitives
public import Records
import Vocabulary

extension RuleSet {
    /// Compiles a pack's `rules.json` and `obligations.json`, and checks its template against the latter.
    ///
    /// - Parameters:
    ///   - pack: the folder, whose template can be used as far as it alone is concerned.
    ///   - schema: the record's types, with the pack's own fields.
    ///   - grades: how much the pack wants findings to weigh.
    ///   - languages: BCP 47 tags of the pack's languages, the default one first.
    ///   - channels: names of the documents that are made; `check` takes their numbers.
    ///   - unseen: elements of the template whose own text nobody can see.
    /// - Returns: the rules, ready for records.
    /// - Throws: everything that is wrong, in one pass.
    public static func compile(
        _ pack: Pack, schema: Schema, grades: Grades, languages: [String], channels: [String],
        unseen: [UnseenText] = []
    ) throws(Diagnostics) -> RuleSet {
        var draft = RuleDraft(
            pack, schema: schema, languages: languages, channels: channels, unseen: unseen)
        draft.readRules()
        draft.readObligations()
        guard draft.diagnostics.isEmpty else { throw Diagnostics(draft.diagnostics) }
        return RuleSet(
            schema: schema, thresholds: draft.thresholds, grades: grades,
            rounding: draft.settings.rounding, obligations: draft.obligations,
            own: draft.own.filter { grades[$0.id] != .off },
            program: draft.own.isEmpty ? nil : draft.builder.finish())
    }
}

/// A pack's rules while they are compiled.
private struct RuleDraft {
    let pack: Pack
    let schema: Schema
    let channels: [String]
    let unseen: [UnseenText]
    let builder: ProgramBuilder
    let settings: ProgramSettings
    private(set) var diagnostics: [Diagnostic] = []
    private(set) var thresholds = RuleThresholds()
    private(set) var own: [OwnRule] = []
    private(set) var obligations: [Obligation] = []
    private let template: SourceText?
    private let root: Element?
    private let strings: [[String: PackString]]
    private var stringSources: [SourceText] = []

    init(
        _ pack: Pack, schema: Schema, languages: [String], channels: [String],
        unseen: [UnseenText]
    ) {
        self.pack = pack
        self.schema = schema
        self.channels = channels
        self.unseen = unseen
        let source = pack.source("template.xml")
        var root: Element?
        // What is wrong with the template and its strings is told where it is compiled.
        var told: [Diagnostic] = []
        var settings = ProgramSettings()
        if let source {
            var scanner = MarkupScanner(source)
            root = scanner.scan()
            if let root { settings = pack.settings(root, source, &told) }
        }
        var sources: [SourceText] = []
        var strings: [[String: PackString]] = []
        for language in languages {
            let read = try? pack.strings(language, file: sources.count + 1)
            sources.append(read?.source ?? SourceText(file: "", bytes: []))
            strings.append(read?.strings ?? [:])
        }
        template = source
        self.root = root
        self.settings = settings
        self.strings = strings
        stringSources = sources
        builder = ProgramBuilder(
            schema: schema, languages: languages, strings: strings, settings: settings)
    }

    mutating func readRules() {
        guard let source = pack.source("rules.json") else { return }
        var reader = RulesReader(source, builder: builder, strings: stringSources)
        reader.read()
        (thresholds, own) = (reader.thresholds, reader.rules)
        diagnostics += reader.file.diagnostics
    }

    mutating func readObligations() {
        guard let source = pack.source("obligations.json") else { return }
        var reader = ObligationsReader(
            source, schema: schema, channels: channels, sector: pack.sector, sectors: packSectors)
        reader.read()
        obligations = reader.obligations
        diagnostics += reader.file.diagnostics
        guard let root, let template, reader.file.diagnostics.isEmpty else { return }
        let texts = strings.map { language in
            language.mapValues { string in
                string.forms.isEmpty
                    ? [string.text] : PluralCategory.allCases.compactMap { string.forms[$0] }
            }
        }
        var reading = TemplateReader(
            pack, template, strings: texts, channels: channels, unseen: unseen)
        let nodes = reading.read(root)
        var linter = ObligationLinter(
            obligations, nodes: nodes, files: reading.files, schema: schema, channels: channels)
        diagnostics += linter.diagnostics(place: root.span)
    }
}

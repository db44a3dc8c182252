import DocumentModel
import Expressions
import Foundation
import Markup
import Packs
import Primitives
import StyleSheets

/// What is noticed while a template is compiled, for advice.
struct AdviceNotes {
    /// Files that were included.
    var files: Set<String> = []
    /// Level of the last heading.
    var heading = 0
    /// Text and ground colours that were judged.
    var contrasts: Set<[Color]> = []
    /// Sizes of text that were judged.
    var sizes: Set<Length> = []
    /// Whether charges were listed and their total not yet printed.
    var hasOpenCharges = false
    /// Offers since the charges, by file and place.
    var offers: [(file: Int, span: Span)] = []
}

/// What could be better about a template that can be used.
extension TemplateCompiler {
    /// Smallest type that is read without effort.
    private static let leastSize = Length.points(6)
    /// Coarsest picture for print, in dots per inch.
    private static let leastResolution = 150.0

    // MARK: Names

    /// Advises on a name that `let` gives: one that hides another, or that nothing uses.
    func adviseOnName(_ name: Attribute, _ slot: Int, _ context: Context) {
        draft.lets.append((slot, name.string, context.file, name.valueSpan))
        let hidden =
            context.scope.locals[name.string] != nil
            ? "an earlier name"
            : draft.builder.schema.types[0].field(name.string) != nil ? "the record's field" : nil
        guard let hidden else { return }
        draft.advise(
            "F806", file: context.file, name.valueSpan, "“\(name.string)” hides \(hidden)",
            cure: "give it a name of its own")
    }

    // MARK: Text

    /// Advises on text that is hard to read: small, or of little contrast to what is behind it.
    func adviseOnText(_ text: ExpressionText, _ context: Context) {
        guard !context.isBlock else { return }
        noteTotals(text, context)
        noteSight(context)
        adviseOnReading(at: place(of: text), context)
    }

    /// Advises on the text of the style that an element at a place has, a chart's labels for one.
    func adviseOnReading(at span: Span, _ context: Context) {
        let style = context.draft.style
        if style.fontSize < TemplateCompiler.leastSize, notes.sizes.insert(style.fontSize).inserted
        {
            draft.advise(
                "F814", file: context.file, span,
                "this text is \(style.fontSize.points) pt high, less than 6 pt",
                cure: "many cannot read it: make it larger")
        }
        // A watermark is pale so that the text over it can be read.
        guard !style.color.isNone, !context.ancestry.contains(where: { $0.element == "watermark" }),
            notes.contrasts.insert([style.color, context.ground]).inserted
        else { return }
        let ratio = contrast(style.color, context.ground)
        // WCAG 2.2, success criterion 1.4.3; large is 18 pt, or 14 pt bold.
        let isLarge =
            style.fontSize >= .points(18)
            || style.fontSize >= .points(14) && context.draft.weight >= 700
        let least = isLarge ? 3.0 : 4.5
        guard ratio < least else { return }
        let tenths = (ratio * 10).rounded(.down) / 10
        draft.advise(
            "F813", file: context.file, span,
            "this text in \(name(of: style.color)) on \(name(of: context.ground)) has a contrast "
                + "of \(tenths):1, less than \(least):1",
            cure: "make the text darker or the ground lighter")
    }

    /// The first character of a text that is no blank.
    private func place(of text: ExpressionText) -> Span {
        let blanks = text.bytes.prefix { $0 <= 32 }.count
        return Span(text.offset(blanks), text.offset(blanks) + 1)
    }

    func name(of color: Color) -> String {
        let digits = String(color.packed & 0xFF_FFFF, radix: 16)
        return "#" + String(repeating: "0", count: max(0, 6 - digits.count)) + digits
    }

    /// Contrast of two colours, 1 to 21 (WCAG 2.2).
    func contrast(_ a: Color, _ b: Color) -> Double {
        let (light, dark) = (max(luminance(a), luminance(b)), min(luminance(a), luminance(b)))
        return (light + 0.05) / (dark + 0.05)
    }

    /// Relative luminance of a colour, 0 to 1 (WCAG 2.2).
    func luminance(_ color: Color) -> Double {
        let part = { (shift: UInt32) -> Double in
            let value = Double(color.packed >> shift & 0xFF) / 255
            return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * part(16) + 0.7152 * part(8) + 0.0722 * part(0)
    }

    // MARK: Structure

    /// Notes a box: headings that skip a level, offers among charges.
    func noteBox(_ element: Element, _ context: Context) {
        guard !context.isBlock else { return }
        guard !context.isRunning else { return }
        if let level = ["h1": 1, "h2": 2, "h3": 3][element.name] {
            if level > notes.heading + 1 {
                draft.advise(
                    "F812", file: context.file, element.span,
                    "<h\(level)> follows "
                        + (notes.heading == 0 ? "no heading" : "<h\(notes.heading)>"),
                    cure: "write <h\(notes.heading + 1)>, and let its class say how it looks")
            }
            notes.heading = level
        }
        if notes.hasOpenCharges, element.attribute("role")?.string == "offer" {
            notes.offers.append((context.file, element.span))
        }
    }

    /// Notes that a list is gone through: charges, until their total is printed.
    func noteList(_ list: Attribute, _ context: Context) {
        guard !context.isRunning, words(list.value).contains("lines") else { return }
        notes.hasOpenCharges = true
        notes.offers = []
    }

    private func noteTotals(_ text: ExpressionText, _ context: Context) {
        guard notes.hasOpenCharges, !context.isRunning,
            !words(text).isDisjoint(with: ["total", "amountDue"])
        else { return }
        notes.hasOpenCharges = false
        for offer in notes.offers {
            draft.advise(
                "F818", file: offer.file, offer.span,
                "this offer stands between the charges and their total",
                cure: "let offers stand behind the total, so that nobody takes them for charges")
        }
        notes.offers = []
    }

    /// The names in an expression.
    private func words(_ text: ExpressionText) -> Set<Substring> {
        Set(
            String(decoding: text.bytes, as: UTF8.self)
                .split { !$0.isLetter && !$0.isNumber })
    }

    // MARK: Pictures

    /// Advises on a picture nobody can hear of, or that will look coarse in print.
    func adviseOnImage(_ element: Element, _ pixels: Int, _ width: Length, _ context: Context) {
        if element.attribute("alt") == nil, !context.isRunning {
            draft.advise(
                "F811", file: context.file, element.span,
                "this picture has no alt: it counts as decoration",
                cure: "say what it shows, or write alt=\"\"")
        }
        guard width > .zero else { return }
        let resolution = Double(pixels) * 72 / width.points
        guard resolution < TemplateCompiler.leastResolution else { return }
        draft.advise(
            "F815", file: context.file, element.span,
            "this picture has \(Int(resolution)) dpi at its printed size, less than "
                + "\(Int(TemplateCompiler.leastResolution))",
            cure: "print it smaller, or bring one with more pixels")
    }

    // MARK: The whole

    /// Advises on what is defined and not used.
    func adviseOnTheWhole() {
        draft.advice += draft.sheet.advice
        adviseOnStyles()
        for name in draft.lets where !draft.builder.usedLocals.contains(name.slot) {
            draft.advise(
                "F803", file: name.file, name.span, "nothing uses the name “\(name.name)”",
                cure: "remove this <let>")
        }
        adviseOnStrings()
        for file in pack.files(in: "parts")
        where file.hasSuffix(".xml") && !notes.files.contains(pack.path(file)) {
            var found = Diagnostic(
                code: "F805", file: pack.path(file), message: "nothing includes this part",
                cure: "remove it")
            found.isAdvice = true
            draft.advice.append(found)
        }
    }

    private func adviseOnStyles() {
        let classes = draft.sheet.knownClasses.subtracting(draft.usedClasses)
        for name in classes.sorted() {
            draft.advise(
                "F801", file: 0, draft.sheet.places[name] ?? .none,
                "no element has the class “\(name)”", cure: "remove its rules")
        }
        let variables = Set(draft.sheet.variables.keys).subtracting(draft.sheet.usedVariables)
        for name in variables.sorted() {
            draft.advise(
                "F801", file: 0, draft.sheet.places[name] ?? .none, "nothing uses “\(name)”",
                cure: "remove it")
        }
    }

    private func adviseOnStrings() {
        var told: Set<String> = []
        for (language, texts) in strings.enumerated() {
            for key in texts.keys.sorted() where !draft.builder.usedStrings.contains(key) {
                guard let string = texts[key], told.insert(key).inserted else { continue }
                let span = Span(string.text.start, string.text.start + 1)
                draft.advise(
                    "F802", file: language + 1, span, "nothing uses the string “\(key)”",
                    cure: "remove it from all languages")
            }
        }
    }
}

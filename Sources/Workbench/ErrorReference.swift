// What enters this room is a pack as its designer has it; what leaves is what they want to know of it:
// what is wrong, what could be better, what the engine offers.

/// A code of the diagnostics: what it means, an example, and what mends it.
public struct ErrorReference: Sendable {
    /// Something wrong and the same thing right, as they stand in a pack.
    public enum Example: Sendable {
        /// What stands in `<template>`.
        case body(wrong: String, right: String)
        /// What stands in `<style>`.
        case style(wrong: String, right: String)
        /// A file of the pack, with what stands in `<template>`; `rightBody` if that is to change.
        case file(
            String, wrong: String, right: String, body: String = "<p>x</p>",
            rightBody: String? = nil)
        /// Cannot be shown in a few lines.
        case none
    }

    /// Stable code, such as `F104`; `F8…` is advice.
    public let code: String
    /// A few words.
    public let title: String
    /// What it means.
    public let meaning: String
    /// What mends it.
    public let cure: String
    /// Something wrong, and the same thing right.
    public let example: Example

    init(
        _ code: String, _ title: String, _ meaning: String, cure: String, _ example: Example = .none
    ) {
        self.code = code
        self.title = title
        self.meaning = meaning
        self.cure = cure
        self.example = example
    }

    /// Whether it is advice only.
    public var isAdvice: Bool { code.hasPrefix("F8") }

    /// Every code, in the order of the reference.
    public static let all: [ErrorReference] =
        markup + expressions + styles + files + fonts + engine + advice

    /// The entry of a code; letters in either case.
    public static func entry(_ code: String) -> ErrorReference? {
        all.first { $0.code == code.uppercased() }
    }
}

// Tables.
extension ErrorReference {
    private static let markup: [ErrorReference] = [
        .init(
            "F101", "Not XML",
            "A file is not well-formed XML in UTF-8: a stray “<”, a value without quotes, a tag, "
                + "comment or CDATA section without its end, a control character, a document type, text "
                + "outside of the outermost element.",
            cure: "Write what the message names; “<” in text is &lt;.",
            .body(wrong: "<p>1 < 2</p>", right: "<p>1 &lt; 2</p>")),
        .init(
            "F102", "Open or closed alone",
            "An element is not closed, or an end tag closes nothing. What cannot stand in an element "
                + "without its end is taken to stand behind it.",
            cure: "Close each element in the one it was opened in.",
            .body(wrong: "<box><p>x</box>", right: "<box><p>x</p></box>")),
        .init(
            "F103", "Unknown element", "The vocabulary has no element of this name.",
            cure: "Take the name that the message suggests; the reference lists all.",
            .body(wrong: "<boks><p>x</p></boks>", right: "<box><p>x</p></box>")),
        .init(
            "F104", "Unknown attribute", "The element has no attribute of this name.",
            cure: "Take the name that the message suggests; how things look is said by a class.",
            .body(wrong: "<p rol=\"notice\">x</p>", right: "<p role=\"notice\">x</p>")),
        .init(
            "F105", "Wrong value", "The value of an attribute is none that it takes.",
            cure: "Write one of those the message names.",
            .body(wrong: "<spacer height=\"4\"/>", right: "<spacer height=\"4mm\"/>")),
        .init(
            "F106", "Something is missing",
            "An element lacks an attribute it cannot do without, a table its columns, or a carry its "
                + "sums.",
            cure: "Add it.", .body(wrong: "<spacer/>", right: "<spacer height=\"4mm\"/>")),
        .init(
            "F107", "Cannot stand here",
            "An element or text stands where it means nothing; a row does not cover its table's "
                + "columns; a file includes itself; margins leave no room.",
            cure: "Move it to where the message says.",
            .body(wrong: "<ul><p>x</p></ul>", right: "<ul><li>x</li></ul>")),
        .init(
            "F108", "Given twice", "An attribute, or the page for the same pages, is given twice.",
            cure: "Remove one of them.",
            .body(
                wrong: "<p role=\"notice\" role=\"offer\">x</p>", right: "<p role=\"notice\">x</p>")
        ),
        .init(
            "F109", "Unknown entity",
            "There are five entities, &amp; &lt; &gt; &quot; &apos;, and numbers such as &#160;.",
            cure: "Write &amp; for the character itself, or the character that is meant.",
            .body(wrong: "<p>a & b</p>", right: "<p>a &amp; b</p>")),
        .init(
            "F110", "Too much",
            "A template has limits, so that no mistake makes it grow without end: 128 levels of "
                + "elements in a file and 160 with included files, 100 attributes of an element, 1,000 "
                + "included files, 50,000 elements, 5,000 rules, 65,535 styles.",
            cure: "Go through lists with <each>; let elements share classes."),
        .init(
            "F111", "Never fits",
            "Columns, the children of a row, a box, a figure or a region are wider than what they "
                + "stand in, whatever the record says.",
            cure: "Make them narrower, or the page wider.",
            .body(
                wrong: "<table><col width=\"300mm\"/><tr><td>x</td></tr></table>",
                right: "<table><col width=\"1fr\"/><tr><td>x</td></tr></table>")),
        .init(
            "F112", "Links that lead nowhere",
            "A link leads to an id that no element of the template has, or two elements have the same.",
            cure: "Give the element the id, or another one; href is # and the id.",
            .body(
                wrong: "<p><a href=\"#tax\">taxes</a></p>",
                right: "<p><a href=\"#tax\">taxes</a></p><p id=\"tax\">x</p>")),
    ]

    private static let expressions: [ErrorReference] = [
        .init(
            "F201", "No expression",
            "What stands between {{ and }}, or in an attribute, is no expression.",
            cure: "Write what the message expects.",
            .body(wrong: "<p>{{total +}}</p>", right: "<p>{{total}}</p>")),
        .init(
            "F202", "No number",
            "A number has more than 30 digits, or too many decimals.",
            cure: "Write fewer digits.",
            .body(
                wrong: "<p>{{12345678901234567890123456789012}}</p>",
                right: "<p>{{1234567890}}</p>")),
        .init(
            "F203", "Unknown name",
            "There is no field, and no name given by let or each, like this.",
            cure: "Take the name that the message suggests, or declare the field with <extra>.",
            .body(wrong: "<p>{{totl}}</p>", right: "<p>{{total}}</p>")),
        .init(
            "F204", "Unknown field", "An object of the record has no such field.",
            cure: "Take the name that the message suggests, or declare the field with <extra>.",
            .body(wrong: "<p>{{customer.nmae}}</p>", right: "<p>{{customer.name}}</p>")),
        .init(
            "F205", "Wrong type",
            "Values of these types cannot be put together, printed or compared: money is no text, a "
                + "list is no object.",
            cure: "Choose a field of the right type, or a function that makes one.",
            .body(wrong: "<p>{{total + id}}</p>", right: "<p>{{total}} {{id}}</p>")),
        .init(
            "F206", "Unknown function", "There is no function of this name.",
            cure: "Take the name that the message suggests; filters stand behind a bar.",
            .body(
                wrong: "<p>{{summ(lines.amount)}}</p>", right: "<p>{{sum(lines.amount)}}</p>")),
        .init(
            "F207", "Wrong arguments",
            "A function or filter takes other arguments, or fewer, or more.",
            cure: "Write those the message names.",
            .body(
                wrong: "<p>{{avg(lines.amount)}}</p>", right: "<p>{{avg(lines.amount, 2)}}</p>")),
        .init(
            "F208", "Unknown filter", "There is no filter of this name.",
            cure: "Take the name that the message suggests.",
            .body(wrong: "<p>{{total | mony}}</p>", right: "<p>{{total | money}}</p>")),
        .init(
            "F209", "Missing string",
            "A string is used, and missing in some of the template's languages.",
            cure: "Add it to the files the message names.",
            .file(
                "strings/pt-BR.json", wrong: #"{ "helo": "Olá" }"#, right: #"{ "hello": "Olá" }"#,
                body: "<p t=\"hello\"/>")),
        .init(
            "F210", "Too deep",
            "An expression is nested too deep, or a string contains itself.",
            cure: "Name parts of it with <let>; let no string name itself.",
            .file(
                "strings/pt-BR.json", wrong: #"{ "hello": "Olá {{t('hello')}}" }"#,
                right: #"{ "hello": "Olá" }"#, body: "<p t=\"hello\"/>")),
        .init(
            "F211", "No such day",
            "A date, month or time in an expression is none, such as the 30th of February.",
            cure: "Write date('2026-11-22'), cycle('2026-11') or time('18:00:00').",
            .body(
                wrong: "<p>{{ date('2026-02-30') | date }}</p>",
                right: "<p>{{ date('2026-02-28') | date }}</p>")),
        .init(
            "F212", "Business days without a calendar",
            "A function counts business days, and the template does not say whose.",
            cure: "Name a calendar on <template>: calendar=\"BR\".",
            .body(
                wrong: "<p>{{ nextBusinessDay(issued) | date }}</p>",
                right: "<p>{{ issued | date }}</p>")),
        .init(
            "F213", "Plural forms",
            "A string lacks a plural form that its language has, has one it does not know, or is used "
                + "without a count. Every language has `one` and `other`; `zero` is for exactly 0, and "
                + "`many` may be left out. One is 0, 1 and 1.5 in pt-BR and fr, 1 and 1.0 in es, and 1 "
                + "alone in de, en and it.",
            cure: "Write the form, and count=\"…\" beside t, or t('key', …).",
            .file(
                "strings/pt-BR.json", wrong: "{\"k\": {\"one\": \"x\"}}",
                right: "{\"k\": {\"one\": \"x\", \"other\": \"y\"}}",
                body: "<p t=\"k\" count=\"2\"/>")),
        .init(
            "F214", "The same case twice", "Two cases of a <switch> are for one value.",
            cure: "Remove one of them: the first is taken.",
            .body(
                wrong:
                    "<switch value=\"id\"><case is=\"'a'\"><p>x</p></case>"
                    + "<case is=\"'a'\"><p>y</p></case></switch>",
                right:
                    "<switch value=\"id\"><case is=\"'a'\"><p>x</p></case>"
                    + "<case is=\"'b'\"><p>y</p></case></switch>")),
    ]

    private static let styles: [ErrorReference] = [
        .init(
            "F301", "No rule",
            "Something in <style> is no rule: a brace or value is missing, or a selector selects "
                + "nothing there is.",
            cure: "Write selector { property: value; }.",
            .style(wrong: "p color: black }", right: "p { color: black }")),
        .init(
            "F302", "Unknown property", "There is no property of this name.",
            cure: "Take the name that the message suggests.",
            .style(wrong: "p { colour: black }", right: "p { color: black }")),
        .init(
            "F303", "Wrong value of a property",
            "A property or variable has a value that it does not take; a wrong variable is told where "
                + "it is defined.",
            cure: "Write one of those the message names.",
            .style(wrong: "p { color: #12345 }", right: "p { color: #123456 }")),
        .init(
            "F304", "Unknown variable", "There is no variable of this name in :root.",
            cure: "Define it in :root, before it is used.",
            .style(
                wrong: ":root { --ink: #222 } p { color: var(--inc) } h1 { color: var(--ink) }",
                right: ":root { --ink: #222 } p { color: var(--ink) }")),
        .init(
            "F305", "Unknown class", "An element has a class that no rule speaks of.",
            cure: "Write the rule, or remove the class.",
            .body(wrong: "<p class=\"smal\">x</p>", right: "<p>x</p>")),
        .init(
            "F306", "Cannot be turned",
            "An element cannot be turned, or only by quarters: boxes of the flow take up room, and text "
                + "runs on in one direction.",
            cure: "Turn by 90deg, -90deg or 180deg, or put it into a <region> or <watermark>.",
            .style(wrong: "p { rotate: 45deg }", right: "p { rotate: 90deg }")),
        .init(
            "F307", "Round corners between unequal borders",
            "A box has a border-radius and borders of different widths.",
            cure: "Give all four the same width, or border-radius: 0.",
            .style(
                wrong: "p { border-top: 1pt solid black; border-radius: 2mm }",
                right: "p { border: 1pt solid black; border-radius: 2mm }")),
    ]

    private static let files: [ErrorReference] = [
        .init(
            "F401", "No such file",
            "A file that the template names, its strings or the font catalogue is not there, is larger "
                + "than 16 MiB, or lies outside of the pack, also by a symbolic link.",
            cure: "Put it into the pack; paths start at the pack's folder.",
            .body(wrong: "<include src=\"parts/foto.xml\"/>", right: "<p>x</p>")),
        .init(
            "F402", "Strings cannot be read",
            "strings/{language}.json is not one JSON object of texts, or has a key twice.",
            cure: "Write { \"key\": \"text\" }.",
            .file("strings/pt-BR.json", wrong: "[ ]", right: "{ }")),
        .init(
            "F403", "Unknown font family",
            "font-family names a family that the catalogue does not have, or no rule sets one.",
            cure:
                "Take one of those the message names, or let the pack bring it in fonts/fonts.json.",
            .style(wrong: "p { font-family: Robotto }", right: "p { font-family: Roboto }")),
        .init(
            "F404", "Wrong declaration of a field",
            "<extra> declares a field with a path or type that there is not, or one that the record "
                + "has with another type.",
            cure: "Write a path such as extra.route and one of the types the message names.",
            .body(
                wrong: "<extra path=\"extra.route\" type=\"text\"/>",
                right: "<extra path=\"extra.route\" type=\"string\"/>")),
        .init(
            "F405", "Picture cannot be used",
            "A file is no picture that can be read, or does not fit into a PDF file.",
            cure: "Save it as PNG or JPEG.",
            .file(
                "assets/mark.png", wrong: "no picture", right: "no picture",
                body: "<img src=\"assets/mark.png\" width=\"20mm\" alt=\"\"/>",
                rightBody: "<img src=\"assets/logo.png\" width=\"20mm\" alt=\"\"/>")),
        .init(
            "F406", "rules.json cannot be read",
            "rules.json is no JSON, or holds something else than grades.",
            cure: "Write { \"grades\": { \"layout.word\": \"off\" } }.",
            .file(
                "rules.json", wrong: #"{ "grade": { } }"#,
                right: #"{ "grades": { "layout.word": "off" } }"#)),
        .init(
            "F407", "Unknown finding", "rules.json grades a finding that there is not.",
            cure: "Take the name that the message suggests.",
            .file(
                "rules.json", wrong: #"{ "grades": { "layout.overflw": "reject" } }"#,
                right: #"{ "grades": { "layout.overflow": "reject" } }"#)),
        .init(
            "F408", "Wrong grade",
            "A grade is none of off, warn, hold, reject; or the finding leaves no document, so that it "
                + "is always reject.",
            cure: "Write one of these.",
            .file(
                "rules.json", wrong: #"{ "grades": { "layout.overflow": "stop" } }"#,
                right: #"{ "grades": { "layout.overflow": "hold" } }"#)),
        .init(
            "F409", "holidays.json",
            "The pack's holidays name a day that there is not, or belong to no calendar.",
            cure:
                "Write \"2026-01-26\" or, for every year, \"07-14\", and name a calendar on <template>."
        ),
        .init(
            "F421", "Drawing with more than is drawn",
            "An SVG file holds something other than paths, shapes, groups and flat colours: text, "
                + "gradients, clips, filters, pictures, style sheets, scripts.",
            cure: "Let the drawing program turn it into paths with flat colours, or save a PNG.",
            .file(
                "assets/x.svg",
                wrong:
                    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><text>x</text></svg>",
                right:
                    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\">"
                    + "<path d=\"M0 0h9v9z\"/></svg>",
                body: "<img src=\"assets/x.svg\" width=\"9mm\" alt=\"x\"/>")),
        .init(
            "F422", "Value in a drawing",
            "An attribute of an SVG file cannot be read as a path, number, colour or transformation.",
            cure: "Save the drawing anew; the message names the place in it.",
            .file(
                "assets/x.svg",
                wrong:
                    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\">"
                    + "<path d=\"M0 0h9x9z\"/></svg>",
                right:
                    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\">"
                    + "<path d=\"M0 0h9v9z\"/></svg>",
                body: "<img src=\"assets/x.svg\" width=\"9mm\" alt=\"x\"/>")),
        .init(
            "F431", "The font lacks a form",
            "A style asks for small caps or a kind of figures that its font does not have.",
            cure: "Take one of the families that the message names; nothing is synthesised."),
        .init(
            "F432", "No patterns for hyphens",
            "hyphens: auto is asked for, and there are no patterns for one of the template's languages.",
            cure: "Install the package that the message names, or write hyphens: manual."),
    ]

    private static let fonts: [ErrorReference] = [
        .init(
            "F501", "The font catalogue is no JSON", "fonts.json cannot be read.",
            cure: "Write JSON as RFC 8259 says.",
            .file(
                "fonts/fonts.json", wrong: #"{ "families": }"#, right: #"{ "families": { } }"#)),
        .init(
            "F502", "The font catalogue lacks something",
            "fonts.json has a name it does not know, has one twice, or lacks one.",
            cure: "Write { \"families\": { \"Name\": { \"faces\": { \"400\": \"path.ttf\" } } } }.",
            .file(
                "fonts/fonts.json", wrong: #"{ "family": { } }"#, right: #"{ "families": { } }"#)),
        .init(
            "F503", "Wrong type in the font catalogue",
            "Something in fonts.json is no object or no text where one is wanted.",
            cure: "Write what the message names.",
            .file(
                "fonts/fonts.json", wrong: #"{ "families": [ ] }"#, right: #"{ "families": { } }"#)),
        .init(
            "F504", "No weight", "A face's key is no weight.",
            cure: "Write 1 to 1000, with “ italic” behind it where the face leans.",
            .file(
                "fonts/fonts.json",
                wrong: #"{ "families": { "Own": { "faces": { "bold": "own.ttf" } } } }"#,
                right: #"{ "families": { "Own": { "faces": { "700": "own.ttf" } } } }"#)),
        .init(
            "F505", "Font outside of its folder", "The path of a font leads out of its folder.",
            cure: "Put the file beside the catalogue, or name it from / on.",
            .file(
                "fonts/fonts.json",
                wrong: #"{ "families": { "Own": { "faces": { "700": "../own.ttf" } } } }"#,
                right: #"{ "families": { "Own": { "faces": { "700": "own.ttf" } } } }"#)),
        .init(
            "F520", "Font cannot be used",
            "The file of a font is not there, damaged, or of a kind that cannot be used.",
            cure: "Install the package that the message names, or bring another file."),
    ]

    private static let engine: [ErrorReference] = [
        .init(
            "F601", "The engine cannot work here",
            "libhpdf is not the version that the program was written for.",
            cure: "Run scripts/setup runtime.")
    ]

    private static let advice: [ErrorReference] = [
        .init(
            "F801", "Unused style", "No element has the class, or nothing uses the variable.",
            cure: "Remove its rules.",
            .style(wrong: ".small { font-size: 7pt }", right: "p { font-size: 7pt }")),
        .init(
            "F802", "Unused string", "Nothing uses the string.",
            cure: "Remove it from all languages.",
            .file("strings/pt-BR.json", wrong: #"{ "hello": "Olá" }"#, right: "{ }")),
        .init(
            "F803", "Unused name", "Nothing uses the name that <let> gives.",
            cure: "Remove the <let>.",
            .body(
                wrong: "<let name=\"due1\" value=\"total\"/><p>{{total}}</p>",
                right: "<let name=\"due1\" value=\"total\"/><p>{{due1}}</p>")),
        .init(
            "F804", "Set twice",
            "A property is set twice for the same selector, or a variable is defined twice; only the "
                + "last one counts.",
            cure: "Remove one of them.",
            .style(wrong: "p { color: #222; color: black }", right: "p { color: black }")),
        .init(
            "F805", "Unused part", "Nothing includes a file of parts/.", cure: "Remove it.",
            .file(
                "parts/old.xml", wrong: "<part><p>x</p></part>", right: "<part><p>x</p></part>",
                rightBody: "<include src=\"parts/old.xml\"/>")),
        .init(
            "F806", "Hidden name",
            "<let> gives a name that already means something, which nobody can reach any more.",
            cure: "Give it a name of its own.",
            .body(
                wrong: "<let name=\"number\" value=\"total\"/><p>{{number}}</p>",
                right: "<let name=\"owed\" value=\"total\"/><p>{{owed}}</p>")),
        .init(
            "F811", "Picture without words",
            "A picture without alt counts as decoration: who cannot see it learns nothing of it.",
            cure: "Say what it shows; alt=\"\" says that it is decoration.",
            .body(
                wrong: "<img src=\"assets/logo.png\" width=\"20mm\"/>",
                right: "<img src=\"assets/logo.png\" width=\"20mm\" alt=\"Vivaz\"/>")),
        .init(
            "F812", "Skipped heading",
            "A heading is more than one level below the one before; who listens to the bill looks for "
                + "the level between.",
            cure: "Take the next level, and say by a class how it looks.",
            .body(wrong: "<h2>x</h2>", right: "<h1>x</h1>")),
        .init(
            "F813", "Little contrast",
            "Text has a contrast below 4.5:1 to what is behind it, or 3:1 from 18 pt and from 14 pt "
                + "bold (WCAG 2.2, 1.4.3). The ground is the background of the nearest box that has one.",
            cure: "Make the text darker, or the ground lighter.",
            .style(wrong: "p { color: #999 }", right: "p { color: #666 }")),
        .init(
            "F814", "Small text", "Text is smaller than 6 pt.", cure: "Make it larger.",
            .style(wrong: "p { font-size: 5pt }", right: "p { font-size: 7pt }")),
        .init(
            "F815", "Coarse picture", "A picture has less than 150 dpi at its printed size.",
            cure: "Print it smaller, or bring one with more pixels.",
            .body(
                wrong: "<img src=\"assets/logo.png\" width=\"170mm\" alt=\"\"/>",
                right: "<img src=\"assets/logo.png\" width=\"40mm\" alt=\"\"/>")),
        .init(
            "F817", "Wasted width",
            "All columns of a table have fixed widths, and leave more than half of it empty.",
            cure: "Give one of them a share, such as 1fr.",
            .body(
                wrong: "<table><col width=\"20mm\"/><tr><td>x</td></tr></table>",
                right: "<table><col width=\"1fr\"/><tr><td>x</td></tr></table>")),
        .init(
            "F818", "Offer among charges",
            "An offer stands between the charges and their total, where it can be taken for a charge.",
            cure: "Let offers stand behind the total.",
            .body(
                wrong: "<each in=\"lines\" as=\"line\"><p>{{line.amount}}</p></each>"
                    + "<p role=\"offer\">x</p><p>{{total}}</p>",
                right: "<each in=\"lines\" as=\"line\"><p>{{line.amount}}</p></each>"
                    + "<p>{{total}}</p><p role=\"offer\">x</p>")),
    ]
}

/// Codes of style sheets and the other files of a pack.
extension ErrorReference {
    static let styles: [ErrorReference] = [
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

    /// A pack's obligation to show a field.
    private static func obligation(of field: String) -> String {
        """
        { "obligations": [{ "id": "a", "field": "\(field)", "demands": "the number", "source": "§ 1" }] }
        """
    }

    static let files: [ErrorReference] = [
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
            "rules.json is no JSON, or holds something else than grades, thresholds and rules.",
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
            "F411", "Wrong threshold",
            "rules.json sets a threshold that there is not, or to what it cannot be.",
            cure: "Take a name and a number that the message suggests.",
            .file(
                "rules.json", wrong: #"{ "thresholds": { "totalRatio": 0 } }"#,
                right: #"{ "thresholds": { "totalRatio": 1.5 } }"#)),
        .init(
            "F412", "Wrong rule of the pack's own",
            "A rule in rules.json lacks its id, condition or message, has the id of another, or names a "
                + "field that there is not. What is wrong with its expressions has their codes, F2….",
            cure: "Write { \"id\": …, \"when\": …, \"message\": … }.",
            .file(
                "rules.json", wrong: #"{ "rules": [{ "id": "own.low", "when": "total < 1" }] }"#,
                right:
                    #"{ "rules": [{ "id": "own.low", "when": "total < 1", "message": "{{total}}" }] }"#
            )),
        .init(
            "F413", "obligations.json cannot be read",
            "obligations.json is no JSON, or an obligation lacks its id, subject, words or source.",
            cure:
                "Write { \"obligations\": [ … ] }, each with id, notice or field, demands, source.",
            .file(
                "obligations.json", wrong: #"{ "obligation": [ ] }"#,
                right: #"{ "obligations": [ ] }"#)),
        .init(
            "F414", "Obligation of what there is not",
            "An obligation names a field, kind, channel or sector that there is not, or a field that is no "
                + "single value.",
            cure: "Take the name that the message suggests.",
            .file(
                "obligations.json",
                wrong: obligation(of: "issuer.taxid"),
                right: obligation(of: "issuer.taxId"),
                body: "<p>{{issuer.taxId}}</p>")),
        .init(
            "F415", "Mandatory, and not shown",
            "The template does not show what an obligation demands.",
            cure: "Print it, in every channel that the obligation names.",
            .file(
                "obligations.json",
                wrong: obligation(of: "issuer.taxId"),
                right: obligation(of: "issuer.taxId"),
                rightBody: "<p>{{issuer.taxId}}</p>")),
        .init(
            "F416", "Mandatory, and may be hidden",
            "What an obligation demands stands where some record or channel leaves it out: in an if, a case, an "
                + "each over another list, or behind only and except; or where nobody sees it: in the colour of "
                + "its ground (below 1.5:1), in type below 4.5 pt, or as an artifact.",
            cure: "Move it out, show it in every branch, or let it be read as other texts are.",
            .file(
                "obligations.json",
                wrong: obligation(of: "issuer.taxId"),
                right: obligation(of: "issuer.taxId"),
                body: "<if test=\"due\"><p>{{issuer.taxId}}</p></if>",
                rightBody: "<p>{{issuer.taxId}}</p>")),
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

    static let fonts: [ErrorReference] = [
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

    static let engine: [ErrorReference] = [
        .init(
            "F601", "The engine cannot work here",
            "libhpdf is not the version that the program was written for.",
            cure: "Run scripts/setup runtime."),
        .init(
            "F602", "A program of the proof is missing",
            "`fatura render --proof` reads finished bills with programs that are not there.",
            cure: "Install the package that the message names; scripts/setup runtime brings them."),
    ]
}

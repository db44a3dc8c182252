/// Codes of advice: what could be better, but does no harm.
extension ErrorReference {
    static let advice: [ErrorReference] = [
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
        .init(
            "F819", "Low bars",
            "A bar code is lower than 5 mm or than 15 % of its width: a scanner in a hand slips off it "
                + "(ISO/IEC 15417). The bars of slips have 13 mm; there less is an error.",
            cure: "Make it higher.",
            .body(
                wrong:
                    "<barcode kind=\"code128\" value=\"A-1\" width=\"30mm\" height=\"3mm\" alt=\"\"/>",
                right:
                    "<barcode kind=\"code128\" value=\"A-1\" width=\"30mm\" height=\"6mm\" alt=\"\"/>"
            )),
    ]
}

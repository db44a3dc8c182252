/// Codes of `template.xml`: its markup, its expressions.
extension ErrorReference {
    static let markup: [ErrorReference] = [
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
        .init(
            "F113", "Code that cannot be scanned",
            "A code to pay by stands on a dark ground, or ink stands in its quiet zone whatever the record "
                + "says: a border, a picture or the end of its ground.",
            cure: "Let it stand on white, and give it padding or let its quiet zone take up room.",
            .body(
                wrong: "<style>box { border: 1pt solid black }</style><box role=\"payment\">"
                    + "<qr value=\"{{id}}\" size=\"20mm\" quiet=\"none\" alt=\"Pay\"/></box>",
                right:
                    "<box role=\"payment\"><qr value=\"{{id}}\" size=\"20mm\" alt=\"Pay\"/></box>")),
    ]

    static let expressions: [ErrorReference] = [
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
}

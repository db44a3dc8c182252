/// A page for people: no scripts, nothing loaded, readable on a phone and in print.
package struct ReportPage {
    /// Of the window.
    package var title: String
    /// What made it, above the heading.
    package var kicker: String
    /// What it is about.
    package var heading: String
    /// Below the heading, HTML.
    package var lead: String
    /// Everything else, HTML.
    package var body: String

    /// A page; the first three are texts, the others HTML.
    package init(title: String, kicker: String, heading: String, lead: String, body: String) {
        self.title = title
        self.kicker = kicker
        self.heading = heading
        self.lead = lead
        self.body = body
    }

    /// The page, UTF-8.
    package var html: String {
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <title>\(ReportText.escaped(title))</title>
        <style>\(ReportPage.style)</style>
        </head>
        <body>
        <main>
        <header>
        <p class="kicker">\(ReportText.escaped(kicker))</p>
        <h1>\(ReportText.escaped(heading))</h1>
        \(lead)
        </header>
        \(body)
        </main>
        </body>
        </html>

        """
    }

    /// A part of a page below a heading; nothing for an empty one.
    package static func section(_ title: String, _ html: String) -> String {
        html.isEmpty
            ? "" : "<section><h2>\(ReportText.escaped(title))</h2>\(html)</section>\n"
    }

    /// Sections beside one another where there is room.
    package static func pair(_ sections: String) -> String {
        sections.isEmpty ? "" : "<div class=\"pair\">\(sections)</div>\n"
    }

    /// Counts, the first of them of all, below a strip of the others' shares.
    package static func figures(all: (count: Int, name: String), _ parts: [Figure]) -> String {
        var items = item("", all.count, all.name)
        var (stops, sum): ([String], Int) = ([], 0)
        for part in parts {
            items += item(" class=\"\(part.tone.rawValue)\"", part.count, part.name)
            guard part.count > 0 else { continue }
            let start = ReportText.percent(sum, of: all.count)
            sum += part.count
            let end = ReportText.percent(sum, of: all.count)
            stops.append("var(\(part.tone.color)) \(start) \(end)")
        }
        let strip =
            stops.isEmpty ? "none" : "linear-gradient(90deg,\(stops.joined(separator: ",")))"
        return
            "<ul class=\"figures\" style=\"--n:\(parts.count + 1);--strip:\(strip)\">\(items)</ul>\n"
    }

    /// A count with its name.
    package typealias Figure = (count: Int, name: String, tone: ReportTone)

    private static func item(_ attributes: String, _ count: Int, _ name: String) -> String {
        "<li\(attributes)><b>\(ReportText.grouped(count))</b>"
            + "<span>\(ReportText.escaped(name))</span></li>"
    }
}

/// What a bar or figure means; never told by its colour alone.
package enum ReportTone: String {
    /// Nothing is wrong.
    case clean
    /// Worth knowing.
    case warn
    /// Kept back until somebody releases it.
    case hold
    /// Cannot leave.
    case reject
    /// Left out.
    case aside
    /// Neither good nor bad.
    case plain

    /// The name of its colour in the style sheet.
    var color: String {
        switch self {
        case .clean: "--ok"
        case .warn: "--warn"
        case .hold: "--hold"
        case .reject: "--reject"
        case .aside: "--aside"
        case .plain: "--bar"
        }
    }
}

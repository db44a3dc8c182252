/// Tables of a report.
package enum ReportTable {
    /// A table with a head; nothing where there are no rows.
    ///
    /// The first column is text, the others are figures.
    package static func html(_ head: [String], _ rows: [[String]]) -> String {
        guard !rows.isEmpty else { return "" }
        var text = "<table class=\"table\"><thead><tr>"
        for name in head { text += "<th scope=\"col\">\(ReportText.escaped(name))</th>" }
        text += "</tr></thead><tbody>"
        for row in rows {
            text += "<tr><th scope=\"row\">\(ReportText.escaped(row.first ?? ""))</th>"
            for cell in row.dropFirst() { text += "<td>\(ReportText.escaped(cell))</td>" }
            text += "</tr>"
        }
        return text + "</tbody></table>"
    }

    /// Names and what stands for them.
    package static func pairs(_ rows: [[String]]) -> String {
        var text = "<dl class=\"facts\">"
        for row in rows {
            text += "<dt>\(ReportText.escaped(row.first ?? ""))</dt>"
            text += "<dd>\(ReportText.escaped(row.dropFirst().joined(separator: " ")))</dd>"
        }
        return text + "</dl>"
    }
}

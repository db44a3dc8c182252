import Primitives

/// Rows under named columns, to be read by people or by programs: what `fatura fields` prints.
public struct Listing: Sendable {
    /// One cell of a row.
    public enum Cell: Sendable, Hashable {
        case text(String)
        case truth(Bool)
        case words([String])

        /// The cell in a table; a truth is the column's name or nothing.
        func shown(in column: String) -> String {
            switch self {
            case .text(let text): text
            case .truth(let truth): truth ? column : ""
            case .words(let words): words.joined(separator: " ")
            }
        }

        fileprivate var json: JSONText {
            switch self {
            case .text(let text): .text(text)
            case .truth(let truth): .raw(truth ? "true" : "false")
            case .words(let words): .list(words.map { .text($0) })
            }
        }
    }

    /// Names of the columns; the first one tells rows apart.
    public let columns: [String]
    /// As many cells in each as there are columns.
    public let rows: [[Cell]]

    /// A listing.
    public init(columns: [String], rows: [[Cell]]) {
        self.columns = columns
        self.rows = rows
    }

    /// The rows whose first cell contains the pattern; else those with it in any cell; else those that are
    /// called nearly so.
    ///
    /// Capital and small letters are the same.
    public func matching(_ pattern: String) -> Listing {
        let wanted = pattern.lowercased()
        var found = rows.filter { name($0).lowercased().contains(wanted) }
        if found.isEmpty {
            found = rows.filter { row in
                zip(row, columns).contains { $0.shown(in: $1).lowercased().contains(wanted) }
            }
        }
        if found.isEmpty {
            let near = nearest(to: wanted, among: rows.map(lastName))
            found = rows.filter { lastName($0) == near }
        }
        return Listing(columns: columns, rows: found)
    }

    private func name(_ row: [Cell]) -> String { row[0].shown(in: columns[0]) }

    /// What stands behind the last point of a path, without marks of lists.
    private func lastName(_ row: [Cell]) -> String {
        let last = name(row).split(separator: ".").last ?? ""
        return last.lowercased().replacing("[]", with: "")
    }

    /// A line for each row, in columns two blanks apart; columns without a word are left out.
    public var text: String {
        let cells = rows.map { row in zip(row, columns).map { $0.shown(in: $1) } }
        let widths = columns.indices.map { column in
            min(cells.map { $0[column].unicodeScalars.count }.max() ?? 0, Listing.maximumWidth)
        }
        let shown = columns.indices.filter { widths[$0] > 0 }
        return cells.map { row in
            var line = ""
            for column in shown {
                let blanks = max(widths[column] - row[column].unicodeScalars.count, 0)
                line += row[column] + String(repeating: " ", count: blanks + 2)
            }
            return String(line.reversed().drop { $0 == " " }.reversed()) + "\n"
        }.joined()
    }

    /// Columns are lined up to so many characters; what is longer stands out.
    private static let maximumWidth = 60

    /// A JSON array with an object for each row.
    public var json: String {
        let objects = rows.map { row in
            JSONText.object(zip(columns, row).map { ($0, $1.json) })
        }
        return JSONText.list(objects).text + "\n"
    }
}

extension Schema {
    /// Every field of a record: its path, type, whether a record must have it, its meaning, an
    /// example, and the words it may hold where those are a few.
    public var listing: Listing {
        Listing(
            columns: ["path", "type", "required", "meaning", "example", "words"],
            rows: entries.map { entry in
                [
                    .text(entry.path), .text(entry.field.kind.name), .truth(entry.field.required),
                    .text(entry.field.meaning), .text(entry.field.example),
                    .words(entry.field.kind.words),
                ]
            })
    }
}

import Foundation
import TestSupport
import XCTest

/// What poppler reads on the pages of a PDF.
struct PrintedBill {
    /// One page: its details, and the sums above and below them.
    struct Page {
        var rows: [(time: String, amount: Int)] = []
        var broughtForward: Int?
        var carried: Int?
        /// As in `Página 1 de 2`.
        var number: [Int] = []
        /// All its text, white space collapsed.
        var text = ""
    }

    let pages: [Page]

    init(_ path: String) throws {
        let read = try ChildProcess.run("pdftotext", ["-layout", "-enc", "UTF-8", path, "-"])
        XCTAssertEqual(read.status, 0, read.errors)
        pages = read.text.split(separator: "\u{0C}").map(PrintedBill.page)
    }

    private static func page(_ text: Substring) -> Page {
        var page = Page()
        for line in text.split(whereSeparator: \.isNewline) {
            let words = line.split(separator: " ")
            guard let last = words.last else { continue }
            page.text += words.joined(separator: " ") + " "
            if words.starts(with: ["A", "transportar"]) {
                page.carried = centavos(last)
            } else if words[0] == "Transporte" {
                page.broughtForward = centavos(last)
            } else if words.count > 3, isTime(words[1]), let amount = centavos(last) {
                page.rows.append((words[0] + " " + words[1], amount))
            }
            if let place = words.firstIndex(of: "Página") {
                page.number = words[place...].compactMap { Int($0) }
            }
        }
        return page
    }

    private static func isTime(_ word: Substring) -> Bool {
        word.wholeMatch(of: /\d\d:\d\d:\d\d/) != nil
    }

    /// `−1.234,50` in centavos.
    private static func centavos(_ text: Substring) -> Int? {
        guard text.contains(",") else { return nil }
        return Int(text.replacing("−", with: "-").filter { $0 != "." && $0 != "," })
    }
}

import Foundation
import TestSupport
import XCTest

@testable import TextShaping

final class LineBreakContextTests: XCTestCase {
    /// The text with `|` where a line may end; blanks stay before it.
    private func broken(_ text: String) -> String {
        let scalars = Array(text.unicodeScalars)
        let breaks = BreakFinder(scalars.map(\.value)).breaks
        var result = ""
        for (index, scalar) in scalars.enumerated() {
            if index > 0, breaks[index] { result += "|" }
            result.unicodeScalars.append(scalar)
        }
        return result
    }

    func testRules() {
        let rows: [(rule: String, text: String, line: UInt)] = [
            ("LB7, LB18", "Valor |total |da |fatura", #line),
            ("LB8", "a\u{200B}|b", #line),
            ("LB11", "a\u{2060}b/\u{2060}c", #line),
            ("LB12", "R$\u{A0}10 |5\u{202F}kWh", #line),
            ("LB13", "Olá ! |(sim ) |a /|b", #line),
            ("LB14", "( a) |[ b]", #line),
            ("LB15a", "« bom» |dia", #line),
            ("LB15b", "«bom » |dia", #line),
            ("LB15c", "a |.5 |b", #line),
            ("LB15d", "a .b", #line),
            ("LB17", "a|—|b|— —|c", #line),
            ("LB19", "a\"b\"c |“d”", #line),
            ("LB20a", "a |-b-|c |‐d‐|e", #line),
            ("LB21", "pré-|pago |Rio–|Santos |a|´b", #line),
            ("LB22", "mais…", #line),
            ("LB23", "A1b2", #line),
            ("LB24", "R$ |a$b%c", #line),
            ("LB25", "1.234,56 |-12 |+3 |12-34 |01/10/2026 |(1,5)% |$(5) |10%", #line),
            ("LB28, LB29", "www.fatura.example |Ωμέγα |Москва", #line),
            ("LB30", "fatura(s) |f(x)y |1(2)3", #line),
            ("LB31", "Débito/|Crédito |a?|b |https://|x.y/|z?|a=b", #line),
            ("§8", "R$ 10 |US$ 1 |10 % |10 € |kg", #line),
        ]
        for row in rows {
            let plain = row.text.replacingOccurrences(of: "|", with: "")
            XCTAssertEqual(broken(plain), row.text, row.rule, line: row.line)
        }
    }

    /// What rules newer than Unicode 14's cases, and our addition, decide otherwise; combining marks left out.
    private static let newer: [String: String] = [
        "002D ÷ 0023": "LB20a", "002D ÷ 00A7": "LB20a", "002C ÷ 0030": "LB25",
        "0061 × 002E ÷ 0032 × 0020": "LB25", "0030 × 0020 ÷ 0025": "§8",
        "0030 × 0020 ÷ 0024": "§8", "0024 × 0020 ÷ 0030": "§8",
        "0022 × 0020 × 0028": "LB15 is no more",
        "0065 × 0071 × 0075 × 0061 × 006C × 0073 × 0020 × 002E ÷ 0033 × 0035 × 0020 ÷ 0063 × 0065 × "
            + "006E × 0074 × 0073": "LB15c",
        "0061 × 006D × 0062 × 0069 × 0067 × 0075 × 0028 × "
            + "00AB × 0020 ÷ 0308 × 0020 ÷ 00BB × 0029 ÷ 0028 × 0065 × 0029": "LB15b",
        "0061 × 006D × 0062 × 0069 × 0067 × 0075 × "
            + "00AB × 0020 × 0028 × 0020 × 0020 × 0029 × 0020 ÷ 00BB × 0028 × 0065 × 0029":
            "LB15 is no more",
        "0061 × 006D × 0062 × 0069 × 0067 × 0075 × 007B × "
            + "00AB × 0020 ÷ 0308 × 0020 ÷ 00BB × 007D ÷ 0028 × 0065 × 0029": "LB15b",
        "0061 × 006D × 0062 × 0069 × 0067 × 0075 × "
            + "00AB × 0020 × 007B × 0020 × 0020 × 007D × 0020 ÷ 00BB × 0028 × 0065 × 0029":
            "LB15 is no more",
    ]

    func testUnicodeCases() throws {
        let file = Repository.root + "/Tests/TextShapingTests/Fixtures/LineBreakTest.txt"
        var count = 0
        for line in try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n")
        where !line.hasPrefix("#") {
            let words = line.split(separator: " ")
            let scalars = stride(from: 0, to: words.count, by: 2)
                .compactMap { UInt32(words[$0], radix: 16) }
            let wanted = [false] + stride(from: 1, to: words.count, by: 2).map { words[$0] == "÷" }
            let isNewer = Self.newer[line.replacingOccurrences(of: " × 0308", with: "")] != nil
            XCTAssertEqual(BreakFinder(scalars).breaks == wanted, !isNewer, "\(line)")
            count += 1
        }
        XCTAssertEqual(count, 2297)
    }
}

/// Finds break places as the shaper does, without glyphs.
struct BreakFinder {
    /// For each scalar whether a line may end before it.
    private(set) var breaks: [Bool] = []

    init(_ scalars: [UInt32]) {
        let table = LineBreakTable.shared
        var context = LineBreakContext()
        var isAfterBlank = false
        let kinds = scalars.map { table[$0] }
        for (index, kind) in kinds.enumerated() {
            let ahead = { (offset: Int) in
                index + offset < kinds.count ? kinds[index + offset] : LineBreakClass.edge
            }
            let isLoose = isAfterBlank || context.left == .edge || context.left == .zeroWidthSpace
            if kind == .combining, !isLoose {  // LB9
                breaks.append(false)
                if index > 0, scalars[index - 1] == 0x200D {
                    _ = context.step(.alphabetic, afterBlank: false, ahead: (.edge, .edge))
                }
                if scalars[index] == 0x200D { context.join(afterBlank: false) }
                continue
            }
            if kind == .space {
                breaks.append(false)
                isAfterBlank = true
                continue
            }
            let base = kind == .combining ? LineBreakClass.alphabetic : kind  // LB10
            breaks.append(
                context.step(base, afterBlank: isAfterBlank, ahead: (ahead(1), ahead(2))))
            if scalars[index] == 0x200D { context.join(afterBlank: false) }
            isAfterBlank = false
        }
    }
}

import Foundation
import TestSupport
import XCTest

/// What `--proof` says of templates of the house that show a wrong figure where readers look for it, though the
/// right one stands elsewhere on the page.
final class ProofPlacesTests: XCTestCase {
    private static let tools = ["pdftotext", "pdftoppm", "ZXingReader"]

    /// Skips where a program of the proof is missing; on a build server that is a failure.
    override func setUpWithError() throws {
        let missing = Self.tools.filter {
            !FileManager.default.isExecutableFile(atPath: "/usr/bin/" + $0)
        }
        guard !missing.isEmpty else { return }
        guard ProcessInfo.processInfo.environment["CI"] == nil else {
            return XCTFail("\(missing) missing")
        }
        throw XCTSkip("scripts/setup test brings the programs of the proof")
    }

    /// A change to a template, and the rules and paths of what is found in one of the pack's samples; `#68` is
    /// record 68, from 0, of a synthetic cycle.
    private struct Row {
        let pack: String
        let sample: String
        let file: String
        let old: String
        let new: String
        let found: [String]
        let line: UInt

        init(
            _ sample: String, in file: String = "template.xml", _ old: String, _ new: String,
            _ found: [String], line: UInt = #line
        ) {
            let parts = sample.split(separator: "/").map(String.init)
            (pack, self.sample) = (parts[0], parts[1])
            (self.file, self.old, self.new, self.found) = (file, old, new, found)
            self.line = line
        }
    }

    private static let hero = "{{abs(toPay) | money}}</h1>"

    private let rows = [
        // Another sum; the same one where the bill happens to have it.
        Row("telecom/boleto", hero, "{{subtotal | money}}</h1>", ["proof.total amountDue"]),
        Row("telecom/ordinary", hero, "{{subtotal | money}}</h1>", []),
        Row("telecom/boleto", hero, "{{lines[0].amount | money}}</h1>", ["proof.total amountDue"]),
        Row(
            "telecom/ordinary", hero, "{{total + amount(0.01) | money}}</h1>",
            ["proof.total amountDue"]),
        Row(
            "saas/swiss-de", "{{abs(isCredit or prepaid ? total : toPay) | money}}",
            "{{subtotal | money}}", ["proof.total amountDue"]),
        Row(
            "energy/ordinary", in: "parts/rail.xml", "{{abs(toPay) | money}}",
            "{{sum(taxes.base) | money}}", ["proof.total amountDue"]),
        // Wrong decimals.
        Row(
            "telecom/ordinary", hero, "{{toPay | number(3)}}</h1>",
            ["proof.place amountDue", "proof.total amountDue"]),
        Row(
            "telecom/ordinary", in: "parts/charges.xml", "{{total | money}}",
            "{{total | number(0)}}",
            ["proof.place total"]),
        Row(
            "telecom/very-long", hero, "{{round(toPay, 1) | number(1)}}</h1>",
            ["proof.total amountDue"]),
        // The due date stands in the boleto, too, and at its way to pay by Pix.
        Row(
            "telecom/boleto", "<p class=\"due\">{{due | date}}",
            "<p class=\"due\">{{issued | date}}", ["proof.due due"]),
        Row(
            "energy/ordinary", in: "parts/rail.xml", "{{due | date}}", "{{addDays(due, 1) | date}}",
            ["proof.due due"]),
        // A small amount at a label: the large one is right.
        Row(
            "energy/overdue", in: "parts/charges.xml",
            "{{toPay | money}}</td></tr></if>", "{{total | money}}</td></tr></if>",
            ["proof.total amountDue"]),
        // The total, with an older bill's debt, is not what is to be paid; nor are both where one is.
        Row("telecom/#68", hero, "{{total | money}}</h1>", ["proof.total amountDue"]),
        Row(
            "telecom/ordinary", hero, "\(hero)<h1 class=\"due\">{{subtotal | money}}</h1>", []),
        Row(
            "telecom/ordinary", hero,
            "\(hero)<h1 class=\"amount\">{{first(lines).amount | money}}</h1>",
            ["proof.total amountDue"]),
        // At labels of the total, and at the word alone.
        Row(
            "telecom/ordinary", in: "parts/charges.xml", "{{total | money}}",
            "{{first(lines).amount | money}}", ["proof.total total"]),
        Row(
            "saas/de-rates", in: "parts/sums.xml", "{{isCredit ? t('total.credit') : t('total')}}",
            "Total", []),
        Row(
            "saas/export", in: "parts/sums.xml", "{{total | money}}</td>",
            "{{first(lines).amount | money}}</td></tr><tr><td>=</td><td>{{total | money}}</td>",
            ["proof.total total"]),
        // Beside the symbols of payments.
        Row(
            "telecom/ordinary", in: "parts/payment.xml", "{{pix.amount | money}}",
            "{{first(lines).amount | money}}", ["proof.total amountDue"]),
        Row(
            "telecom/ordinary", in: "parts/payment.xml", "{{slip.amount | money}}",
            "{{first(lines).amount | money}}", ["proof.total amountDue"]),
        Row(
            "energy/ordinary", in: "parts/payment.xml", "{{toPay | money}}",
            "{{first(lines).amount | money}}", ["proof.total amountDue"]),
        // A code to copy that pays nobody, or somebody else.
        Row(
            "telecom/ordinary", in: "parts/payment.xml", "{{pix.payload}}",
            "{{pix.payload | upper}}", ["proof.text payments[1].payload"]),
        Row(
            "telecom/ordinary", in: "parts/payment.xml", "{{pix.payload}}", "{{slip.code}}",
            ["proof.text payments[1].payload"]),
        // A symbol that pays nobody, and none.
        Row(
            "telecom/ordinary", in: "parts/payment.xml",
            "<payment of=\"pix\" scheme=\"pix\" form=\"code\" size=\"29mm\"/>",
            "<qr value=\"{{pix.url}}\" size=\"29mm\" alt=\"Pix\"/>",
            ["proof.payment payments[1].payload"]),
        Row(
            "energy/ordinary", in: "parts/payment.xml",
            "<payment of=\"pix\" scheme=\"pix\" form=\"code\" size=\"32mm\"/>", "",
            ["proof.payment payments[1].payload"]),
        // The running header of the second page has the right name.
        Row(
            "telecom/ordinary", in: "parts/address.xml", "{{customer.name}}",
            "{{customer.name}} e Silva", ["proof.place customer.name"]),
        Row(
            "telecom/ordinary", in: "parts/address.xml", "{{customer.name}}", "{{issuer.name}}",
            ["proof.place customer.name"]),
        Row(
            "telecom/ordinary", in: "parts/address.xml", "{{customer.name}}",
            "Sra. {{customer.name}}", []),
        // A due date by other words, or by none.
        Row(
            "telecom/ordinary", "t=\"due.label\"/>\n                <p class=\"due\">{{due",
            ">Pague até</p><p class=\"due\">{{period.to", ["proof.due due"]),
        Row(
            "telecom/ordinary", "t=\"due.label\"/>\n                <p class=\"due\">{{due",
            ">Quando</p><p class=\"due\">{{period.to", ["proof.due due"]),
    ]

    func testWrongFiguresInTheirPlacesAreKeptBack() throws {
        for row in rows {
            let folder = try TemporaryFolder()
            let pack = folder.path("pack")
            try FileManager.default.copyItem(
                atPath: Repository.root + "/templates/" + row.pack, toPath: pack)
            let source = try String(contentsOfFile: "\(pack)/\(row.file)", encoding: .utf8)
            let changed = source.replacing(row.old, with: row.new)
            XCTAssertNotEqual(changed, source, "nothing was changed", line: row.line)
            try folder.file("pack/" + row.file, holding: Data(changed.utf8))
            if row.sample.hasPrefix("#") {
                let cycle = try Fatura.run(["sample", pack, "-n", "70", "-s", "991"])
                let record = try XCTUnwrap(
                    cycle.output.split(separator: 0x0A).dropFirst(Int(row.sample.dropFirst()) ?? 0)
                        .first)
                try folder.file("pack/samples/\(row.sample).json", holding: Data(record))
            }
            let done = try Fatura.run([
                "render", pack, "\(pack)/samples/\(row.sample).json", "-o", folder.path("out.pdf"),
                "--fonts", Repository.fonts, "--proof",
            ])
            XCTAssertEqual(done.status, row.found.isEmpty ? 0 : 3, done.errors, line: row.line)
            XCTAssertEqual(try found(done, in: folder), row.found, done.errors, line: row.line)
        }
    }

    /// The rules and paths of the quarantine.
    private func found(_ done: ChildProcess, in folder: TemporaryFolder) throws -> [String] {
        guard let name = try folder.names().first(where: { $0.hasSuffix("quarantine.ndjson") })
        else { return [] }
        let object = try JSONSerialization.jsonObject(with: folder.contents(name))
        let findings = try XCTUnwrap((object as? [String: Any])?["findings"] as? [[String: String]])
        return findings.filter { $0["severity"] == "reject" }
            .map { "\($0["rule"] ?? "") \($0["path"] ?? "")" }
    }
}

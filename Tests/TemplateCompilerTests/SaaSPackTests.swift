import DocumentModel
import Expansion
import Foundation
import Packs
import Primitives
import TestSupport
import XCTest

@testable import TemplateCompiler

/// The pack of a software company.
final class SaaSPackTests: XCTestCase {
    private let folder = repositoryFolder.appendingPathComponent("templates/saas")
    private let samples = [
        "card-paid", "credit-note", "de-ordinary", "de-rates", "en-reverse-charge", "export",
        "intra-community", "long-names", "long", "swiss-de", "swiss-en", "zero-total",
    ]

    private func sample(_ name: String) throws -> String {
        try String(
            contentsOf: folder.appendingPathComponent("samples/\(name).json"), encoding: .utf8)
    }

    private func compile() throws -> CompiledTemplate {
        try CompiledTemplate.compile(
            Pack(folder: folder.path), families: ["Liberation Sans", "Open Sans"])
    }

    func testTreesOfInvoices() throws {
        let filling = Filling(try compile())
        for name in ["de-rates", "en-reverse-charge", "swiss-de", "credit-note"] {
            try assertGolden(filling.dump(try sample(name)), "boxes/saas-\(name).txt")
        }
    }

    func testEverySampleFillsBothChannels() throws {
        let files = try FileManager.default.contentsOfDirectory(
            atPath: folder.appendingPathComponent("samples").path)
        XCTAssertEqual(files.sorted(), samples.map { $0 + ".json" })
        let filling = Filling(try compile())
        for name in samples {
            let json = try sample(name)
            for channel in Channel.allCases {
                let dump = filling.dump(json, channel)
                XCTAssertEqual(filling.expander.findings, [], "\(name) \(channel)")
                XCTAssertEqual(filling.dump(json, channel), dump, "\(name) \(channel)")
            }
        }
    }

    /// What an auditor looks for, in both languages.
    func testSaysWhatTheLawAsksFor() throws {
        let rows: [(sample: String, texts: [String], line: UInt)] = [
            (
                "de-rates",
                ["Steuerpflichtig", "Steuerfrei", "19\u{A0}%", "7\u{A0}%", "E", "GiroCode"], #line
            ),
            (
                "en-reverse-charge",
                [
                    "Reverse charge", "Our VAT ID", "DE123456788", "your VAT ID",
                    "Art. 196 Directive 2006/112/EC", "Steuerschuldnerschaft",
                ], #line
            ),
            ("intra-community", ["Intra-Community supply", "Art. 138", "your VAT ID"], #line),
            ("export", ["Export outside the EU", "Art. 146", "Not subject to VAT"], #line),
            ("credit-note", ["Gutschrift", "Berichtigt Rechnung", "KD-202606-"], #line),
            (
                "swiss-de",
                ["Empfangsschein", "Zahlteil", "Konto / Zahlbar an", "swissCross", "QRR"], #line
            ),
            ("swiss-en", ["Receipt", "Payment part", "Account / Payable to"], #line),
            ("card-paid", ["Paid. Thank you!", "Paid with", "€0.00"], #line),
            ("zero-total", ["Nothing to pay", "Pilot phase"], #line),
        ]
        let filling = Filling(try compile())
        for row in rows {
            let dump = filling.dump(try sample(row.sample))
            for text in row.texts {
                XCTAssertTrue(dump.contains(text), "\(row.sample): \(text)", line: row.line)
            }
        }
    }

    /// A code only where something is to be paid by it.
    func testCodesStandWhereSomethingIsToBePaid() throws {
        let rows: [(sample: String, symbols: Int, line: UInt)] = [
            ("de-ordinary", 1, #line), ("en-reverse-charge", 1, #line), ("swiss-de", 1, #line),
            ("swiss-en", 1, #line), ("long-names", 1, #line), ("card-paid", 0, #line),
            ("credit-note", 0, #line), ("zero-total", 0, #line),
        ]
        let filling = Filling(try compile())
        for row in rows {
            for channel in Channel.allCases {
                _ = filling.dump(try sample(row.sample), channel)
                XCTAssertEqual(filling.tree.symbols.count, row.symbols, row.sample, line: row.line)
            }
        }
    }

    /// In any order and both languages a record gives the same tree.
    func testLanguagesAndOrder() throws {
        let template = try compile()
        let records = try ["de-DE", "en-GB"].flatMap { language in
            try ["de-rates", "export", "swiss-de", "card-paid"].map {
                try sample($0).replacing(
                    #/"language":"[^"]*"/#, with: "\"language\":\"\(language)\"")
            }
        }
        let alone = records.map { Filling(template).dump($0) }
        XCTAssertEqual(Set(alone).count, records.count)
        let filling = Filling(template)
        for index in records.indices.reversed() {
            XCTAssertEqual(filling.dump(records[index]), alone[index])
        }
    }
}

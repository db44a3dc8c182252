import Foundation
import XCTest

@testable import HTMLBackend

final class PageTests: XCTestCase {
    func testBillIsWellFormed() throws {
        let markup = Markup(TelecomBill().build().page)
        XCTAssertEqual(markup.problems, [])
        XCTAssertEqual(markup.elements.filter { $0.name == "h1" }.count, 1)
        XCTAssertEqual(markup.elements.filter { $0.name == "tr" }.count, 7 + 40 + 4)
    }

    func testHostileNamesStayText() {
        let names = [
            "<b>\"x\"</b>", "<script>alert(1)</script>", "\" onload=\"x", "&lt;", "]]>", "<!--",
            "</main>", "\u{202E}evil", "a\u{0}b",
        ]
        for name in names {
            var bill = TelecomBill()
            bill.customer = name
            let markup = Markup(bill.build().page)
            XCTAssertEqual(markup.problems, [], name)
            XCTAssertEqual(markup.elements.filter { $0.name == "script" }.count, 1, name)
            XCTAssertFalse(markup.elements.contains { $0.attributes["onload"] != nil }, name)
        }
    }

    func testTidyFindsNothingWrong() throws {
        let findings = try tidyErrors(TelecomBill().build().page)
        XCTAssertEqual(findings.filter { !$0.contains("proprietary attribute") }, [])
    }

    func testTidyFindsWhatIsWrong() throws {
        XCTAssertFalse(try tidyErrors("<!doctype html><p></b>").isEmpty)
    }

    func testNothingIsFetched() {
        let markup = Markup(TelecomBill().build().page)
        for element in markup.elements {
            if let source = element.attributes["src"] {
                XCTAssertTrue(source.hasPrefix("data:image/png;base64,"))
            }
            XCTAssertNotEqual(element.name, "link")
            XCTAssertNil(element.attributes["style"])
        }
        let sheet = BaseStyles.before + BaseStyles.after
        XCTAssertFalse(sheet.contains("url(") || sheet.contains("@import"))
    }

    func testPolicyNamesTheScriptByItsHash() throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/sha256sum")
        let input = Pipe()
        let output = Pipe()
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        input.fileHandleForWriting.write(Data("\(CopyScript.source)".utf8))
        try input.fileHandleForWriting.close()
        let report = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        let digits = Array(String(decoding: report, as: UTF8.self).prefix(64))
        let digest = Data(
            stride(from: 0, to: digits.count - 1, by: 2).compactMap {
                UInt8(String(digits[$0...$0 + 1]), radix: 16)
            })
        XCTAssertEqual(digest.base64EncodedString(), "\(CopyScript.hash)")
        XCTAssertTrue(
            TelecomBill().build().page.contains("script-src 'sha256-\(CopyScript.hash)'"))
    }
}

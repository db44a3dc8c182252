import DocumentModel
import Expansion
import Foundation
import PaymentBlocks
import Primitives
import Records
import TestSupport
import XCTest

@testable import TemplateCompiler

/// `<payment>`: what it makes of an entry, and what it says when there is no place for that.
final class PaymentElementTests: XCTestCase {
    private static let code = "84660000002985010422026071069157369626079634"
    private static let digits = "84660000002-6 98501042202-2 60710691573-1 69626079634-2"
    private static let line = "23798151100000188811234092607899418501234560"
    private static let slip = """
        "iban":"CH4431999123000889012","payee":{"name":"Ida AG","address":{"line1":"Gasse",\
        "buildingNumber":"1a","postalCode":"8000","city":"Seldwyla","country":"CH"}},\
        "creditorReference":"210000000003139471430009017"
        """

    private func lines(
        _ markup: String, _ payment: String, currency: String = "BRL", style: String = "",
        strings: String = "{}", _ channel: Channel = .pdf, line: UInt = #line
    ) throws -> [String] {
        let pack = TestPack(markup, style: style, strings: strings)
        return try pack.lines(
            bill(["currency": "\"\(currency)\"", "payments": "[{\(payment)}]"]), channel, line: line
        ).map { $0.trimmingCharacters(in: .whitespaces) }
    }

    /// The paragraphs of lines, without what they are.
    private func texts(_ lines: [String]) -> [String] {
        lines.filter { $0.hasPrefix("paragraph") }.map { line in
            String(line.drop { $0 != "\"" }).replacing("\" \"", with: "")
                .replacing("\"", with: "")
        }
    }

    func testCodesAreDrawnToTheirStandard() throws {
        let rows: [(payment: String, scheme: String, symbol: String, text: [String], line: UInt)] =
            [
                (
                    #""scheme":"arrecadacao","code":"\#(Self.code)""#, "arrecadacao",
                    "405×1 modules 291.969×36.85pt", [Self.digits], #line
                ),
                (
                    #""scheme":"boleto","code":"\#(Self.line)""#, "boleto",
                    "405×1 modules 291.969×36.85pt",
                    ["23791.23405 92607.899413 85012.345600 8 15110000018881"], #line
                ),
                (
                    #""scheme":"pix","payload":"0002"#, "pix", "21×21 modules 82.205×82.205pt", [],
                    #line
                ),
                (
                    #""scheme":"upi","payload":"upi:"#, "upi", "21×21 modules 82.205×82.205pt", [],
                    #line
                ),
            ]
        for row in rows {
            let payment = row.payment.hasSuffix("\"") ? row.payment : row.payment + "\""
            for scheme in ["scheme=\"\(row.scheme)\"", "scheme=\"pix upi boleto arrecadacao\""] {
                let found = try lines(
                    "<payment of=\"first(payments)\" form=\"code\" \(scheme)/>", payment,
                    line: row.line)
                let symbols = found.filter { $0.hasPrefix("symbol") }
                XCTAssertEqual(symbols.count, 1, line: row.line)
                XCTAssertTrue(
                    symbols.first?.contains(row.symbol) ?? false, "\(symbols)", line: row.line)
                XCTAssertEqual(texts(found), row.text, line: row.line)
            }
        }
    }

    func testBlocksSayWhatIsPaid() throws {
        let rows: [(payment: String, currency: String, texts: [String], line: UInt)] = [
            (
                #""scheme":"pix","amount":3.25,"due":"2026-07-20","payload":"000201""#, "BRL",
                [
                    "Pague com Pix", "Vencimento", "20/07/2026", "Valor", "R$\u{A0}3,25",
                    "Pix copia e cola", "000201",
                ], #line
            ),
            (
                #""scheme":"arrecadacao","amount":3.25,"code":"\#(Self.code)""#, "BRL",
                ["Código de barras", "Valor", "R$\u{A0}3,25", Self.digits], #line
            ),
            (
                #""scheme":"autoDebit","text":"Nada a fazer.","bank":{"code":"237","name":"B"},"#
                    + #""agency":"8604","identifier":"77""#, "BRL",
                ["Débito automático", "Nada a fazer.", "237 B · agência 8604 · identificador 77"],
                #line
            ),
            (
                #""scheme":"text","title":"Na loja","text":"Pague lá.","reference":"9""#, "BRL",
                ["Na loja", "Pague lá.", "Referência", "9"], #line
            ),
            (
                #""scheme":"sepa","amount":3.25,"iban":"DE89370400440532013000","#
                    + #""payee":{"name":"Ida"},"message":"Conta 1""#, "EUR",
                [
                    "Transferência SEPA", "Valor", "€\u{A0}3,25", "Beneficiário", "Ida", "IBAN",
                    "DE89 3704 0044 0532 0130 00", "Referência", "Conta 1", "Código QR SEPA",
                ], #line
            ),
            (
                #""scheme":"upi","amount":3.25,"payload":"upi://pay?pa=a@b","merchantName":"Acme","#
                    + #""key":"a@b""#, "INR",
                ["Pague com UPI", "Valor", "₹\u{A0}3,25", "Beneficiário", "Acme", "ID UPI", "a@b"],
                #line
            ),
        ]
        let schemes = "arrecadacao boleto pix sepa upi autoDebit text"
        for row in rows {
            let found = try lines(
                "<payment of=\"first(payments)\" scheme=\"\(schemes)\"/>", row.payment,
                currency: row.currency, line: row.line)
            XCTAssertEqual(texts(found), row.texts, line: row.line)
            XCTAssertTrue(found.first?.contains("(payment)") ?? false, line: row.line)
        }
    }

    /// One payment is one to who does not see it, and bare codes belong to what they stand in.
    func testRoles() throws {
        let pix = #""scheme":"pix","payload":"000201""#
        let rows: [(markup: String, count: Int, line: UInt)] = [
            (#"<payment of="first(payments)" scheme="pix"/>"#, 1, #line),
            (#"<payment of="first(payments)" scheme="pix" form="code"/>"#, 0, #line),
            (
                #"<section role="payment"><payment of="first(payments)" scheme="pix"/></section>"#,
                1, #line
            ),
        ]
        for row in rows {
            let found = try lines(row.markup, pix, line: row.line)
            XCTAssertEqual(
                found.filter { $0.contains("(payment)") }.count, row.count, line: row.line)
        }
    }

    func testWhatIsNotDrawnIsAFinding() throws {
        let rows: [(payments: String, message: String, path: String, line: UInt)] = [
            (
                #"[{"scheme":"boleto","code":"1"}]"#,
                "a payment of the scheme “boleto” is not drawn here", "payments[0]", #line
            ),
            ("[]", "there is no payment to draw", "", #line),
        ]
        let pack = TestPack(#"<payment of="first(payments)" scheme="pix sepa"/>"#)
        let filling = Filling(try pack.compile())
        for row in rows {
            _ = filling.dump(bill(["payments": row.payments]))
            XCTAssertEqual(filling.expander.findings.count, 1, line: row.line)
            let finding = filling.expander.findings.first
            XCTAssertEqual(finding?.rule, "payment.symbol", line: row.line)
            XCTAssertEqual(finding?.severity, .reject, line: row.line)
            XCTAssertEqual(finding?.message, row.message, line: row.line)
            XCTAssertEqual(finding?.path, row.path, line: row.line)
            XCTAssertTrue(finding?.place.hasSuffix("template.xml:2:2") ?? false, line: row.line)
        }
    }

    // MARK: What a pack may change

    func testStringsOfThePackComeFirst() throws {
        let found = try lines(
            #"<payment of="first(payments)" scheme="pix"/>"#, #""scheme":"pix","payload":"000201""#,
            strings: #"{"payment.pix.title":"Pix de {{customer.name}}: {{payment.payload}}"}"#)
        XCTAssertEqual(texts(found).first, "Pix de Ana: 000201")
    }

    /// A language that the engine has no texts in is told at the element, with the file to mend.
    func testLanguagesWithoutTexts() {
        let pack = TestPack(files: [
            "template.xml": """
            <template languages="pt-BR nl-NL" title="T"><style>template { font-family: Roboto }</style>
            <payment of="first(payments)" scheme="text"/>
            </template>
            """, "strings/pt-BR.json": "{}", "strings/nl-NL.json": "{}",
        ])
        XCTAssertEqual(pack.places(), ["2:2 F209"])
        XCTAssertEqual(
            pack.diagnostics().first?.message,
            "the string “payment.reference” is missing in nl-NL")
        pack.write(Array(#"{"payment.reference":"Kenmerk"}"#.utf8), "strings/nl-NL.json")
        XCTAssertEqual(pack.places(), [])
    }

    /// Rules of `payment-…` reach blocks; all others, and names of the template, do not.
    func testRulesAndNamesOfTheTemplate() throws {
        let style = """
            p { margin-bottom: 9mm } box { padding: 9mm } .payment-title { font-size: 20pt }
            .pay { padding: 1mm }
            """
        let pack = TestPack(
            #"<let name="payment" value="total"/><let name="issued" value="payment"/>"#
                + #"<p>{{issued}}</p><payment class="pay" of="first(payments)" scheme="text"/>"#,
            style: style)
        let template = try pack.compile()
        let filling = Filling(template)
        _ = filling.dump(bill(["payments": #"[{"scheme":"text","title":"A","text":"B"}]"#]))
        let boxes = filling.tree.boxes.indices.map { filling.tree.boxes[$0] }
        let styles = template.resources.styles
        let found = boxes.filter { $0.kind == .paragraph }.map { styles[Int($0.style)] }
        XCTAssertEqual(
            found.map(\.margin.bottom), [.millimetres(9), .zero, .zero])
        XCTAssertEqual(found[1].fontSize, .points(20))
        let outer = boxes.first { $0.role == .payment }
        XCTAssertEqual(outer.map { styles[Int($0.style)].padding.left }, .millimetres(1))
    }

    // MARK: Measures

    func testCodesGrowUntilTheyCanBeScanned() throws {
        let long = String(repeating: "x", count: 510)
        let payment = #""scheme":"pix","payload":"\#(long)""#
        let pack = TestPack(#"<payment of="first(payments)" scheme="pix" form="code"/>"#)
        let filling = Filling(try pack.compile())
        _ = filling.dump(bill(["payments": "[{\(payment)}]"]))
        XCTAssertEqual(filling.expander.findings, [])
        let symbol = filling.tree.symbols[0]
        let module = symbol.width.points * 25.4 / 72 / Double(symbol.columns)
        XCTAssertEqual(module, 0.375, accuracy: 0.001)
        XCTAssertGreaterThan(symbol.columns, 80)
        XCTAssertTrue(symbol.isForPayment)
    }

    func testDensityOfCodesToPayByIsHeld() throws {
        let long = String(repeating: "x", count: 510)
        let rows: [(markup: String, value: String, rules: [String], line: UInt)] = [
            (
                #"<payment of="first(payments)" scheme="pix" size="29mm"/>"#, long,
                ["payment.density"], #line
            ),
            (
                #"<payment of="first(payments)" scheme="pix" size="31mm"/>"#, long,
                ["layout.symbol"], #line
            ),
            (#"<payment of="first(payments)" scheme="pix" size="34mm"/>"#, long, [], #line),
            (
                #"<box role="payment"><qr value="{{first(payments).payload}}" size="29mm" alt=""/></box>"#,
                long, ["payment.density"], #line
            ),
            (
                #"<qr value="{{first(payments).payload}}" size="29mm" alt=""/>"#, long,
                ["layout.symbol"], #line
            ),
            (
                #"<box role="payment"><barcode kind="itf" value="\#(Self.code)" width="100mm" height="13mm" alt=""/></box>"#,
                "x", ["payment.density"], #line
            ),
            (
                #"<box role="payment"><barcode kind="itf" value="\#(Self.code)" width="103mm" height="13mm" alt=""/></box>"#,
                "x", [], #line
            ),
        ]
        for row in rows {
            let filling = Filling(try TestPack(row.markup).compile())
            _ = filling.dump(bill(["payments": #"[{"scheme":"pix","payload":"\#(row.value)"}]"#]))
            XCTAssertEqual(filling.expander.findings.map(\.rule), row.rules, line: row.line)
            let weights = row.rules.map { $0 == "layout.symbol" ? Severity.warn : .hold }
            XCTAssertEqual(filling.expander.findings.map(\.severity), weights, line: row.line)
        }
    }

    /// A slip's 44 digits are drawn as Interleaved 2 of 5, 13 mm high, wherever a template takes them from.
    func testSlipsAreDrawnAsBanksReadThem() throws {
        let code = Self.code
        let rows: [(symbol: String, value: String, rules: [String], line: UInt)] = [
            (#"barcode kind="itf" width="103mm" height="13mm""#, code, [], #line),
            (
                #"barcode kind="itf" width="103mm" height="12.9mm""#, code,
                ["payment.density hold"], #line
            ),
            (
                #"barcode kind="code128" width="103mm" height="16mm""#, code,
                ["payment.symbol reject"], #line
            ),
            (
                #"barcode kind="pdf417" width="103mm" height="16mm""#, code,
                ["payment.symbol reject"], #line
            ),
            (#"qr size="30mm""#, code, ["payment.symbol reject"], #line),
            (#"barcode kind="code128" width="103mm" height="16mm""#, "A-1", [], #line),
            (
                #"barcode kind="code128" width="103mm" height="15mm""#, "A-1",
                ["layout.symbol warn"], #line
            ),
            (
                #"barcode kind="code128" width="30mm" height="4.9mm""#, "A-1",
                ["layout.symbol hold"], #line
            ),
            (
                #"barcode kind="itf" width="40mm" height="5.9mm""#, "123456",
                ["layout.symbol warn"], #line
            ),
            (#"barcode kind="itf" width="103mm" height="13mm""#, "123456", [], #line),
        ]
        for row in rows {
            let markup =
                "<let name=\"x\" value=\"number\"/><\(row.symbol) value=\"{{x}}\" alt=\"\"/>"
            let filling = Filling(try TestPack(markup).compile())
            for part in [
                "",
                #""installments":[{"n":1,"amount":1,"payment":{"scheme":"arrecadacao","code":"\#(code)"}}]"#,
            ] {
                let own = part.isEmpty ? #""code":"\#(code)""# : part
                _ = filling.dump(
                    bill([
                        "number": "\"\(row.value)\"",
                        "payments": #"[{"scheme":"text"},{"scheme":"arrecadacao",\#(own)}]"#,
                    ]))
                XCTAssertEqual(
                    filling.expander.findings.map { "\($0.rule) \($0.severity)" }, row.rules,
                    "\(row)", line: row.line)
            }
        }
    }

    /// What GS1-128 is to hold is checked as elements, so that each mistake is told by its name.
    func testElementsOfGS1AreChecked() throws {
        let rows: [(text: String, code: String?, line: UInt)] = [
            ("(01)04012345678901(10)ABC", nil, #line),
            ("(01)04012345678902", "generalCheckDigit", #line),
            ("(10)AAAAAAAAAAAAAAAAAAAAA", "elementLength", #line),
            ("(17)261332", "dateFormat", #line), ("(10)", "elementEmpty", #line),
            ("(18)1", "identifierUnknown", #line), ("0104012345678901", "elementFormat", #line),
        ]
        let filling = Filling(
            try TestPack(
                #"<barcode kind="gs1-128" value="{{number}}" width="80mm" height="16mm" alt=""/>"#
            ).compile())
        for row in rows {
            _ = filling.dump(bill(["number": "\"\(row.text)\""]))
            let found = filling.expander.findings
            XCTAssertEqual(
                found.map(\.rule), row.code == nil ? [] : ["payment.symbol"], line: row.line)
            XCTAssertTrue(
                found.allSatisfy { $0.message.hasSuffix("(\(row.code ?? ""))") }, "\(found)",
                line: row.line)
        }
    }

    // MARK: Mistakes

    func testWrongAttributes() {
        let rows: [(markup: String, places: [String], line: UInt)] = [
            (#"<payment scheme="pix"/>"#, ["2:2 F106"], #line),
            (#"<payment of="total" scheme="pix"/>"#, ["2:14 F105"], #line),
            (#"<payment of="customer" scheme="pix"/>"#, ["2:14 F105"], #line),
            (#"<payment of="first(payment)" scheme="pix"/>"#, ["2:20 F203"], #line),
            (#"<payment of="first(payments)" scheme="cash"/>"#, ["2:39 F105"], #line),
            (#"<payment of="first(payments)" scheme="pix cash"/>"#, ["2:39 F105"], #line),
            (#"<payment of="first(payments)" scheme="pix" form="slip"/>"#, ["2:50 F105"], #line),
            (#"<payment of="first(payments)" scheme="pix" size="8mm"/>"#, ["2:50 F105"], #line),
            (#"<payment of="first(payments)" scheme="pix" size="wide"/>"#, ["2:50 F105"], #line),
            (#"<payment of="first(payments)" scheme="pix" quiet="no"/>"#, ["2:51 F105"], #line),
            (#"<payment of="first(payments)" scheme="pix">x</payment>"#, ["2:2 F107"], #line),
            (#"<p><payment of="first(payments)" scheme="pix"/></p>"#, ["2:5 F107"], #line),
            (
                #"<box role="payment"><qr value="x" size="6mm" alt=""/></box>"#, ["2:41 F105"],
                #line
            ),
        ]
        for row in rows {
            XCTAssertEqual(TestPack(row.markup).places(), row.places, row.markup, line: row.line)
        }
    }

    /// Where a standard's form has no room, and what is said to mend it.
    func testPlacesWithoutRoom() {
        let a6 = #"<page size="105mm 148mm" margin="5mm"/>"#
        let foot = #"<page><footer><p>x</p></footer></page>"#
        let narrow = ".n { width: 80mm } .m { width: 105mm } .f { width: 160mm }"
        let rows: [(markup: String, attributes: String, code: String, line: UInt)] = [
            (#"<box class="n">@</box>"#, #"scheme="boleto""#, "F111", #line),
            (#"<box class="m">@</box>"#, #"scheme="arrecadacao""#, "F111", #line),
            (#"<box class="m">@</box>"#, #"scheme="arrecadacao" quiet="none""#, "", #line),
            (#"<box class="n">@</box>"#, #"scheme="pix""#, "", #line),
            (#"<box class="n" only="portal">@</box>"#, #"scheme="boleto""#, "", #line),
            (#"<box class="f">@</box>"#, #"scheme="boleto" form="full""#, "F111", #line),
            (#"<box class="f">@</box>"#, #"scheme="boleto""#, "", #line),
            ("@", #"scheme="swiss""#, "", #line),
            ("<section><box>@</box></section>", #"scheme="swiss""#, "", #line),
            ("<row><column>@</column></row>", #"scheme="swiss""#, "F107", #line),
            ("<row><column>@</column></row>", #"scheme="swiss" form="code""#, "", #line),
            ("<ul><li>@</li></ul>", #"scheme="swiss""#, "F107", #line),
            ("<table><col/><tr><td>@</td></tr></table>", #"scheme="swiss""#, "F107", #line),
            (
                #"<region left="0mm" top="0mm" width="210mm">@</region>"#, #"scheme="swiss""#,
                "F107", #line
            ),
            (a6 + "@", #"scheme="swiss""#, "F107", #line),
            (a6 + "@", #"scheme="swiss" form="code""#, "", #line),
            (foot + "@", #"scheme="swiss""#, "F107", #line),
            (foot + "@", "", "F107", #line),
            (foot + "@", #"scheme="pix text""#, "", #line),
        ]
        for row in rows {
            let element = "<payment of=\"first(payments)\" \(row.attributes)/>"
            let pack = TestPack(row.markup.replacing("@", with: element), style: narrow)
            let found = self.diagnostics(pack)
            XCTAssertEqual(
                found.map(\.code), row.code.isEmpty ? [] : [row.code], row.markup, line: row.line)
            let names = found.first?.cure.contains("scheme=\"pix sepa\"") ?? false
            XCTAssertEqual(names, !row.code.isEmpty && row.attributes.isEmpty, line: row.line)
        }
        let without = TestPack(#"<payment of="first(payments)" scheme="swiss"/>"#)
        XCTAssertEqual(without.places(), ["2:2 F403"])
    }

    /// What is wrong with a pack for a catalogue that has a font of Swiss slips.
    private func diagnostics(_ pack: TestPack) -> [Diagnostic] {
        do throws(Diagnostics) {
            _ = try CompiledTemplate.compile(
                .init(folder: pack.folder.path), families: ["Roboto", "Liberation Sans"])
            return []
        } catch {
            return error.all
        }
    }

    // MARK: Swiss

    func testSlipHasCornersWhereSomethingIsBlank() throws {
        let payer =
            #","amount":3.25,"payer":{"name":"Jo","address":{"postalCode":"1","city":"B","country":"DE"}}"#
        let rows: [(more: String, corners: Int, holds: [String], line: UInt)] = [
            ("", 16, ["CHF"], #line),
            (#","amount":3.25"#, 8, ["3.25"], #line),
            (payer, 0, ["DE-1 B", "Jo", "3.25"], #line),
        ]
        let pack = TestPack(#"<payment of="first(payments)" scheme="swiss"/>"#)
        let template = try CompiledTemplate.compile(
            .init(folder: pack.folder.path), families: ["Roboto", "Liberation Sans"])
        let filling = Filling(template)
        for row in rows {
            let payment = "[{\"scheme\":\"swiss\",\(Self.slip)\(row.more)}]"
            let dump = filling.dump(bill(["currency": #""CHF""#, "payments": payment]))
            XCTAssertEqual(filling.expander.findings, [], line: row.line)
            XCTAssertEqual(
                dump.matches(of: /box\.slip-corner/).count, row.corners, line: row.line)
            let plain = dump.replacing("\" \"", with: "")
            for text in row.holds {
                XCTAssertTrue(plain.contains(text), "\(text) in \(plain)", line: row.line)
            }
            XCTAssertTrue(dump.contains("swissCross"), line: row.line)
            let screen = filling.dump(
                bill(["currency": #""CHF""#, "payments": payment]), .portal)
            XCTAssertFalse(screen.contains("region"), line: row.line)
            XCTAssertTrue(screen.contains("swissCross"), line: row.line)
        }
    }
}

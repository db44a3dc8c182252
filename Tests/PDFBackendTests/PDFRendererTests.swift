import Foundation
import Primitives
import XCTest

@testable import PDFBackend

final class PDFRendererTests: XCTestCase {
    func testOutsideReadersAgree() throws {
        let builder = sampleBill(1)
        let bytes = try builder.pdf()
        try OutsideReader.assertClean(bytes)
        let text = try OutsideReader.text(bytes)
        XCTAssertTrue(text.contains("Conexão nº 31, São João"), text)
        XCTAssertTrue(text.contains("−1,10"))
        try OutsideReader.withFile(bytes) { path in
            let fonts = try OutsideReader.run("pdffonts", [path]).split(separator: "\n").dropFirst(
                2)
            XCTAssertEqual(fonts.count, 2)
            for font in fonts {
                XCTAssertTrue(font.contains("CID TrueType"), "\(font)")
                // Embedded, subset, with ToUnicode.
                XCTAssertTrue(font.contains("yes yes yes"), "\(font)")
            }
            let info = try OutsideReader.run("pdfinfo", [path])
            XCTAssertTrue(info.contains("Title:           Fatura 1"), info)
            XCTAssertTrue(info.contains("Pages:           2"), info)
            XCTAssertTrue(info.contains("Page size:       595.28 x 841.89 pts (A4)"), info)
        }
    }

    func testReadingOrderIsItemOrder() throws {
        let builder = PageBuilder()
        builder.page()
        builder.text("first", 300, 400)
        builder.text("second", 100, 100)
        let text = try OutsideReader.withFile(builder.pdf()) {
            try OutsideReader.run("pdftotext", ["-raw", $0, "-"])
        }
        XCTAssertEqual(text.split(whereSeparator: \.isWhitespace), ["first", "second"])
    }

    func testSameInputSameBytes() throws {
        let template = try PageBuilder.template()
        let builders = [sampleBill(1), sampleBill(2, pages: 9), sampleSlices(), sampleBill(1)]
        let fresh = try builders.map { try $0.pdf(template) }
        XCTAssertEqual(fresh[0], fresh[3])
        let renderer = try PDFRenderer(template: template)
        for index in [0, 1, 2, 0, 3, 2, 1] {
            XCTAssertEqual(try PageBuilder.render(builders[index], renderer), fresh[index])
        }
        XCTAssertEqual(try builders[1].pdf(), fresh[1], "another template of the same parts")
    }

    func testAppendsBehindWhatIsThere() throws {
        let builder = sampleBill(3)
        let alone = try builder.pdf()
        var output = ByteBuffer()
        output.append("head")
        let renderer = try PDFRenderer(template: builder.template())
        try renderer.render(builder.set, tree: builder.tree, into: &output)
        XCTAssertEqual(Array(output.view.bytes.dropFirst(4)), alone)
    }

    func testWorkersOnManyThreadsAgree() throws {
        let template = try PageBuilder.template()
        let expected = try (0..<3).map { seed in try sampleBill(seed).pdf(template) }
        let differences = Differences()
        DispatchQueue.concurrentPerform(iterations: 4) { worker in
            do {
                let renderer = try PDFRenderer(template: template)
                let builders = (0..<3).map { sampleBill($0) }
                for round in 0..<12 {
                    let seed = (round + worker) % 3
                    let bytes = try PageBuilder.render(builders[seed], renderer)
                    if bytes != expected[seed] { differences.add("worker \(worker), bill \(seed)") }
                }
            } catch {
                differences.add("\(error)")
            }
        }
        XCTAssertEqual(differences.all, [])
    }

    func testAWorkerMayChangeThreads() throws {
        let builder = sampleBill(5)
        let expected = try builder.pdf()
        let worker = ThreadHopper(
            renderer: try PDFRenderer(template: builder.template()), builder: builder)
        for _ in 0..<6 { XCTAssertEqual(try worker.renderOnNewThread(), expected) }
    }

    func testManyPages() throws {
        let bytes = try sampleBill(8, pages: 300).pdf()
        try OutsideReader.assertClean(bytes)
        let file = try PDFReader(bytes)
        XCTAssertEqual(file.pages.count, 300)
        XCTAssertEqual(file.resolve(file.catalog["Pages"]).dictionary["Count"], .number(300))
        for (index, page) in file.pages.enumerated() where index % 50 == 0 {
            let uri = file.resolve(page["Annots"]).array[0].dictionary["A"]!.dictionary["URI"]!
            XCTAssertEqual(uri.string, Array("https://example.com/8/\(index)".utf8))
        }
    }

    func testEmptyPage() throws {
        let builder = PageBuilder()
        builder.page()
        let bytes = try builder.pdf()
        try OutsideReader.assertClean(bytes)
        XCTAssertEqual(try PDFReader(bytes).content(0), "")
    }

    func testLaterSlicesOnlyWhereUsed() throws {
        let template = try PageBuilder.template()
        let plain = try PDFReader(sampleBill(1).pdf(template))
        XCTAssertEqual(Set(plain.fonts(0).keys), ["F0", "F1"])
        let bytes = try sampleSlices().pdf(template)
        try OutsideReader.assertClean(bytes)
        let text = try OutsideReader.text(bytes)
        XCTAssertTrue(text.contains("Zażółć gęślą jaźń: 12,50 zł"), text)
        XCTAssertTrue(text.contains("Ελληνικά και Ω"), text)
        let names = try PDFReader(bytes).fonts(0)
        XCTAssertEqual(names.count, 4, "\(names.keys)")
        let embedded = names.values.compactMap { $0["BaseFont"]?.name }
        XCTAssertEqual(Set(embedded).count, 4, "each slice has a name of its own")
    }

    func testCoreObjectsKeepTheirNumbers() throws {
        let template = try PageBuilder.template()
        let plain = try PDFReader(sampleBill(1).pdf(template))
        let more = try PDFReader(sampleSlices().pdf(template))
        for id in 4..<template.core.nextID {
            XCTAssertEqual(plain.objects[id], more.objects[id], "object \(id)")
        }
    }
}

/// What went wrong on other threads.
private final class Differences: @unchecked Sendable {
    // Sendable: every access holds the lock.
    private let lock = NSLock()
    private var list: [String] = []

    func add(_ text: String) { lock.withLock { list.append(text) } }
    var all: [String] { lock.withLock { list } }
}

/// A renderer that is handed from thread to thread, one at a time.
private final class ThreadHopper: @unchecked Sendable {
    // Sendable: the caller waits for the thread before it goes on.
    private let renderer: PDFRenderer
    private let builder: PageBuilder
    private var result: Result<[UInt8], any Error> = .success([])

    init(renderer: PDFRenderer, builder: PageBuilder) {
        self.renderer = renderer
        self.builder = builder
    }

    func renderOnNewThread() throws -> [UInt8] {
        let done = DispatchSemaphore(value: 0)
        let thread = Thread {
            self.result = Result { try PageBuilder.render(self.builder, self.renderer) }
            done.signal()
        }
        thread.start()
        done.wait()
        return try result.get()
    }
}

import Foundation
import Primitives
import XCTest

@testable import Haru

final class HaruWorkerTests: XCTestCase {
    /// Bytes that stay where they are while views of them are in use.
    private final class Bytes {
        let buffer: ByteBuffer
        init(_ text: String) {
            var buffer = ByteBuffer()
            buffer.append(string: text)
            self.buffer = buffer
        }
        var view: ByteView { buffer.view }
    }

    private let pageBody = Bytes("/Type/Page/MediaBox[0 0 100 100]/Resources 4 0 R/Contents 6 0 R")
    private let content = Bytes("0 0 10 10 re f")
    private let info = Bytes("/Producer(test)")
    private let catalog = Bytes("/Lang(en)")
    private let trailer = Bytes("/ID[<00><00>]")
    private let empty = Bytes("")

    private var template: HaruTemplate {
        HaruTemplate([
            HaruTemplate.Part(body: Array("/A 1".utf8)),
            HaruTemplate.Part(body: Array("/B 2".utf8), data: Array("bytes".utf8)),
        ])
    }

    private var entries: HaruEntries {
        HaruEntries(catalog: catalog.view, info: info.view, trailer: trailer.view)
    }

    private func write(_ worker: HaruWorker, pages: Int) throws -> [UInt8] {
        var objects = Pool<HaruObject>()
        objects.append(HaruObject(.stream, body: empty.view, data: content.view))
        for _ in 0..<pages { objects.append(HaruObject(.page, body: pageBody.view)) }
        var output = ByteBuffer()
        try worker.write(template, objects, entries, into: &output)
        return output.view.bytes
    }

    func testWholeFile() throws {
        XCTAssertEqual(template.nextID, 6)
        let text = String(decoding: try write(HaruWorker(), pages: 1), as: UTF8.self)
        XCTAssertEqual(
            text.split(separator: "\nxref\n").first?.split(separator: "\n").dropFirst(2)
                .joined(separator: "\n"),
            """
            1 0 obj
            <<
            /Type /Catalog
            /Pages 2 0 R
            /Lang(en)>>
            endobj
            2 0 obj
            <<
            /Type /Pages
            /Kids [ 7 0 R ]
            /Count 1
            >>
            endobj
            3 0 obj
            <<
            /Producer(test)>>
            endobj
            4 0 obj
            <<
            /A 1>>
            endobj
            5 0 obj
            <<
            /Length 5
            /B 2>>
            stream\r
            bytes
            endstream
            endobj
            6 0 obj
            <<
            /Length 14
            >>
            stream\r
            0 0 10 10 re f
            endstream
            endobj
            7 0 obj
            <<
            /Parent 2 0 R
            /Type/Page/MediaBox[0 0 100 100]/Resources 4 0 R/Contents 6 0 R>>
            endobj
            """)
        XCTAssertTrue(text.contains("/Root 1 0 R\n/Info 3 0 R\n/Size 8\n/ID[<00><00>]>>"), text)
    }

    func testSameBytesAfterLargerDocuments() throws {
        let worker = try HaruWorker()
        let small = try write(worker, pages: 2)
        let large = try write(worker, pages: 20_000)
        XCTAssertGreaterThan(large.count, 20_000 * 80)
        XCTAssertEqual(try write(worker, pages: 2), small)
        XCTAssertEqual(try write(worker, pages: 20_000), large)
        XCTAssertEqual(try write(HaruWorker(), pages: 2), small)
    }

    func testLimitsLeaveOutputAlone() throws {
        let worker = try HaruWorker()
        var objects = Pool<HaruObject>()
        objects.append(
            unsafe HaruObject(
                .stream, body: empty.view,
                data: ByteView(base: content.view.base, count: Int(Int32.max))))
        var pages = Pool<HaruObject>()
        pages.append(
            repeating: HaruObject(.page, body: pageBody.view), count: HaruDocument.maximumPages + 1)
        var output = ByteBuffer()
        output.append("before")
        XCTAssertThrowsError(try worker.write(template, objects, entries, into: &output)) { error in
            guard case .limit("bytes of the file", _, _)? = error as? HaruError else {
                return XCTFail("\(error)")
            }
        }
        XCTAssertThrowsError(try worker.write(template, pages, entries, into: &output)) { error in
            XCTAssertEqual(
                error as? HaruError, .limit(what: "pages", value: 32_768, maximum: 32_767))
        }
        XCTAssertEqual(output.view.string, "before")
        XCTAssertEqual(try write(worker, pages: 1), try write(HaruWorker(), pages: 1))
    }

    func testMostPages() throws {
        let file = try write(HaruWorker(), pages: HaruDocument.maximumPages)
        XCTAssertTrue(String(decoding: file, as: UTF8.self).contains("/Count 32767"))
    }

    func testErrorsSayWhatToDo() {
        let errors: [HaruError] = [
            .version(found: "2.4.4", expected: "2.3.0"), .threadStorage,
            .call(name: "HPDF_NewEx", status: 0x1015, detail: 0),
            .limit(what: "pages", value: 40_000, maximum: 32_767),
        ]
        XCTAssertEqual(
            errors[2].message, "HPDF_NewEx failed with status 0x1015, detail 0")
        for error in errors { XCTAssertFalse(error.cure.isEmpty, "\(error)") }
        XCTAssertNoThrow(try HaruWorker.checkVersion())
    }

    func testArenaKeepsLittleAndAligns() throws {
        let arena = try HaruArena()
        try arena.install()
        defer { arena.remove() }
        for size in [1, 15, 16, 17, 100_000, 300_000, 3] as [UInt32] {
            let taken = unsafe allocateFromArena(size)
            guard let memory = unsafe taken else { return XCTFail("no memory for \(size)") }
            XCTAssertEqual(Int(bitPattern: memory) % 16, 0)
            _ = unsafe memory.initializeMemory(as: UInt8.self, repeating: 7, count: Int(size))
        }
        XCTAssertGreaterThan(arena.used, 400_000)
        try arena.install()
        XCTAssertEqual(arena.used, 16)
    }

    func testNoArenaOffTheWorkersThread() throws {
        XCTAssertTrue(unsafe allocateFromArena(16) == nil)
    }
}

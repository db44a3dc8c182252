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
    private var kept: [Bytes] = []

    private func makeTemplate() throws -> HaruTemplate {
        try HaruTemplate([
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
        try worker.write(makeTemplate(), objects, entries, into: &output)
        return output.view.bytes
    }

    func testWholeFile() throws {
        XCTAssertEqual(try makeTemplate().nextID, 6)
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

    /// Objects of all kinds in changing order and number, as libharu itself writes them.
    func testSameFileAsLibharu() throws {
        let parts: [HaruTemplate.Part] = [
            HaruTemplate.Part(body: Array("/A 1".utf8)),
            HaruTemplate.Part(body: Array("/B 2".utf8), data: Array("bytes".utf8)),
        ]
        let kinds: [(kinds: [HaruObject.Kind], template: Int, line: UInt)] = [
            ([], 0, #line), ([], 2, #line), ([.page], 0, #line), ([.page], 1, #line),
            ([.stream, .page, .stream, .page, .dictionary], 2, #line),
            (Array(repeating: .page, count: 12), 2, #line),
            (Array(repeating: .dictionary, count: 1200), 2, #line),
        ]
        for row in kinds {
            let document = try HaruDocument()
            var own = Pool<HaruObject>()
            for part in parts.prefix(row.template) {
                let (body, data) = (
                    Bytes(String(decoding: part.body, as: UTF8.self)),
                    Bytes(String(decoding: part.data ?? [], as: UTF8.self))
                )
                kept += [body, data]
                try document.add(
                    HaruObject(
                        part.data == nil ? .dictionary : .stream, body: body.view, data: data.view))
            }
            for (index, kind) in row.kinds.enumerated() {
                let data = Bytes(String(repeating: "x", count: index * 37))
                kept.append(data)
                let object = HaruObject(
                    kind, body: index % 2 == 0 ? pageBody.view : empty.view,
                    data: kind == .stream ? data.view : ByteView())
                own.append(object)
                try document.add(object)
            }
            try document.set(entries)
            var wanted = ByteBuffer()
            var found = ByteBuffer()
            try document.save(into: &wanted)
            try HaruWorker().write(
                HaruTemplate(Array(parts.prefix(row.template))), own, entries, into: &found)
            XCTAssertEqual(found.view.string, wanted.view.string, line: row.line)
        }
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
            repeating: HaruObject(.page, body: pageBody.view), count: HaruWorker.maximumPages + 1)
        let template = try makeTemplate()
        var output = ByteBuffer()
        output.append("before")
        XCTAssertThrowsError(try worker.write(template, objects, entries, into: &output)) { error in
            guard case .limit("bytes of the file", _, _)? = error as? HaruError else {
                return XCTFail("\(error)")
            }
        }
        XCTAssertThrowsError(try worker.write(template, pages, entries, into: &output)) { error in
            XCTAssertEqual(
                error as? HaruError, .limit(what: "pages", value: 131_072, maximum: 131_071))
        }
        XCTAssertEqual(output.view.string, "before")
        XCTAssertEqual(try write(worker, pages: 1), try write(HaruWorker(), pages: 1))
    }

    func testMostPages() throws {
        let file = try write(HaruWorker(), pages: HaruDocument.maximumPages)
        XCTAssertTrue(String(decoding: file, as: UTF8.self).contains("/Count 32767"))
    }

    func testMorePagesHangOnBranches() throws {
        for pages in [HaruDocument.maximumPages + 1, 40_961, HaruWorker.maximumPages] {
            let bytes = try write(HaruWorker(), pages: pages)
            let objects = objects(of: bytes)
            let root = objects[2]!
            XCTAssertTrue(root.contains("/Count \(pages)"), root)
            let branches = references(root)
            XCTAssertEqual(branches.count, (pages + 4_095) / 4_096)
            XCTAssertEqual(branches.last, objects.count - 1)
            var next = 7
            for branch in branches {
                let node = objects[branch]!
                XCTAssertTrue(node.contains("/Type/Pages/Parent 2 0 R/Count "), node)
                let kids = references(String(node[node.range(of: "/Kids")!.lowerBound...]))
                XCTAssertTrue(node.contains("/Count \(kids.count)/Kids"))
                XCTAssertEqual(kids, Array(next..<next + kids.count))
                XCTAssertTrue(kids.allSatisfy { objects[$0]!.contains("/Parent \(branch) 0 R") })
                next += kids.count
            }
            XCTAssertEqual(next, 7 + pages)
        }
    }

    /// The objects of a file by their numbers, found through its table; 0 is nobody's.
    private func objects(of file: [UInt8]) -> [String?] {
        func lines(_ bytes: some Sequence<UInt8>) -> [String] {
            bytes.split(separator: 10).map { String(decoding: $0, as: UTF8.self) }
        }
        let address = Int(lines(file.suffix(40)).dropLast().last!)!
        let table = lines(file[address...])
        let count = Int(table[1].split(separator: " ")[1])!
        let offsets = (1..<count).map { Int(table[$0 + 2].prefix(10))! }
        let ends = offsets.dropFirst() + [address]
        return [nil]
            + zip(offsets, ends).enumerated().map { index, range in
                let object = String(decoding: file[range.0..<range.1], as: UTF8.self)
                XCTAssertTrue(object.hasPrefix("\(index + 1) 0 obj"))
                return object
            }
    }

    /// The numbers of objects in brackets.
    private func references(_ text: String) -> [Int] {
        let list = text[text.range(of: "[")!.upperBound..<text.range(of: "]")!.lowerBound]
        return list.components(separatedBy: " 0 R").compactMap {
            Int($0.trimmingCharacters(in: .whitespaces))
        }
    }

    func testErrorsSayWhatToDo() {
        let errors: [HaruError] = [
            .version(found: "2.4.4", expected: "2.3.0"), .format,
            .call(name: "HPDF_NewEx", status: 0x1015, detail: 0),
            .limit(what: "pages", value: 40_000, maximum: 32_767),
        ]
        XCTAssertEqual(
            errors[2].message, "HPDF_NewEx failed with status 0x1015, detail 0")
        for error in errors { XCTAssertFalse(error.cure.isEmpty, "\(error)") }
        XCTAssertNoThrow(try HaruDocument.checkVersion())
    }
}

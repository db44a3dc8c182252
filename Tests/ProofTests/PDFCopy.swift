import Compression
import Primitives
import XCTest

@testable import Proof

/// The objects of a finished file, to be changed and written again: how a file looks that was damaged on its
/// way, with everything else in order.
struct PDFCopy {
    private struct Object {
        var entries: [UInt8]
        var stream: [UInt8]?
    }

    private var objects: [Int: Object]
    private let root: Int
    /// The composite fonts, in the order of their numbers.
    let fonts: [(name: String, number: Int)]

    init(_ file: [UInt8]) throws {
        (objects, root, fonts) = try withView(file) { file in
            let pdf = try XCTUnwrap(PlainPDF(file))
            var objects: [Int: Object] = [:]
            for number in 1..<pdf.size {
                let entries = try XCTUnwrap(pdf.dictionary(number))
                objects[number] = Object(
                    entries: entries.bytes.bytes, stream: pdf.stream(number)?.bytes)
            }
            let fonts = try EmbeddedFont.all(of: pdf)
            return (objects, pdf.root, fonts.map { ($0.name, $0.number) })
        }
    }

    /// The number of an object that an entry refers to.
    func reference(_ key: StaticString, of number: Int) throws -> Int {
        let entries = try XCTUnwrap(objects[number]).entries
        return try withView(entries) { try XCTUnwrap(PDFDictionary($0).reference(key)) }
    }

    /// The stream of a font's program.
    func program(of font: Int) throws -> Int {
        let descendant = try reference("/DescendantFonts", of: font)
        let descriptor = try reference("/FontDescriptor", of: descendant)
        return try reference("/FontFile2", of: descriptor)
    }

    /// The content stream of the first page.
    func content() throws -> Int {
        let pages = try reference("/Pages", of: root)
        return try reference("/Contents", of: reference("/Kids", of: pages))
    }

    /// Changes a stream's bytes as they are before deflation.
    mutating func change(_ number: Int, _ body: (inout [UInt8]) throws -> Void) throws {
        var bytes = try inflate(try XCTUnwrap(objects[number]?.stream), limit: 1 << 24)
        let before = bytes
        try body(&bytes)
        XCTAssertNotEqual(bytes, before, "nothing was changed")
        objects[number]?.stream = Deflater(level: 6).zlib(bytes)
    }

    /// Replaces text in an object's entries.
    mutating func replace(_ text: String, with new: String, in number: Int) throws {
        let entries = String(decoding: try XCTUnwrap(objects[number]).entries, as: UTF8.self)
        let changed = entries.replacing(text, with: new, maxReplacements: 1)
        XCTAssertNotEqual(changed, entries, "nothing was changed")
        objects[number]?.entries = Array(changed.utf8)
    }

    /// The whole file.
    var file: [UInt8] {
        var file = Array("%PDF-1.4\n".utf8)
        var offsets: [Int] = []
        for (number, object) in objects.sorted(by: { $0.key < $1.key }) {
            offsets.append(file.count)
            var entries = String(decoding: object.entries, as: UTF8.self)
            if let stream = object.stream {
                entries.replace(/\/Length \d+/, with: "/Length \(stream.count)", maxReplacements: 1)
            }
            file += Array("\(number) 0 obj\n<<\(entries)>>\n".utf8)
            if let stream = object.stream {
                file += Array("stream\n".utf8) + stream + Array("\nendstream\n".utf8)
            }
            file += Array("endobj\n".utf8)
        }
        let table = file.count
        var end = "xref\n0 \(offsets.count + 1)\n0000000000 65535 f \n"
        for offset in offsets {
            end += String(repeating: "0", count: 10 - "\(offset)".count) + "\(offset) 00000 n \n"
        }
        end +=
            "trailer\n<</Size \(offsets.count + 1)/Root \(root) 0 R>>\nstartxref\n\(table)\n%%EOF\n"
        return file + Array(end.utf8)
    }
}

import Foundation
import XCTest

/// A reader of HTML for tests: tags must balance and nest, attributes be quoted and unique, text escaped.
struct Markup {
    private(set) var problems: [String] = []
    private(set) var elements: [(name: String, attributes: [String: String])] = []
    private let text: [UInt8]
    private var place = 0
    private var open: [String] = []
    private static let void: Set = ["meta", "br", "hr", "img", "col"]

    init(_ page: String) {
        text = Array(page.utf8)
        while place < text.count {
            if text[place] == UInt8(ascii: "<") { readTag() } else { readText() }
        }
        for name in open { problems.append("<\(name)> is not closed") }
    }

    private mutating func readText() {
        let end = text[place...].firstIndex(of: UInt8(ascii: "<")) ?? text.count
        let piece = String(decoding: text[place..<end], as: UTF8.self)
        if piece.contains(">") { problems.append("bare > in \(piece)") }
        for part in piece.components(separatedBy: "&").dropFirst()
        where part.range(of: "^(#[0-9]+|[a-z]+);", options: .regularExpression) == nil {
            problems.append("bare & in \(piece)")
        }
        place = end
    }

    private mutating func readTag() {
        guard let end = tagEnd() else {
            problems.append("a tag does not end")
            place = text.count
            return
        }
        let tag = String(decoding: text[place + 1..<end], as: UTF8.self)
        place = end + 1
        if tag.hasPrefix("!") { return }
        if tag.hasPrefix("/") {
            let name = String(tag.dropFirst())
            if open.last == name { open.removeLast() } else { problems.append("stray </\(name)>") }
            return
        }
        let name = String(tag.prefix { $0.isLetter || $0.isNumber })
        elements.append((name, attributes(tag.dropFirst(name.count))))
        if tag.hasSuffix("/") || Self.void.contains(name) { return }
        open.append(name)
        if name == "style" || name == "script" { skip(name) }
    }

    /// The `>` outside quotes.
    private func tagEnd() -> Int? {
        var isQuoted = false
        for index in place..<text.count {
            if text[index] == UInt8(ascii: "\"") { isQuoted.toggle() }
            if text[index] == UInt8(ascii: ">"), !isQuoted { return index }
        }
        return nil
    }

    private mutating func skip(_ name: String) {
        let mark = Array("</\(name)".utf8)
        while place < text.count, !text[place...].starts(with: mark) { place += 1 }
    }

    private mutating func attributes(_ tail: Substring) -> [String: String] {
        var found: [String: String] = [:]
        var rest = String(tail)
        let pattern = "^\\s+([A-Za-z-]+)=\"([^\"<]*)\""
        while let range = rest.range(of: pattern, options: .regularExpression) {
            let pair = rest[range].split(separator: "=", maxSplits: 1).map(String.init)
            let name = pair[0].trimmingCharacters(in: .whitespaces)
            if found[name] != nil { problems.append("\(name) twice") }
            found[name] = String(pair[1].dropFirst().dropLast())
            rest = String(rest[range.upperBound...])
        }
        if !rest.isEmpty, rest != "/" { problems.append("not an attribute: \(rest)") }
        return found
    }
}

/// What HTML Tidy finds wrong with a page; skips the test where it is not installed.
func tidyErrors(_ page: String) throws -> [String] {
    let tidy = URL(fileURLWithPath: "/usr/bin/tidy")
    guard FileManager.default.isExecutableFile(atPath: tidy.path) else {
        throw XCTSkip("tidy is not installed")
    }
    let process = Process()
    process.executableURL = tidy
    process.arguments = ["-errors", "-quiet", "-utf8"]
    let input = Pipe()
    let output = Pipe()
    process.standardInput = input
    process.standardError = output
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    input.fileHandleForWriting.write(Data(page.utf8))
    try input.fileHandleForWriting.close()
    let report = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return report.components(separatedBy: "\n").filter { !$0.isEmpty }
}

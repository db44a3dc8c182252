import CHarfBuzz
import Foundation

@testable import Fonts

/// The catalog of the repository and what tests need of its fonts.
enum TestFonts {
    static let file = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../fonts/fonts.json").standardized

    static let catalog: FontCatalog = {
        let json = try! [UInt8](Data(contentsOf: file))
        return try! FontCatalog(json: json, file: "fonts.json", baseFolder: "fonts")
    }()

    static func face(_ family: String, _ weight: Int = 400, italic: Bool = false) -> FontFace {
        try! catalog.face(family: family, weight: weight, italic: italic)!
    }

    static let roboto = face("Roboto")

    /// One regular face of each way to kern: GPOS, `kern`, both.
    static let kerned = [roboto, face("Open Sans"), face("Liberation Sans"), face("Noto Sans")]

    /// A whole font file of a few kilobytes: Roboto with the letters of "AVATar", made by HarfBuzz.
    static let small: [UInt8] = {
        let bytes = try! readFontFile(roboto.path).bytes
        let face = HarfBuzzFace(bytes, unitsPerEm: 2048)
        let input = unsafe hb_subset_input_create_or_fail()
        defer { unsafe hb_subset_input_destroy(input) }
        for scalar in "AVTar \u{E9}e".unicodeScalars {
            unsafe hb_set_add(hb_subset_input_unicode_set(input), scalar.value)
        }
        let subset = unsafe hb_subset_or_fail(face.face, input)
        let blob = unsafe hb_face_reference_blob(subset)
        defer {
            unsafe hb_blob_destroy(blob)
            unsafe hb_face_destroy(subset)
        }
        var length: UInt32 = 0
        let start = unsafe hb_blob_get_data(blob, &length)
        return unsafe Array(UnsafeRawBufferPointer(start: start, count: Int(length)))
    }()

    /// Where a table's record stands in a font file's directory.
    static func record(_ tag: String, in font: [UInt8]) -> Int {
        stride(from: 12, to: 12 + Int(font[5]) * 16, by: 16)
            .first { Array(font[$0..<$0 + 4]) == Array(tag.utf8) }!
    }

    /// Where a table stands in a font file.
    static func table(_ tag: String, in font: [UInt8]) -> Int {
        let record = record(tag, in: font)
        return font[record + 8..<record + 12].reduce(0) { $0 << 8 | Int($1) }
    }
}

/// Numbers that are the same in every run.
struct Seeded {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next(below bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % bound
    }
}

public import Primitives

/// Why a font file cannot be used, as data.
public struct FontError: Error, Sendable, Hashable {
    /// What is wrong with the file.
    public enum Reason: Sendable, Hashable {
        /// There is no such file.
        case noFile
        /// The operating system refuses it; `errno` says why.
        case unreadable(errno: Int32)
        /// The path names a folder, a device or the like.
        case notAFile
        /// The file is larger than the limit, in bytes.
        case tooLarge(limit: Int)
        /// The file does not begin as a TrueType font does.
        case notTrueType
        /// The font is wrapped: a collection or a web font.
        case wrapped(kind: String)
        /// The outlines are PostScript's (CFF), as in most `.otf` files.
        case postScriptOutlines
        /// The font is variable (it has axes).
        case variable
        /// OS/2 `fsType` forbids to embed the font, to subset it, or all but its bitmaps.
        case embeddingForbidden(fsType: Int)
        /// A table that every TrueType font has is not there.
        case missingTable(String)
        /// A table lies outside the file, is too short or contradicts others.
        case corrupt(table: String)
        /// The subsetter refuses the glyphs of a slice.
        case subsetting(slice: String)
        /// The font has no character of any slice.
        case noCharacters
    }

    /// The file's path as it was given.
    public let path: String
    /// What is wrong with it.
    public let reason: Reason
    /// The distribution's package that has the file; empty if none is known.
    public var package: String

    init(_ path: String, _ reason: Reason, package: String = "") {
        self.path = path
        self.reason = reason
        self.package = package
    }

    /// What is wrong, one sentence without a full stop.
    public var message: String {
        switch reason {
        case .noFile: "there is no font file"
        case .unreadable(let errno): "the font file cannot be read (errno \(errno))"
        case .notAFile: "this is not a file"
        case .tooLarge(let limit): "the font file has more than \(limit) bytes"
        case .notTrueType: "this is not a TrueType font"
        case .wrapped(let kind): "this is a \(kind), not a single TrueType font"
        case .postScriptOutlines: "the font has PostScript outlines (CFF), not TrueType ones"
        case .variable: "this is a variable font"
        case .embeddingForbidden(let fsType):
            "the font's maker forbids to embed a part of it (OS/2 fsType \(fsType))"
        case .missingTable(let tag): "the font has no table '\(tag)'"
        case .corrupt(let tag): "the font's table '\(tag)' is damaged"
        case .subsetting(let slice): "the font's glyphs for '\(slice)' are damaged"
        case .noCharacters: "the font has no character that could be used"
        }
    }

    /// What would mend it.
    public var cure: String {
        switch reason {
        case .noFile, .notAFile, .unreadable:
            package.isEmpty ? "check the path in fonts.json" : "install the package \(package)"
        case .tooLarge: "use a font for Latin, Greek or Cyrillic text only"
        case .notTrueType, .noCharacters: "use a text font in a .ttf file"
        case .wrapped: "use the family's single .ttf files"
        case .postScriptOutlines: "use the family's .ttf files instead of its .otf files"
        case .variable: "use the family's static files, one per weight"
        case .embeddingForbidden: "use a font with a licence to embed and subset"
        case .missingTable, .corrupt, .subsetting:
            package.isEmpty
                ? "get the file again from its source" : "install the package \(package) again"
        }
    }

    /// The error as a diagnostic about the font file.
    public var diagnostic: Diagnostic {
        Diagnostic(code: "F520", file: path, message: message, cure: cure)
    }
}

public import Primitives

/// Which file holds which face: the families of `fonts/fonts.json`, or of a template pack.
public struct FontCatalog: Sendable {
    /// The files of one family.
    struct Family: Sendable, Hashable {
        let name: String
        /// The distribution's package; empty for files that a pack brings.
        let package: String
        let license: String
        /// In order of weight, upright before italic.
        let faces: [Face]
    }

    /// One file of a family.
    struct Face: Sendable, Hashable {
        let weight: Int
        let isItalic: Bool
        let path: String

        /// By weight, upright before italic.
        var order: Int { weight * 2 + (isItalic ? 1 : 0) }
    }

    /// By the name folded to lower case.
    private var families: [String: Family]

    /// Reads a catalog.
    ///
    /// ```
    /// {"families": {"Roboto": {"package": "fonts-roboto-unhinted", "license": "Apache-2.0",
    ///     "faces": {"400": "/usr/share/…/Roboto-Regular.ttf", "400 italic": "…"}}}}
    /// ```
    ///
    /// A face's key is a weight from 1 to 1000, with ` italic` behind it where it leans; its path is
    /// absolute, or relative to the catalog's folder and below it.
    ///
    /// - Parameters:
    ///   - json: the file's bytes.
    ///   - file: its name, for messages.
    ///   - baseFolder: what relative paths begin at.
    /// - Throws: `Diagnostics` with line and column: F501 broken JSON, F502 unknown, double or missing
    ///   name, F503 wrong type, F504 wrong weight, F505 path outside the folder.
    public init(json: [UInt8], file: String, baseFolder: String) throws(Diagnostics) {
        let reader = CatalogReader(
            source: SourceText(file: file, bytes: json), baseFolder: baseFolder)
        families = [:]
        for family in try reader.families() { families[family.name.lowercased()] = family }
    }

    /// Both catalogs in one; a family that both name is the other one's.
    public func merging(_ other: FontCatalog) -> FontCatalog {
        var merged = self
        merged.families.merge(other.families) { $1 }
        return merged
    }

    /// The names of all families, in alphabetical order.
    public var familyNames: [String] { families.values.map(\.name).sorted() }

    /// The file of the face nearest to a weight and slant.
    ///
    /// The slant is matched first, then the weight as CSS Fonts 4 §5.2 says: from 400 to 500 upwards to
    /// 500 first, then down, then up; below 400 down first; above 500 up first.
    ///
    /// - Parameters:
    ///   - family: the family's name, letters in either case.
    ///   - weight: 1 to 1000.
    ///   - italic: whether an italic face is wanted; an upright one is better than none.
    /// - Returns: nil if there is no such family; `package` is empty for a file that a pack brings.
    public func path(
        family: String, weight: Int, italic: Bool
    ) -> (path: String, package: String)? {
        guard let family = families[family.lowercased()] else { return nil }
        let leaning = family.faces.filter { $0.isItalic == italic }
        let candidates = leaning.isEmpty ? family.faces : leaning
        let best = candidates.min { distance($0.weight, weight) < distance($1.weight, weight) }
        return best.map { ($0.path, family.package) }
    }

    /// The nearest face, opened once for the whole process.
    ///
    /// - Parameters:
    ///   - family: the family's name, letters in either case.
    ///   - weight: 1 to 1000.
    ///   - italic: whether an italic face is wanted.
    ///   - features: forms to take instead of the usual ones, where the font has them.
    /// - Returns: nil if there is no such family.
    /// - Throws: `FontError`, with the package that would bring the file.
    public func face(
        family: String, weight: Int, italic: Bool, features: FontFeatures = []
    ) throws(FontError) -> FontFace? {
        guard let file = path(family: family, weight: weight, italic: italic) else { return nil }
        do {
            return try FontFace.shared(path: file.path, wanted: features)
        } catch {
            throw FontError(error.path, error.reason, package: file.package)
        }
    }

    /// The families whose regular face has some features, in alphabetical order.
    ///
    /// - Complexity: opens every family's file; for messages.
    public func familyNames(having features: FontFeatures) -> [String] {
        familyNames.filter { name in
            let face = try? face(family: name, weight: 400, italic: false)
            return face.map { features.isSubset(of: $0.features) } ?? false
        }
    }

    /// How far a weight is from the wanted one, the order of CSS Fonts 4 §5.2 in one number.
    private func distance(_ weight: Int, _ wanted: Int) -> Int {
        let difference = weight - wanted
        let second = 1000
        switch wanted {
        case ..<400: return difference <= 0 ? -difference : second + difference
        case 400...500:
            if difference >= 0, weight <= 500 { return difference }
            return difference < 0 ? second - difference : second * 2 + difference
        default: return difference >= 0 ? difference : second - difference
        }
    }
}

/// Where the distribution keeps the hyphenation patterns of a language.
struct HyphenationLanguage: Sendable, Hashable {
    /// The folder of all pattern files.
    static let folder = "/usr/share/hyphen"

    /// The file's name in `folder`.
    let file: String
    /// The package that brings it.
    let package: String

    /// The patterns nearest to a language; nil for a language that has none here.
    ///
    /// - Parameter tag: BCP 47, such as `pt-BR`; a region without patterns of its own takes its language's.
    init?(tag: String) {
        let parts = tag.lowercased().split(separator: "-")
        guard let language = parts.first else { return nil }
        let isBritish = parts.contains { ["gb", "ie", "au", "nz", "za"].contains($0) }
        switch language {
        case "pt" where parts.contains("br"): (file, package) = ("hyph_pt_BR.dic", "hyphen-pt-br")
        case "pt": (file, package) = ("hyph_pt_PT.dic", "hyphen-pt-pt")
        case "es": (file, package) = ("hyph_es_ES.dic", "hyphen-es")
        case "en" where isBritish: (file, package) = ("hyph_en_GB.dic", "hyphen-en-gb")
        case "en": (file, package) = ("hyph_en_US.dic", "hyphen-en-us")
        case "de": (file, package) = ("hyph_de_DE.dic", "hyphen-de")
        case "fr": (file, package) = ("hyph_fr.dic", "hyphen-fr")
        case "it": (file, package) = ("hyph_it_IT.dic", "hyphen-it")
        default: return nil
        }
    }
}

/// An input of the fuzzer as the files of a pack.
///
/// The files stand one after the other, parted by U+001E: template, Portuguese strings, grades, a part, a
/// drawing. Those that are missing at the end are not there.
public struct FuzzInput {
    /// Bytes by the files' names in the pack.
    public let files: [(name: String, bytes: [UInt8])]

    /// The names in the order of the input.
    public static let names = [
        "template.xml", "strings/pt-BR.json", "rules.json", "parts/a.xml", "assets/a.svg",
    ]

    /// Cuts an input.
    public init(_ bytes: some Collection<UInt8>) {
        let parts = bytes.split(separator: 0x1E, maxSplits: 4, omittingEmptySubsequences: false)
        files = zip(FuzzInput.names, parts).map { ($0, Array($1)) }
    }
}

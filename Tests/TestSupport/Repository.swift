import Foundation

/// Where the sources are.
public enum Repository {
    /// The folder of `Package.swift`.
    public static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path
    /// The telecom pack.
    public static let pack = root + "/templates/telecom"
    /// The font catalogue.
    public static let fonts = root + "/fonts/fonts.json"
}

import CZint
public import Primitives

extension LibraryVersion {
    /// libzint, which encodes bar codes other than our own.
    public static var zint: LibraryVersion {
        // Two digits each for minor number, release and build, as 21100 for 2.11.0.
        let number = ZBarcode_Version()
        return LibraryVersion(
            name: "libzint", version: "\(number / 10_000).\(number / 100 % 100).\(number % 100)")
    }
}

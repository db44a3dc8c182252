import CHarfBuzz
public import Primitives

extension LibraryVersion {
    /// HarfBuzz, which measures and cuts fonts.
    public static var harfBuzz: LibraryVersion {
        unsafe LibraryVersion(name: "libharfbuzz", text: hb_version_string())
    }
}

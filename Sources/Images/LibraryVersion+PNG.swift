import CPNG
public import Primitives

extension LibraryVersion {
    /// libpng, which reads pictures when a template is compiled.
    public static var png: LibraryVersion {
        unsafe LibraryVersion(name: "libpng", text: png_get_libpng_ver(nil))
    }
}

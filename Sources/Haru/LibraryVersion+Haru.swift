import CHaru
public import Primitives

extension LibraryVersion {
    /// libharu, which writes the constant parts of PDF files.
    public static var haru: LibraryVersion {
        unsafe LibraryVersion(name: "libhpdf", text: HPDF_GetVersion())
    }
}

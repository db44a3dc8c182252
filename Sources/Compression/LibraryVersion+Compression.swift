import CDeflate
import CGnuTLS
import CISAL
public import Primitives

extension LibraryVersion {
    /// ISA-L, which deflates content streams: as it was when the program was built, it does not tell it later.
    public static var isal: LibraryVersion {
        unsafe LibraryVersion(name: "libisal", text: isal_version_text())
    }

    /// libdeflate, which deflates fonts and pictures: as it was when the program was built.
    public static var deflate: LibraryVersion {
        LibraryVersion(name: "libdeflate", version: LIBDEFLATE_VERSION_STRING)
    }

    /// GnuTLS, which makes digests.
    public static var gnuTLS: LibraryVersion {
        unsafe LibraryVersion(name: "libgnutls", text: gnutls_check_version(nil))
    }

    /// The processors that give the same bytes as this one.
    ///
    /// ISA-L has code of its own for processors with SSE 4.2 and carry-less multiplication (Nehalem and later, one
    /// class, as all of its variants write the same bytes) and for those without.
    public static var processor: LibraryVersion {
        unsafe LibraryVersion(name: "processor", text: isal_processor_class())
    }
}

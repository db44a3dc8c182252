import Compression
import Fonts
import Haru
import Images
public import Primitives
import Records
import Symbology

extension LibraryVersion {
    /// What the bytes of documents depend on besides pack, fonts, options and records: every library that has a
    /// hand in them, and the class of processors.
    public static var all: [LibraryVersion] {
        [.haru, .harfBuzz, .simdjson, .isal, .deflate, .gnuTLS, .png, .zint, .processor]
    }
}

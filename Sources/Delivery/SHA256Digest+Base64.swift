import Compression
import Foundation
import Primitives

extension SHA256Digest {
    /// Its bytes in base64 (RFC 4648 §4), as stores of objects write checksums.
    var base64: String {
        var bytes = ByteBuffer(capacity: SHA256Digest.byteCount)
        bytes.append(bytesOf: self)
        return Data(bytes.view.bytes).base64EncodedString()
    }
}

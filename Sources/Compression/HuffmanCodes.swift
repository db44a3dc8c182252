import CISAL
public import Primitives

/// Huffman codes for bytes and repeats, fitted to samples of what is going to be compressed.
///
/// Made once for a template and shared by all workers. Equal samples give equal codes.
@safe
public final class HuffmanCodes: @unchecked Sendable {
    // Sendable: nothing is written behind the pointer once it is made.
    let handle: OpaquePointer

    /// Codes fitted to samples.
    ///
    /// Every byte and repeat has a code, whether it was in a sample or not; without samples all are of about
    /// the same length.
    ///
    /// - Complexity: O(*n*) in the samples' bytes.
    public init(samples: [ByteView]) {
        guard let histogram = unsafe isal_histogram_make() else { fatalError("no memory") }
        for sample in samples {
            unsafe isal_histogram_add(histogram, sample.base, sample.count)
        }
        let made = unsafe isal_codes_make(histogram)
        unsafe isal_histogram_free(histogram)
        guard let made = unsafe made else { fatalError("no memory for Huffman codes") }
        unsafe handle = made
    }

    deinit { unsafe isal_codes_free(handle) }
}

import Primitives

extension StaticString {
    /// The literal's bytes, valid for ever.
    var view: ByteView { unsafe ByteView(base: utf8Start, count: utf8CodeUnitCount) }
}

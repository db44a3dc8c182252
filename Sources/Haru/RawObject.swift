import CHaru
import Primitives

/// What hangs on a libharu dictionary whose bytes are finished; behind the page's own attributes if it is one.
@safe
struct RawObject {
    var body: ByteView
    var data: ByteView
    /// The stream the dictionary is being written to: `pushData` writes there.
    var output: HPDF_Stream?
}

/// `HPDF_Dict_OnWriteFunc`: writes the finished entries behind libharu's own.
func writeBody(_ dictionary: HPDF_Dict?, _ output: HPDF_Stream?) -> HPDF_STATUS {
    guard let attributes = unsafe dictionary?.pointee.attr else {
        return HPDF_STATUS(HPDF_INVALID_OBJECT)
    }
    return unsafe write(attributes.assumingMemoryBound(to: RawObject.self), to: output)
}

/// `HPDF_Dict_OnWriteFunc`: `writeBody` for a page, whose attributes begin with libharu's.
func writePageBody(_ dictionary: HPDF_Dict?, _ output: HPDF_Stream?) -> HPDF_STATUS {
    guard let attributes = unsafe dictionary?.pointee.attr else {
        return HPDF_STATUS(HPDF_INVALID_OBJECT)
    }
    let raw = unsafe attributes + MemoryLayout<HPDF_PageAttr_Rec>.stride
    return unsafe write(raw.assumingMemoryBound(to: RawObject.self), to: output)
}

@unsafe
private func write(_ raw: UnsafeMutablePointer<RawObject>, to output: HPDF_Stream?) -> HPDF_STATUS {
    unsafe raw.pointee.output = output
    let body = unsafe raw.pointee.body
    guard !body.isEmpty else { return HPDF_STATUS(HPDF_OK) }
    return unsafe HPDF_Stream_Write(output, body.base, HPDF_UINT(body.count))
}

/// `HPDF_Stream_Size_Func` of a filtered stream.
func sizeOfData(_ stream: HPDF_Stream?) -> HPDF_UINT32 {
    guard let raw = unsafe stream?.pointee.attr else { return 0 }
    return unsafe HPDF_UINT32(raw.assumingMemoryBound(to: RawObject.self).pointee.data.count)
}

/// `HPDF_Stream_Seek_Func` of a filtered stream: libharu rewinds a stream before it copies it, and that is
/// when all bytes are passed on without a copy in between.
func pushData(_ stream: HPDF_Stream?, _: HPDF_INT, _: HPDF_WhenceMode) -> HPDF_STATUS {
    guard let attributes = unsafe stream?.pointee.attr else {
        return HPDF_STATUS(HPDF_INVALID_STREAM)
    }
    let raw = unsafe attributes.assumingMemoryBound(to: RawObject.self)
    let data = unsafe raw.pointee.data
    return unsafe HPDF_Stream_Write(raw.pointee.output, data.base, HPDF_UINT(data.count))
}

/// `HPDF_Stream_Read_Func` of a filtered stream: nothing is left after `pushData`.
func readEnd(
    _: HPDF_Stream?, _: UnsafeMutablePointer<HPDF_BYTE>?, _ size: UnsafeMutablePointer<HPDF_UINT>?
) -> HPDF_STATUS {
    unsafe size?.pointee = 0
    return HPDF_STATUS(HPDF_STREAM_EOF)
}

/// `HPDF_Stream_Tell_Func` of a filtered stream.
func tellStart(_: HPDF_Stream?) -> HPDF_INT32 { 0 }

/// `HPDF_Stream_Write_Func` of the file: appends to the caller's buffer.
///
/// A sink must set the error itself, or the save says that all is well.
func appendToOutput(
    _ stream: HPDF_Stream?, _ bytes: UnsafePointer<HPDF_BYTE>?, _ size: HPDF_UINT
) -> HPDF_STATUS {
    guard let stream = unsafe stream, let bytes = unsafe bytes,
        let output = unsafe stream.pointee.attr
    else { return HPDF_STATUS(HPDF_INVALID_STREAM) }
    guard unsafe Int(stream.pointee.size) + Int(size) <= HaruDocument.maximumFileSize else {
        return unsafe HPDF_SetError(
            stream.pointee.error, HPDF_STATUS(HPDF_FILE_IO_ERROR), HPDF_STATUS(size))
    }
    unsafe output.assumingMemoryBound(to: ByteBuffer.self).pointee
        .append(ByteView(base: bytes, count: Int(size)))
    return HPDF_STATUS(HPDF_OK)
}

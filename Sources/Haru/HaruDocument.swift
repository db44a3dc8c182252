import CHaru
import Primitives

/// Puts one file together through libharu's object layer: how files of a template look is libharu's word.
///
/// Lives on one thread, in a pool of libharu's own that goes away with it. No error handler is given to
/// libharu: it then keeps the first error in its document, where `check` finds it, and every later call
/// returns without doing anything.
@safe
struct HaruDocument: ~Copyable {
    private let handle: HPDF_Doc

    /// libharu counts bytes and lengths in 32 bits, one of them signed.
    static let maximumFileSize = Int(Int32.max)
    /// `HPDF_LIMIT_MAX_ARRAY`: what the array of pages can hold.
    static let maximumPages = 32_767

    /// The version whose structures this room relies on.
    static let version = "2.3.0"

    /// Throws `HaruError.version` unless the loaded libharu is the one this room was written for.
    static func checkVersion() throws(HaruError) {
        let found = unsafe HPDF_GetVersion().map { unsafe String(cString: $0) } ?? "none"
        guard found == version else { throw .version(found: found, expected: version) }
    }

    /// An empty document.
    init() throws(HaruError) {
        try HaruDocument.checkVersion()
        let created = unsafe HPDF_NewEx(nil, nil, nil, 1 << 16, nil)
        guard let created = unsafe created else {
            throw .call(name: "HPDF_NewEx", status: UInt(HPDF_FAILD_TO_ALLOC_MEM), detail: 0)
        }
        unsafe created.pointee.pdf_version = HPDF_VER_17
        let first = unsafe Int(created.pointee.xref.pointee.entries.pointee.count)
        guard first == HaruTemplate.firstID else {
            unsafe HPDF_Free(created)
            throw .call(
                name: "HPDF_Xref_Add", status: UInt(HPDF_INVALID_OBJ_ID), detail: UInt(first))
        }
        unsafe handle = created
    }

    deinit { unsafe HPDF_Free(handle) }

    /// Adds an object, which gets the next number.
    func add(_ object: HaruObject) throws(HaruError) {
        let memory = unsafe handle.pointee.mmgr
        let dictionary = try unsafe check("HPDF_Dict_New", HPDF_Dict_New(memory))
        let isPage = object.kind == .page
        let head = isPage ? unsafe MemoryLayout<HPDF_PageAttr_Rec>.stride : 0
        let size = UInt32(head + MemoryLayout<RawObject>.stride)
        guard let attributes = unsafe HPDF_GetMem(memory, size) else {
            throw failure("HPDF_GetMem")
        }
        _ = unsafe attributes.initializeMemory(as: UInt8.self, repeating: 0, count: head)
        let raw = unsafe (attributes + head).assumingMemoryBound(to: RawObject.self)
        unsafe raw.initialize(to: RawObject(body: object.body, data: object.data))
        unsafe dictionary.pointee.attr = attributes
        if isPage {
            unsafe dictionary.pointee.write_fn = writePageBody
            unsafe dictionary.pointee.header.obj_class |= UInt16(HPDF_OSUBCLASS_PAGE)
        } else {
            unsafe dictionary.pointee.write_fn = writeBody
        }
        try check("HPDF_Xref_Add", unsafe HPDF_Xref_Add(handle.pointee.xref, dictionary))
        switch object.kind {
        case .dictionary: break
        case .stream: try unsafe addStream(raw, to: dictionary)
        case .page:
            try check(
                "HPDF_Pages_AddKids",
                unsafe HPDF_Pages_AddKids(handle.pointee.root_pages, dictionary))
        }
    }

    /// Makes the dictionary a stream whose bytes are already filtered.
    private func addStream(
        _ raw: UnsafeMutablePointer<RawObject>, to dictionary: HPDF_Dict
    ) throws(HaruError) {
        let memory = unsafe handle.pointee.mmgr
        let count = unsafe raw.pointee.data.count
        guard count <= HaruDocument.maximumFileSize else {
            throw .limit(
                what: "bytes of a stream", value: count, maximum: HaruDocument.maximumFileSize)
        }
        let length = try unsafe check(
            "HPDF_Number_New", HPDF_Number_New(memory, HPDF_INT32(count)))
        try check("HPDF_Dict_Add", unsafe HPDF_Dict_Add(dictionary, "Length", length))
        // `HPDF_Dict_Write` wants the length to be an object of its own; marked so, it still stands here.
        unsafe length.pointee.header.obj_id |= UInt32(HPDF_OTYPE_INDIRECT)
        unsafe dictionary.pointee.filter = UInt32(HPDF_STREAM_FILTER_NONE)
        unsafe dictionary.pointee.stream = try check(
            "HPDF_CallbackReader_New",
            HPDF_CallbackReader_New(memory, readEnd, pushData, tellStart, sizeOfData, raw))
    }

    /// Sets what stands in the objects libharu made by itself.
    func set(_ entries: HaruEntries) throws(HaruError) {
        try unsafe setBody(of: handle.pointee.catalog, to: entries.catalog)
        try unsafe setBody(of: handle.pointee.trailer, to: entries.trailer)
        unsafe _ = HPDF_Dict_RemoveElement(handle.pointee.info, "Producer")
        try unsafe setBody(of: handle.pointee.info, to: entries.info)
    }

    private func setBody(of dictionary: HPDF_Dict, to body: ByteView) throws(HaruError) {
        let size = UInt32(MemoryLayout<RawObject>.stride)
        guard let attributes = unsafe HPDF_GetMem(handle.pointee.mmgr, size) else {
            throw failure("HPDF_GetMem")
        }
        unsafe attributes.assumingMemoryBound(to: RawObject.self)
            .initialize(to: RawObject(body: body, data: ByteView()))
        unsafe dictionary.pointee.attr = attributes
        unsafe dictionary.pointee.write_fn = writeBody
    }

    /// Appends the file to `output`.
    func save(into output: inout ByteBuffer) throws(HaruError) {
        try unsafe withUnsafeMutablePointer(to: &output) { pointer throws(HaruError) in
            unsafe handle.pointee.stream = try check(
                "HPDF_CallbackWriter_New",
                HPDF_CallbackWriter_New(handle.pointee.mmgr, appendToOutput, pointer))
            try check("HPDF_SaveToStream", unsafe HPDF_SaveToStream(handle))
        }
        try check("HPDF_SaveToStream", unsafe HPDF_Error_GetCode(&handle.pointee.error))
    }

    /// Every status passes here, so none is dropped.
    private func check(_ call: StaticString, _ status: HPDF_STATUS) throws(HaruError) {
        guard status != 0 else { return }
        throw failure(call, status)
    }

    /// Every pointer passes here.
    @unsafe
    private func check<Value>(
        _ call: StaticString, _ pointer: UnsafeMutablePointer<Value>?
    ) throws(HaruError) -> UnsafeMutablePointer<Value> {
        guard let pointer = unsafe pointer else { throw failure(call) }
        return unsafe pointer
    }

    /// The error libharu has kept, or else the status a call returned.
    private func failure(_ call: StaticString, _ status: HPDF_STATUS = 0) -> HaruError {
        let kept = unsafe handle.pointee.error
        let number = unsafe kept.error_no != 0 ? kept.error_no : status
        return .call(
            name: call.description,
            status: UInt(number == 0 ? HPDF_STATUS(HPDF_FAILD_TO_ALLOC_MEM) : number),
            detail: unsafe UInt(kept.detail_no))
    }
}

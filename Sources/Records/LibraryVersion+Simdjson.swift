import CSimdjson
public import Primitives

extension LibraryVersion {
    /// simdjson, which finds the tokens of records: as it was when the program was built.
    public static var simdjson: LibraryVersion {
        unsafe LibraryVersion(name: "libsimdjson", text: json_tape_library_version())
    }
}

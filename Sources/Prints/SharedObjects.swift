import Compression
import Primitives
import RunFolders

/// What the bills of a print file have in common, each object of it written once.
///
/// Fonts, pictures and resources are equal if their bytes are, once the numbers in them are the file's: so
/// bills of several templates and languages, or with other pictures, still share what is equal.
struct SharedObjects: ~Copyable {
    /// The resources of a set of objects, by its bytes.
    private var sets: [SHA256Digest: Int] = [:]
    /// Objects by their bytes.
    private var objects: [SHA256Digest: Int] = [:]
    /// The file's number of each object of a bill.
    private var numbers = Pool<Int>(capacity: 64)
    private var object = ByteBuffer(capacity: 1 << 14)

    /// The number of the resources of a bill in the file, to which they are added if they are not there.
    ///
    /// - Parameters:
    ///   - resources: their object in the bill; it and all it refers to come before the bill's own.
    ///   - bill: is read.
    ///   - file: gets what it does not have.
    /// - Returns: their number there.
    /// - Throws: `RunFolderError`; F771 for what refers to objects behind itself.
    mutating func resources(
        _ resources: Int, of bill: PaperBill, in file: inout PrintFile
    ) throws(RunFolderError) -> Int {
        let start = try bill.range(of: SharedObjects.firstObject).lowerBound
        let end = try bill.range(of: resources).upperBound
        let digest = SHA256Digest(of: try bill.bytes(start..<end))
        if let known = sets[digest] { return known }
        numbers.removeAll()
        numbers.append(repeating: 0, count: SharedObjects.firstObject)
        for number in SharedObjects.firstObject...resources {
            numbers.append(try add(number, of: bill, to: &file))
        }
        sets[digest] = numbers[resources]
        return numbers[resources]
    }

    /// Behind catalog, page tree and information dictionary.
    static let firstObject = 4

    /// Adds an object, unless there is one like it.
    private mutating func add(
        _ number: Int, of bill: PaperBill, to file: inout PrintFile
    ) throws(RunFolderError) -> Int {
        let text = try bill.bytes(try bill.range(of: number))
        object.removeAll()
        guard let head = text.find(" 0 obj"), let end = text.find("endobj") else {
            throw bill.damaged("its object \(number) cannot be read")
        }
        // What stands behind the word is data; a dictionary has no such word.
        let dictionaryEnd = text.find(">>\nstream") ?? text.find(">>\r\nstream") ?? end
        guard appendRenumbered(text[head..<dictionaryEnd]) else {
            throw bill.damaged("its object \(number) refers to one behind it")
        }
        object.append(text[dictionaryEnd..<text.count])
        let digest = SHA256Digest(of: object.view)
        if let known = objects[digest] { return known }
        let new = file.begin()
        do throws(FileError) { try file.append(object.view) } catch { throw .file(error) }
        objects[digest] = new
        return new
    }

    /// Appends a dictionary with the file's numbers in its references; false if one of them is not known.
    private mutating func appendRenumbered(_ text: ByteView) -> Bool {
        var start = 0
        while let mark = text.find(" 0 R", from: start) {
            var digits = mark
            while digits > start, text[digits - 1] &- 48 < 10 { digits -= 1 }
            guard digits < mark else {
                object.append(text[start..<mark + 4])
                start = mark + 4
                continue
            }
            guard let number = text.number(behind: digits), number < numbers.count,
                numbers[number] > 0
            else { return false }
            object.append(text[start..<digits])
            object.append(reference: numbers[number])
            start = mark + 4
        }
        object.append(text[start..<text.count])
        return true
    }
}

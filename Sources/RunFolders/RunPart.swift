import Glibc
import Primitives

/// Which shards a machine renders: every *count*-th, beginning with *index*.
///
/// No document depends on it, so it is none of the settings: parts with equal settings and plan are one run.
public struct RunPart: Sendable, Hashable {
    /// From 0.
    public let index: Int
    /// How many parts there are.
    public let count: Int

    /// All shards.
    public static let whole = RunPart(index: 0, count: 1)

    private init(index: Int, count: Int) {
        self.index = index
        self.count = count
    }

    /// The part of a text such as `2/8`, where the first is 0; nil for anything else.
    public init?(_ text: String) {
        let numbers = text.split(separator: "/", omittingEmptySubsequences: false)
        guard numbers.count == 2, numbers.joined().utf8.allSatisfy({ 0x30...0x39 ~= $0 }),
            let index = Int(numbers[0]), let count = Int(numbers[1])
        else { return nil }
        self.init(index, of: count)
    }

    /// A part; nil where there is none of that index, or more than `most`.
    public init?(_ index: Int, of count: Int) {
        guard count > 0, count <= RunPart.most, 0..<count ~= index else { return nil }
        self.init(index: index, count: count)
    }

    /// So many parts at the most.
    public static let most = 100_000

    /// How many parts a text says, in digits alone; nil for anything else, and for more than there may be.
    public static func count(_ text: some StringProtocol) -> Int? {
        guard text.utf8.allSatisfy({ 0x30...0x39 ~= $0 }), let count = Int(text),
            1...most ~= count
        else { return nil }
        return count
    }

    /// As `init(_:)` reads it.
    public var text: String { "\(index)/\(count)" }

    /// Whether a shard is of this part.
    public func has(_ shard: Int) -> Bool { shard % count == index }
}

/// The part of a run's folder: `part.json`, which a folder of all shards does not have.
extension RunPart {
    private static let format = 1

    /// The part that a folder is for.
    ///
    /// - Throws: `RunFolderError`; F731 for a file that is none.
    public static func read(_ paths: RunPaths) throws(RunFolderError) -> RunPart {
        let bytes: [UInt8]
        do throws(FileError) {
            bytes = try InputDescriptor.bytes(of: paths.part)
        } catch {
            if error.code == ENOENT { return .whole }
            throw .file(error)
        }
        do throws(Diagnostic) {
            var fields = try JSONFields(file: paths.part, bytes: bytes)
            try fields.expect(version: format)
            let (index, count) = (try fields.count("index"), try fields.count("count"))
            try fields.finish()
            guard let part = RunPart(index, of: count) else {
                throw fields.wrong("there is no part \(index) of \(count)")
            }
            return part
        } catch {
            throw .refused(error)
        }
    }

    /// Says in a folder that it is for this part, before its settings are written; a folder that is begun must
    /// be for it already.
    ///
    /// - Parameters:
    ///   - paths: the run's, whose folder is there.
    ///   - isBegun: whether it has settings.
    ///   - durability: what is synced.
    /// - Throws: `RunFolderError`; F714 for a folder of another part.
    public func bind(
        to paths: RunPaths, isBegun: Bool, durability: Durability
    ) throws(RunFolderError) {
        guard !isBegun else {
            let stored = try RunPart.read(paths)
            guard stored != self else { return }
            throw .refused(
                Diagnostic(
                    code: "F714", file: paths.folder,
                    message: "option --shard was \(stored.text), is \(text)",
                    cure: "give the option as before, or name another folder for this part"))
        }
        do throws(FileError) {
            guard self != .whole else { return try RunPaths.remove(paths.part) }
            var json = CanonicalJSON()
            json.add("format", RunPart.format)
            json.add("index", index)
            json.add("count", count)
            try DurableFile.write(json.finish(), to: paths.part, durability: durability)
        } catch {
            throw .file(error)
        }
    }
}

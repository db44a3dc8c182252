public import Compression
import Glibc
import Primitives

/// Everything the documents' bytes depend on, by name: `settings.json`, written before anything else.
///
/// A run that goes on compares its own with the stored ones, and mixes nothing.
public struct RunSettings: Sendable, Hashable {
    /// A name with what it stands for: a digest, a version, or an option's value.
    public struct Entry: Sendable, Hashable {
        /// Such as `template.xml` or `--channel`.
        public let name: String
        /// Compared as it stands.
        public let value: String

        /// A name with its value.
        public init(name: String, value: String) {
            self.name = name
            self.value = value
        }

        /// A name with the digest of its file.
        public init(name: String, sha256: SHA256Digest) {
            self.init(name: name, value: sha256.hexadecimal)
        }
    }

    /// The records as they were read: uncompressed, whatever the input is called and wherever it lies.
    public struct Input: Sendable, Hashable {
        /// Of all records.
        public var bytes: Int
        /// Of the parts' digests and sizes, see `RunPlan.inputDigest`.
        public var sha256: SHA256Digest
        /// The digest of each shard's part, by number; empty where it has none.
        public var parts: [SHA256Digest]

        /// An input.
        public init(bytes: Int, sha256: SHA256Digest, parts: [SHA256Digest] = []) {
            self.bytes = bytes
            self.sha256 = sha256
            self.parts = parts
        }
    }

    /// The pack's files, by path in it.
    public var template: [Entry]
    /// The fonts' files.
    public var fonts: [Entry]
    /// The engine and its libraries, with their versions.
    public var engine: [Entry]
    /// Options that change bytes, such as `--channel`.
    public var options: [Entry]
    /// The records; nil before the first pass has read them, so in the file, which is written before that.
    public var input: Input?

    /// The settings as they stand in the file, without the records.
    public var begun: RunSettings {
        var settings = self
        settings.input = nil
        return settings
    }

    /// Settings of a run; entries are kept by name.
    public init(
        template: [Entry], fonts: [Entry], engine: [Entry], options: [Entry], input: Input? = nil
    ) {
        self.template = RunSettings.sorted(template)
        self.fonts = RunSettings.sorted(fonts)
        self.engine = RunSettings.sorted(engine)
        self.options = RunSettings.sorted(options)
        self.input = input
    }

    /// The value of an option; nil where it is none of the settings.
    public func value(of option: String) -> String? {
        options.first { $0.name == option }?.value
    }

    static func sorted(_ entries: [Entry]) -> [Entry] {
        entries.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    }

    /// The file's version.
    static let version = 1

    /// The file's bytes, the same for the same settings.
    public var bytes: [UInt8] {
        var json = CanonicalJSON()
        json.add("format", RunSettings.version)
        write(to: &json)
        return json.finish()
    }

    /// The digest of the file.
    public var sha256: SHA256Digest {
        var buffer = ByteBuffer()
        buffer.append(bytes)
        return SHA256Digest(of: buffer.view)
    }

    /// Writes the file.
    ///
    /// - Throws: `RunFolderError.file`.
    public func write(to paths: RunPaths, durability: Durability) throws(RunFolderError) {
        do throws(FileError) {
            try DurableFile.write(bytes, to: paths.settings, durability: durability)
        } catch {
            throw .file(error)
        }
    }

    /// Reads the file of a run; nil if there is none yet.
    ///
    /// - Throws: `RunFolderError`; F731 and F732 for what is no such file.
    public static func read(_ paths: RunPaths) throws(RunFolderError) -> RunSettings? {
        let bytes: [UInt8]
        do throws(FileError) {
            bytes = try InputDescriptor.bytes(of: paths.settings)
        } catch {
            if error.code == ENOENT { return nil }
            throw .file(error)
        }
        do throws(Diagnostic) {
            var fields = try JSONFields(file: paths.settings, bytes: bytes)
            try fields.expect(version: version)
            return try RunSettings(reading: &fields)
        } catch {
            throw .refused(error)
        }
    }

    /// Writes the members of an open object.
    func write(to json: inout CanonicalJSON) {
        for (name, entries) in sections {
            json.object(name, isBroken: true) { json in
                for entry in entries { json.add(entry.name, entry.value) }
            }
        }
        guard let input else { return json.addNull("input") }
        json.object("input", isBroken: true) { json in
            json.add("bytes", input.bytes)
            json.add("sha256", input.sha256.hexadecimal)
            json.list("parts", input.parts, isBroken: true) { json, part in
                json.add(nil, part.hexadecimal)
            }
        }
    }

    private var sections: [(String, [Entry])] {
        [("template", template), ("fonts", fonts), ("engine", engine), ("options", options)]
    }

    /// Reads the members that `write` wrote, and nothing else.
    init(reading fields: inout JSONFields) throws(Diagnostic) {
        func entries(
            _ name: String, _ fields: inout JSONFields
        ) throws(Diagnostic) -> [Entry] {
            var object = try fields.object(name)
            return try object.allTexts().map { Entry(name: $0.name, value: $0.text) }
        }
        self.init(
            template: try entries("template", &fields), fonts: try entries("fonts", &fields),
            engine: try entries("engine", &fields), options: try entries("options", &fields))
        if var object = try fields.optionalObject("input") {
            input = Input(
                bytes: try object.count("bytes"), sha256: try object.digest("sha256"),
                parts: try object.digests("parts"))
            try object.finish()
        }
    }
}

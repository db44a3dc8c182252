public import BatchEngine
import Dispatch
import Primitives
import RunFolders
import Synchronization

/// What `fatura deliver` is asked for.
public struct DeliveryOptions: Sendable {
    /// The folder of a run that has ended.
    public var folder: String
    /// Where its files go.
    public var place: ObjectPlace
    /// The store.
    public var access: StorageAccess
    /// How many files are on their way at the same time.
    public var workers = 4
    /// After so many seconds without a byte a request is sent again.
    public var timeout = 30

    /// Options of a delivery.
    public init(folder: String, place: ObjectPlace, access: StorageAccess) {
        self.folder = folder
        self.place = place
        self.access = access
    }
}

/// What a delivery that is done came to.
public struct DeliveryOutcome: Sendable {
    /// Objects of the run, the manifest among them.
    public fileprivate(set) var objects = 0
    /// Their bytes.
    public fileprivate(set) var bytes = 0
    /// Those that were there already.
    public fileprivate(set) var present = 0
}

/// Brings the files of a run that has ended into a bucket, each as an object that is created once.
///
/// The bucket itself says what is done: the same command goes on, whoever gives it and wherever it was killed. The
/// manifest comes last, so that a run in the bucket is whole when that is there.
public final class RunDelivery: Sendable {
    private let options: DeliveryOptions
    private let paths: RunPaths
    private let isStopped = Atomic(false)
    private let nextItem = Atomic(0)
    private let state = Mutex((outcome: DeliveryOutcome(), failure: RunFailure?.none))
    private let note: @Sendable (String) -> Void

    /// A delivery that `run` carries out.
    ///
    /// - Parameters:
    ///   - options: what is asked.
    ///   - note: called with what an operator should know and is no error.
    public init(_ options: DeliveryOptions, note: @escaping @Sendable (String) -> Void) {
        self.options = options
        self.note = note
        paths = RunPaths(folder: options.folder)
    }

    /// Lets the delivery end with the files that are on their way; it throws `interrupted` then.
    public func stop() { isStopped.store(true, ordering: .relaxed) }

    /// Carries the delivery out, or on.
    ///
    /// - Throws: `RunFailure`; the same command goes on once it is mended.
    public func run() throws(RunFailure) -> DeliveryOutcome {
        let list = try DeliveryList(try FinishedRun(folder: options.folder))
        if options.access.isPlain {
            note("\(options.access.endpoint): without TLS, what travels can be read on the way")
        }
        var store = try connect()
        // Another run below the prefix is found before anything is brought.
        if let obstacle = try store.obstacle(list.manifest) { throw obstacle }
        let group = DispatchGroup()
        for number in 0..<min(options.workers, list.items.count) {
            DispatchQueue(label: "fatura.delivery.\(number)").async(group: group) {
                do throws(RunFailure) {
                    try self.work(list.items)
                } catch {
                    self.state.withLock { if $0.failure == nil { $0.failure = error } }
                }
            }
        }
        group.wait()
        if let failure = state.withLock({ $0.failure }) { throw failure }
        guard !isStopped.load(ordering: .relaxed) else { throw interrupted() }
        try put(list.manifest, into: &store)
        return state.withLock { $0.outcome }
    }

    private func connect() throws(RunFailure) -> ObjectStore<CurlTransport> {
        let transport: CurlTransport
        do throws(TransportError) {
            transport = try CurlTransport(
                options.access, options.place, timeout: options.timeout
            ) { self.isStopped.load(ordering: .relaxed) }
        } catch {
            throw StorageFault.unreachable(error, options.place.text(), options.access)
        }
        return ObjectStore(options.access, options.place, over: transport)
    }

    private func work(_ items: [DeliveryList.Item]) throws(RunFailure) {
        var store = try connect()
        while !isStopped.load(ordering: .relaxed), state.withLock({ $0.failure == nil }) {
            let place = nextItem.wrappingAdd(1, ordering: .relaxed).oldValue
            guard place < items.count else { return }
            switch items[place] {
            case .file(let object): try put(object, into: &store)
            case .folder(let fact): try put(folder: fact, into: &store)
            }
        }
    }

    /// Brings the files of a pack that is a folder.
    private func put(
        folder: FileFact, into store: inout ObjectStore<CurlTransport>
    ) throws(RunFailure) {
        if try inFolder({ () throws(RunFolderError) in try folder.difference(in: paths) }) != nil {
            throw StorageFault.changed(paths.path(folder.name))
        }
        let names = try withFiles { () throws(FileError) in
            try RunPaths.names(in: paths.path(folder.name)).sorted()
        }
        for name in names {
            guard !isStopped.load(ordering: .relaxed) else { return }
            let name = folder.name + "/" + name
            let fact = try withFiles { () throws(FileError) in
                try FileFact(reading: paths.path(name), name: name)
            }
            try put(StoredObject(fact), into: &store)
        }
    }

    private func put(
        _ object: StoredObject, into store: inout ObjectStore<CurlTransport>
    ) throws(RunFailure) {
        let stored = try store.put(object, from: paths.path(object.name))
        state.withLock {
            $0.outcome.objects += 1
            $0.outcome.bytes += object.bytes
            if case .wasThere = stored { $0.outcome.present += 1 }
        }
    }

    private func interrupted() -> RunFailure {
        .interrupted(
            Diagnostics([
                Diagnostic(
                    code: "F765", file: paths.folder,
                    message: "ended before its time, before the manifest was delivered",
                    cure: "give the same command again, and the delivery goes on")
            ]))
    }
}

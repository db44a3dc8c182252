/// Parts that a scheduler of array jobs hands out.
extension RunPart {
    /// What a scheduler says in the environment of a task.
    private struct Array {
        let scheduler: String
        /// From 0, as far as the scheduler knows where the array begins.
        let index: Int
        /// As the scheduler numbers its tasks.
        let number: Int
        /// How many tasks there are; nil where the scheduler does not say.
        let count: Int?
        /// Whether each of so many indices has a task, as far as the scheduler says.
        var isUnbroken = true
    }

    /// Why the environment names no part.
    public struct ArrayJobError: Error, Sendable, Hashable {
        /// What is wrong and what would mend it, one sentence.
        public let message: String
    }

    /// The part of a task of an array job: of a Kubernetes Indexed Job, a Slurm array or an AWS Batch array.
    ///
    /// With a count, tasks must be numbered from 0, so that a single task can be submitted again and is still the
    /// same part. Without one, the scheduler says how many there are, or `FATURA_SHARDS`, as Kubernetes does not; an
    /// array of Slurm with gaps is refused then, as nobody would render the parts between.
    ///
    /// - Parameters:
    ///   - environment: the process's.
    ///   - count: how many parts there are; nil if the environment says it.
    /// - Throws: `ArrayJobError` where no scheduler or more than one is seen, or counts and numbers do not fit.
    public init(
        arrayJob environment: [String: String], count: Int? = nil
    ) throws(ArrayJobError) {
        let arrays = try RunPart.arrays(environment)
        guard let array = arrays.first else {
            throw ArrayJobError(
                message: "no array job is seen here: JOB_COMPLETION_INDEX, SLURM_ARRAY_TASK_ID and "
                    + "AWS_BATCH_JOB_ARRAY_INDEX are not set; say --shard I/N")
        }
        guard arrays.count == 1 else {
            throw ArrayJobError(
                message: "\(arrays.map(\.scheduler).joined(separator: " and ")) both number this "
                    + "task; say --shard I/N")
        }
        let said = try RunPart.number("FATURA_SHARDS", in: environment)
        guard let all = count ?? said ?? array.count else {
            throw ArrayJobError(
                message: "\(array.scheduler) does not say how many tasks there are: say --shard "
                    + "auto/N, or set FATURA_SHARDS")
        }
        let isCounted = count != nil || said != nil
        guard isCounted || array.isUnbroken else {
            throw ArrayJobError(
                message:
                    "\(array.scheduler) has \(all) tasks, and gaps between their numbers: number "
                    + "them from 0 without gaps, or say --shard auto/N")
        }
        let index = isCounted ? array.number : array.index
        guard 1...RunPart.most ~= all else {
            throw ArrayJobError(message: "there are 1 to \(RunPart.most) parts, not \(all)")
        }
        guard let part = RunPart(index, of: all) else {
            throw ArrayJobError(
                message:
                    "\(array.scheduler) calls this task \(array.number), and parts are 0 to \(all - 1): "
                    + "number the tasks from 0")
        }
        self = part
    }

    private static func arrays(
        _ environment: [String: String]
    ) throws(ArrayJobError) -> [Array] {
        var arrays: [Array] = []
        if let index = try number("JOB_COMPLETION_INDEX", in: environment) {
            arrays.append(Array(scheduler: "Kubernetes", index: index, number: index, count: nil))
        }
        if let id = try number("SLURM_ARRAY_TASK_ID", in: environment) {
            let first = try number("SLURM_ARRAY_TASK_MIN", in: environment) ?? 0
            let step = max(1, try number("SLURM_ARRAY_TASK_STEP", in: environment) ?? 1)
            var array = Array(
                scheduler: "Slurm", index: (id - first) / step, number: id,
                count: try number("SLURM_ARRAY_TASK_COUNT", in: environment))
            if let last = try number("SLURM_ARRAY_TASK_MAX", in: environment),
                let count = array.count
            {
                array.isUnbroken = (last - first) / step + 1 == count && (id - first) % step == 0
            }
            arrays.append(array)
        }
        if let index = try number("AWS_BATCH_JOB_ARRAY_INDEX", in: environment) {
            arrays.append(
                Array(
                    scheduler: "AWS Batch", index: index, number: index,
                    count: try number("AWS_BATCH_JOB_ARRAY_SIZE", in: environment)))
        }
        return arrays
    }

    /// No scheduler numbers tasks beyond it (Slurm, `MaxArraySize`).
    private static let largest = 4_000_001

    private static func number(
        _ name: String, in environment: [String: String]
    ) throws(ArrayJobError) -> Int? {
        guard let text = environment[name], !text.isEmpty else { return nil }
        guard text.utf8.allSatisfy({ 0x30...0x39 ~= $0 }), let number = Int(text),
            number <= largest
        else {
            throw ArrayJobError(message: "\(name) is no number of a task: “\(text)”")
        }
        return number
    }
}

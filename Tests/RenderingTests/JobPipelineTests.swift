import Foundation
import Records
import Synchronization
import TestSupport
import XCTest

@testable import Rendering

final class JobPipelineTests: XCTestCase {
    private final class Job: RecordJob {
        var sequence = 0
        let chunk = RecordChunk()
        static let made = Mutex(0)

        init() { Job.made.withLock { $0 += 1 } }
    }

    private let folder = try! TemporaryFolder()

    private func pipeline(lines: Int, workers: Int) throws -> JobPipeline<Job> {
        let text = (0..<lines).map { "{\"id\":\"\($0)\"}\n" }.joined()
        try folder.file("records", holding: Data(text.utf8))
        return try JobPipeline(records: folder.path("records"), chunkBytes: 1, workers: workers)
    }

    /// As many chunks as there is room for, delivered from the last one to the first.
    func testChunksAreDeliveredInOrder() throws {
        for workers in [1, 2, 7] {
            Job.made.withLock { $0 = 0 }
            let pipeline = try pipeline(lines: 200, workers: workers)
            var delivered: [Int] = []
            var isAtEnd = false
            while !isAtEnd {
                var jobs: [Job] = []
                while jobs.count < workers * 2, !isAtEnd {
                    if let job = pipeline.next() { jobs.append(job) } else { isAtEnd = true }
                }
                for job in jobs.reversed() {
                    let count = delivered.count
                    pipeline.commit(job) { delivered.append($0.sequence) }
                    XCTAssertEqual(
                        delivered.count, job === jobs[0] ? count + jobs.count : count, "\(workers)")
                }
            }
            XCTAssertNil(pipeline.failure)
            XCTAssertEqual(delivered, Array(0..<200), "\(workers)")
            // Jobs are used again, so memory does not grow with the input.
            XCTAssertEqual(Job.made.withLock { $0 }, workers * 2)
        }
    }

    func testThreadsDeliverOneAtATime() throws {
        for workers in [1, 2, 7] {
            let pipeline = try pipeline(lines: 300, workers: workers)
            let delivered = Mutex<[Int]>([])
            let threads = Mutex(0)
            pipeline.run {
                while let job = pipeline.next() {
                    pipeline.commit(job) { job in
                        let count = threads.withLock { count in
                            count += 1
                            return count
                        }
                        XCTAssertEqual(count, 1)
                        delivered.withLock { $0.append(job.sequence) }
                        threads.withLock { $0 -= 1 }
                    }
                }
            }
            XCTAssertEqual(delivered.withLock { $0 }, Array(0..<300), "\(workers)")
        }
    }

    func testAFailureEndsTheRun() throws {
        for workers in [1, 4] {
            let pipeline = try pipeline(lines: 100, workers: workers)
            let delivered = Mutex<[Int]>([])
            pipeline.run {
                while let job = pipeline.next() {
                    pipeline.commit(job) { (job) throws(RenderFailure) in
                        if job.sequence == 10 { throw .file("ten") }
                        delivered.withLock { $0.append(job.sequence) }
                    }
                }
            }
            XCTAssertEqual(delivered.withLock { $0 }, Array(0..<10))
            guard case .file("ten")? = pipeline.failure else { return XCTFail("no failure") }
            pipeline.attempt { () throws(RenderFailure) in XCTFail("the run has failed") }
            pipeline.fail(.several)
            guard case .file("ten")? = pipeline.failure else { return XCTFail("not the first") }
        }
    }

    func testAMissingInputIsAFailure() {
        XCTAssertThrowsError(
            try JobPipeline<Job>(records: folder.path("none"), chunkBytes: 1, workers: 1))
    }
}

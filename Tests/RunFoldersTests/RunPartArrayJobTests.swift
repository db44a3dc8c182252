import RunFolders
import XCTest

final class RunPartArrayJobTests: XCTestCase {
    func testPartsOfArrayJobs() {
        let kubernetes = ["JOB_COMPLETION_INDEX": "2"]
        let slurm = [
            "SLURM_ARRAY_TASK_ID": "7", "SLURM_ARRAY_TASK_MIN": "3", "SLURM_ARRAY_TASK_STEP": "2",
            "SLURM_ARRAY_TASK_COUNT": "4",
        ]
        let unbroken = slurm.merging(["SLURM_ARRAY_TASK_MAX": "9"]) { $1 }
        let again = [
            "SLURM_ARRAY_TASK_ID": "1", "SLURM_ARRAY_TASK_MIN": "1", "SLURM_ARRAY_TASK_COUNT": "1",
        ]
        let amazon = ["AWS_BATCH_JOB_ARRAY_INDEX": "0", "AWS_BATCH_JOB_ARRAY_SIZE": "5"]
        let counted = kubernetes.merging(["FATURA_SHARDS": "4"]) { $1 }
        let rows: [(environment: [String: String], count: Int?, part: String, line: UInt)] = [
            (kubernetes, 3, "2/3", #line), (counted, nil, "2/4", #line), (counted, 9, "2/9", #line),
            (slurm, nil, "2/4", #line), (slurm, 8, "7/8", #line),
            (unbroken, nil, "2/4", #line),
            // One task submitted again is the part it was, if the count is said.
            (again, 3, "1/3", #line), (amazon, nil, "0/5", #line), (amazon, 5, "0/5", #line),
            (["JOB_COMPLETION_INDEX": "", "SLURM_ARRAY_TASK_ID": "1"], 2, "1/2", #line),
        ]
        for row in rows {
            let part = try? RunPart(arrayJob: row.environment, count: row.count)
            XCTAssertEqual(part?.text, row.part, line: row.line)
        }
    }

    func testWhatIsNoArrayJob() {
        let gaps = [
            "SLURM_ARRAY_TASK_MIN": "1", "SLURM_ARRAY_TASK_MAX": "7", "SLURM_ARRAY_TASK_COUNT": "3",
        ]
        let rows: [(environment: [String: String], count: Int?, message: String, line: UInt)] = [
            ([:], 3, "no array job is seen here", #line),
            (["JOB_COMPLETION_INDEX": "2"], nil, "Kubernetes does not say how many", #line),
            (["JOB_COMPLETION_INDEX": "3"], 3, "parts are 0 to 2", #line),
            (["JOB_COMPLETION_INDEX": "x"], 3, "no number of a task: “x”", #line),
            (["JOB_COMPLETION_INDEX": "-1"], 3, "no number of a task: “-1”", #line),
            (["JOB_COMPLETION_INDEX": "+1"], 3, "no number of a task: “+1”", #line),
            (
                ["JOB_COMPLETION_INDEX": "99999999999999999999"], 3, "no number of a task",
                #line
            ),
            (["JOB_COMPLETION_INDEX": "1\n"], 3, "no number of a task", #line),
            (["JOB_COMPLETION_INDEX": "0"], 0, "1 to 100000 parts, not 0", #line),
            (["JOB_COMPLETION_INDEX": "0"], -1, "1 to 100000 parts, not -1", #line),
            (["JOB_COMPLETION_INDEX": "0"], 100_001, "not 100001", #line),
            (["JOB_COMPLETION_INDEX": "0", "FATURA_SHARDS": "0"], nil, "not 0", #line),
            (
                ["AWS_BATCH_JOB_ARRAY_INDEX": "2", "AWS_BATCH_JOB_ARRAY_SIZE": "2"], nil, "0 to 1",
                #line
            ),
            // An array with gaps has fewer tasks than numbers.
            (
                [
                    "SLURM_ARRAY_TASK_ID": "5", "SLURM_ARRAY_TASK_MIN": "0",
                    "SLURM_ARRAY_TASK_COUNT": "3",
                ], nil, "parts are 0 to 2", #line
            ),
            // sbatch --array=1,2,7: task 2 would be 1/3, and task 7 none.
            (gaps.merging(["SLURM_ARRAY_TASK_ID": "2"]) { $1 }, nil, "gaps between", #line),
            (gaps.merging(["SLURM_ARRAY_TASK_ID": "7"]) { $1 }, nil, "has 3 tasks", #line),
            (gaps.merging(["SLURM_ARRAY_TASK_ID": "7"]) { $1 }, 3, "calls this task 7", #line),
            (
                [
                    "SLURM_ARRAY_TASK_ID": "7", "SLURM_ARRAY_TASK_MIN": "1",
                    "SLURM_ARRAY_TASK_COUNT": "3",
                ], nil, "calls this task 7", #line
            ),
            (
                [
                    "SLURM_ARRAY_TASK_ID": "1", "SLURM_ARRAY_TASK_MIN": "3",
                    "SLURM_ARRAY_TASK_COUNT": "3",
                ], nil, "parts are 0 to 2", #line
            ),
            (
                ["JOB_COMPLETION_INDEX": "0", "SLURM_ARRAY_TASK_ID": "0"], 3,
                "Kubernetes and Slurm both number", #line
            ),
        ]
        for row in rows {
            XCTAssertThrowsError(
                try RunPart(arrayJob: row.environment, count: row.count), line: row.line
            ) { error in
                let message = (error as? RunPart.ArrayJobError)?.message ?? ""
                XCTAssertTrue(message.contains(row.message), message, line: row.line)
            }
        }
    }
}

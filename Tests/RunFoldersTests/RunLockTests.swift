import Foundation
import TestSupport
import XCTest

@testable import RunFolders

final class RunLockTests: XCTestCase {
    private let first = RunHolder(pid: 4711, host: "alpha", start: 1_782_000_000, boot: "b1")

    func testSecondRunIsRefusedByTheNameOfTheFirst() throws {
        let run = try RunFixture()
        let lock = try RunLock(run.paths, holder: first)
        XCTAssertNil(lock.killed)
        XCTAssertThrowsError(try take(run)) { error in
            guard case RunFolderError.refused(let found)? = error as? RunFolderError else {
                return XCTFail("\(error)")
            }
            XCTAssertEqual(found.all.map(\.code), ["F701"])
            XCTAssertEqual(
                found.all[0].message,
                "another run works here: process 4711 on alpha, since 2026-06-21T00:00:00Z")
            XCTAssertNotEqual(found.all[0].cure, "")
        }
        try lock.release()
    }

    func testFolderIsFreeAfterARunThatEndedInOrder() throws {
        let run = try RunFixture()
        try RunLock(run.paths, holder: first).release()
        XCTAssertEqual(try run.folder.contents("run/lock"), Data())
        XCTAssertNil(try killed(run))
    }

    func testWhatStandsInAFileWithoutALockIsOfAKilledRun() throws {
        let rows: [(text: String, killed: RunHolder?, line: UInt)] = [
            (first.text, first, #line), ("", nil, #line), ("{\"pid\":1", nil, #line),
            ("not JSON at all\n", nil, #line),
            (String(repeating: "x", count: 10_000), nil, #line),
        ]
        for row in rows {
            let run = try RunFixture()
            try run.folder.file("run/lock", holding: Data(row.text.utf8))
            XCTAssertEqual(try killed(run), row.killed, line: row.line)
        }
    }

    /// Another process holds the folder until it is killed, whose lock the operating system lets go.
    func testKilledProcessLetsTheFolderGo() throws {
        let run = try RunFixture()
        try run.folder.file("run/lock", holding: Data(first.text.utf8))
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [
            "python3", "-c",
            """
            import fcntl, sys
            lock = open(sys.argv[1], "r+")
            fcntl.flock(lock, fcntl.LOCK_EX)
            print("held", flush=True)
            sys.stdin.read()
            """, run.paths.lock,
        ]
        let (output, input) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardInput = input
        try process.run()
        XCTAssertEqual(output.fileHandleForReading.readData(ofLength: 5), Data("held\n".utf8))
        XCTAssertEqual(codes { try take(run) }, ["F701"])
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        XCTAssertEqual(try killed(run), first)
    }

    func testFolderThatIsMissingIsAFileError() throws {
        let folder = try TemporaryFolder()
        let paths = RunPaths(folder: folder.path("none"))
        XCTAssertThrowsError(try RunLock(paths, holder: first).release()) { error in
            guard case RunFolderError.file(let found)? = error as? RunFolderError else {
                return XCTFail("\(error)")
            }
            XCTAssertEqual(found.code, ENOENT)
        }
    }

    func testPowerCutsAreToldByTheBoot() {
        let other = RunHolder(pid: 1, host: "alpha", start: 1_782_000_100, boot: "b2")
        let rows: [(killed: RunHolder, now: RunHolder, isBefore: Bool, line: UInt)] = [
            (first, RunHolder(pid: 2, host: "alpha", start: 9, boot: "b1"), false, #line),
            (first, other, true, #line),
            (first, RunHolder(pid: 2, host: "beta", start: 9, boot: "b1"), false, #line),
            (RunHolder(pid: 1, host: "alpha", start: 1, boot: ""), other, true, #line),
        ]
        for row in rows {
            XCTAssertEqual(
                row.killed.isBeforePowerCut(seenFrom: row.now), row.isBefore, line: row.line)
        }
    }

    /// However many runs are killed after a power cut, until one of them has compared the files.
    func testSuspicionLastsUntilItIsSettled() throws {
        let run = try RunFixture()
        let second = RunHolder(pid: 5, host: "alpha", start: 1_782_000_100, boot: "b2")
        let third = RunHolder(pid: 6, host: "alpha", start: 1_782_000_200, boot: "b3")
        XCTAssertFalse(try isSuspect(run, first, settles: false))
        XCTAssertTrue(try isSuspect(run, second, settles: false))
        XCTAssertTrue(try isSuspect(run, second, settles: false))
        XCTAssertTrue(try isSuspect(run, third, settles: true))
        XCTAssertFalse(try isSuspect(run, third, settles: false))
        XCTAssertTrue(try isSuspect(run, second, settles: false))
    }

    func testAHolderThatWritesLessLeavesNothingOfTheOneBefore() throws {
        let run = try RunFixture()
        let long = RunHolder(
            pid: 4711, host: String(repeating: "h", count: 500), start: 1_782_000_000, boot: "b1")
        try run.folder.file("run/lock", holding: Data(long.text.utf8))
        XCTAssertFalse(try isSuspect(run, first, settles: true))
        XCTAssertEqual(try run.folder.contents("run/lock"), Data(first.text.utf8))
    }

    func testThisProcessIsNamedAsTheSystemNamesIt() throws {
        let holder = RunHolder.current()
        XCTAssertEqual(holder.pid, Int(getpid()))
        XCTAssertEqual(holder.host + "\n", try ChildProcess.run("uname", ["-n"]).text)
        XCTAssertEqual(RunHolder(text: holder.text, file: "lock"), holder)
        let date = try ChildProcess.run(
            "date", ["-u", "-d", "@\(holder.start)", "+%Y-%m-%dT%H:%M:%SZ"])
        XCTAssertEqual(holder.startText + "\n", date.text)
    }

    private func take(_ run: RunFixture) throws {
        try RunLock(run.paths, holder: first).release()
    }

    /// Whether a holder that is killed afterwards finds that files may be lost.
    private func isSuspect(
        _ run: RunFixture, _ holder: RunHolder, settles: Bool
    ) throws -> Bool {
        var lock = try RunLock(run.paths, holder: holder)
        let isSuspect = lock.isSuspect
        if settles { try lock.settle() }
        return isSuspect
    }

    /// Who was killed, as the next run sees it.
    private func killed(_ run: RunFixture) throws -> RunHolder? {
        let lock = try RunLock(run.paths, holder: .current())
        let killed = lock.killed
        try lock.release()
        return killed
    }
}

import Foundation
import XCTest

/// The outside reader symbols are shown to.
enum Zbarimg {
    /// What `zbarimg` reads on pictures, one after the other, without anything between.
    ///
    /// - Parameter options: as `-Sqr.enable`; all readers are on when none is given.
    static func read(_ pictures: [[UInt8]], options: [String] = []) throws -> [UInt8] {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("symbology-" + UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var read: [UInt8] = []
        // Pictures are handed on in lots, so that the folder stays small.
        for start in stride(from: 0, to: pictures.count, by: 500) {
            var names: [String] = []
            for index in start..<min(start + 500, pictures.count) {
                let name = folder.appendingPathComponent("\(index).pbm")
                try Data(pictures[index]).write(to: name)
                names.append(name.path)
            }
            read += try run(["--nodbus", "--raw", "-q", "-Sbinary"] + options + names)
            for name in names { try FileManager.default.removeItem(atPath: name) }
        }
        return read
    }

    private static func run(_ arguments: [String]) throws -> [UInt8] {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["zbarimg"] + arguments
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let read = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        XCTAssertEqual(process.terminationStatus, 0, "zbarimg found no symbol on some picture")
        return [UInt8](read)
    }
}

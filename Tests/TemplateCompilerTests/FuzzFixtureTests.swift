import Expansion
import Foundation
import FuzzInputs
import Primitives
import TestSupport
import XCTest

@testable import TemplateCompiler

/// Inputs that a fuzzer found, and those it began with: each compiles, or says why not, without a crash.
final class FuzzFixtureTests: XCTestCase {
    func testEveryFixtureEnds() throws {
        let folder = repositoryFolder.appendingPathComponent(
            "Tests/TemplateCompilerTests/Fixtures")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            .filter { $0.hasPrefix("fuzz-") }.sorted()
        XCTAssertGreaterThan(names.count, 4)
        for name in names {
            let bytes = try Data(contentsOf: folder.appendingPathComponent(name))
            let pack = TestPack(files: [:])
            for file in FuzzInput(bytes).files { pack.write(file.bytes, file.name) }
            let found = pack.diagnostics()
            for diagnostic in found {
                XCTAssertGreaterThan(diagnostic.message.count, 3, name)
                XCTAssertLessThan(diagnostic.sourceLine.count, 200, name)
            }
            guard found.isEmpty else { continue }
            let filling = Filling(try pack.compile())
            for channel in Channel.allCases {
                XCTAssertEqual(filling.dump(bill(), channel), filling.dump(bill(), channel), name)
            }
        }
    }
}

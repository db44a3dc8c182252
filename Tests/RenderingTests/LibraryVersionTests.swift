import Primitives
import Rendering
import TestSupport
import XCTest

final class LibraryVersionTests: XCTestCase {
    /// Each library tells the version that the distribution's package has.
    func testVersionsAreThoseOfThePackages() throws {
        let packages = [
            "libhpdf": "libhpdf-2.3.0", "libharfbuzz": "libharfbuzz0b",
            "libsimdjson": "libsimdjson14", "libisal": "libisal2", "libdeflate": "libdeflate0",
            "libgnutls": "libgnutls30", "libpng": "libpng16-16", "libzint": "libzint2.11",
        ]
        for library in LibraryVersion.all where library.name != "processor" {
            let package = try XCTUnwrap(packages[library.name], library.name)
            let told = try ChildProcess.run("dpkg-query", ["-W", "-f", "${Version}", package])
            XCTAssertTrue(
                told.text.hasPrefix(library.version), "\(library.version) is not \(told.text)")
            XCTAssertNotEqual(library.version, "")
        }
        XCTAssertEqual(Set(LibraryVersion.all.map(\.name)).count, packages.count + 1)
    }
}

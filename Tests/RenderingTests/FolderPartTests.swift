import Rendering
import XCTest

final class FolderPartTests: XCTestCase {
    func testFolders() {
        let rows: [(path: String, folder: String, line: UInt)] = [
            ("", "", #line), ("a", "", #line), ("ab", "", #line), ("a/", "", #line),
            ("a/b", "a", #line), ("a/b/", "a", #line), ("a//b//", "a", #line), ("/", "/", #line),
            ("//", "/", #line), ("/a", "/", #line), ("/a/", "/", #line), ("/a/b", "/a", #line),
            ("../x.tar", "..", #line), ("./x", ".", #line), ("á/é/x", "á/é", #line),
            (".", "", #line), ("-", "", #line),
        ]
        for row in rows { XCTAssertEqual(folderPart(of: row.path), row.folder, line: row.line) }
    }
}

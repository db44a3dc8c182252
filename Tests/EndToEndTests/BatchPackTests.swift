import Foundation
import TestSupport
import XCTest

final class BatchPackTests: XCTestCase {
    private let folder = try! TemporaryFolder()

    func testEveryKindHoldsTheSameDocuments() throws {
        let done = try Fatura.shell(
            """
            set -e -o pipefail
            export LC_ALL=C
            $fatura sample $pack -n 30 --rows 1 > cycle.ndjson
            for kind in tar zip files; do
                $fatura batch $pack cycle.ndjson -o $kind --pack $kind --shard-size 64 -c pdf,portal
            done
            mkdir from-tar from-zip
            for file in tar/packs/*; do tar xf $file -C from-tar; done
            for file in zip/packs/*; do unzip -tq $file > told; unzip -q $file -d from-zip; done
            (cd from-tar && sha256sum *) > tar.sums
            (cd from-zip && sha256sum *) | cmp - tar.sums
            cat files/packs/*/* | sha256sum > all.files
            cat from-tar/* | sha256sum | cmp - all.files
            wc -l < tar.sums
            """, in: folder)
        XCTAssertEqual(done.status, 0, done.errors)
        XCTAssertEqual(done.text, "60\n")
    }

    func testLedgerLeadsToTheBytesInAZip() throws {
        let done = try Fatura.shell(
            """
            set -e -o pipefail
            $fatura sample $pack -n 5 --rows 1 > cycle.ndjson
            $fatura batch $pack cycle.ndjson -o run --pack zip
            python3 - <<'END'
            import hashlib, sqlite3
            rows = sqlite3.connect("run/ledger.sqlite").execute(
                "SELECT offset, length, sha256 FROM document")
            pack = open("run/packs/00000.zip", "rb").read()
            print([hashlib.sha256(pack[o:o + l]).digest() == h for o, l, h in rows])
            END
            """, in: folder)
        XCTAssertEqual(done.status, 0, done.errors)
        XCTAssertEqual(
            done.text, "[\(["True", "True", "True", "True", "True"].joined(separator: ", "))]\n")
    }

    func testAFolderThatLostAFileIsRenderedAgain() throws {
        let done = try Fatura.shell(
            """
            set -e -o pipefail
            export LC_ALL=C
            $fatura sample $pack -n 5 --rows 1 > cycle.ndjson
            $fatura batch $pack cycle.ndjson -o run --pack files
            (cd run/packs/00000 && sha256sum *) > sums
            cp run/manifest.json manifest.json
            rm run/packs/00000/*3.pdf
            $fatura batch $pack cycle.ndjson -o run --pack files
            (cd run/packs/00000 && sha256sum *) | cmp - sums
            cmp run/manifest.json manifest.json
            sha256sum < sums | cut -c1-64 | xargs -I@ grep -c '"pack": {.*@' manifest.json
            """, in: folder)
        XCTAssertEqual(done.status, 0, done.errors)
        XCTAssertEqual(done.text, "1\n")
    }

    func testAnIdThatIsTooLongForAFileIsRejected() throws {
        let long = String(repeating: "á", count: 45)
        let rows: [(kind: String, line: UInt)] = [
            ("files", #line), ("zip", #line), ("tar", #line), ("print", #line),
        ]
        let records = try Fatura.sample("-n", "2", "--rows", "1")
        let wrong = records[1].changed(/"id":"[^"]*"/, to: "\"id\":\"\(long)\"")
        try folder.file("cycle.ndjson", holding: Data((records[0] + "\n" + wrong + "\n").utf8))
        for row in rows {
            let done = try Fatura.run([
                "batch", Fatura.pack, folder.path("cycle.ndjson"), "-o", folder.path(row.kind),
                "--pack", row.kind,
            ])
            XCTAssertEqual(done.status, 3, done.errors, line: row.line)
            let kept = try String(
                contentsOfFile: folder.path(row.kind + "/quarantine.ndjson"), encoding: .utf8)
            XCTAssertTrue(kept.contains("too long for a file's name"), kept, line: row.line)
        }
    }

    func testKindsThatAreNotThere() throws {
        for kind in ["rar", "Print", ""] {
            let done = try Fatura.run(["batch", Fatura.pack, "x", "-o", "y", "--pack", kind])
            XCTAssertEqual(done.status, 1, kind)
            XCTAssertTrue(done.errors.contains("there are: tar, zip, files, print"), done.errors)
        }
    }
}

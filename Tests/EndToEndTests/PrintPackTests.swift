import Foundation
import TestSupport
import XCTest

/// A print run as programs see it that nobody here wrote.
final class PrintPackTests: XCTestCase {
    private let folder = try! TemporaryFolder()
    private static let presets = Repository.root + "/presets"

    func testOtherProgramsReadWhatIsPrinted() throws {
        let done = try Fatura.shell(
            """
            set -e -o pipefail
            $fatura sample $pack -n 12 --rows 1 --cycle 2026-06 > cycle.ndjson
            $fatura sample $pack -n 2 --rows 300 --seed 9 >> cycle.ndjson
            $fatura batch $pack cycle.ndjson -o run --pack print --preset a4-datamatrix \\
                --shard-size 64 || test $? = 3
            qpdf --check run/print/00000.pdf > told
            mutool info run/print/00000.pdf | grep -c Roboto
            for file in run/packs/*.tar; do tar xf $file; done
            /usr/bin/python3 - <<'END'
            import csv, glob, subprocess, sys
            import zxingcpp
            from PIL import Image
            def text(file, page):
                return subprocess.run(
                    ["pdftotext", "-layout", "-f", str(page), "-l", str(page), file, "-"],
                    check=True, capture_output=True).stdout
            rows = list(csv.DictReader(open("run/print/index.csv", newline="", encoding="utf-8")))
            pages, wrong, blank, marks = 0, 0, 0, 0
            for row in rows:
                file, first, count = "run/" + row["file"], int(row["first_page"]), int(row["pages"])
                for page in range(count):
                    pages += 1
                    wrong += text(file, first + page) != text(row["document"] + ".pdf", page + 1)
                if count % 2: blank += text(file, first + count).strip() == b""
                subprocess.run(["pdftoppm", "-r", "200", "-gray", "-singlefile", "-f", str(first),
                    "-x", "8", "-y", "1164", "-W", "112", "-H", "112", file, "mark"], check=True)
                found = zxingcpp.read_barcodes(Image.open("mark.pgm"))
                marks += [code.text for code in found] == [row["mark"]]
            odd = sum(int(row["pages"]) % 2 for row in rows)
            print(len(rows) > 12, pages > 30, wrong, odd > 0, blank == odd, marks == len(rows))
            END
            """, in: folder)
        XCTAssertEqual(done.status, 0, done.errors)
        XCTAssertEqual(done.text, "2\nTrue True 0 True True True\n")
    }

    func testAPresetThatIsWrongIsToldWithItsPlace() throws {
        try folder.file("wrong.json", holding: Data("{\n  \"duplx\": true\n}".utf8))
        let done = try Fatura.run([
            "batch", Fatura.pack, "x", "-o", folder.path("run"), "--pack", "print", "--preset",
            folder.path("wrong.json"),
        ])
        XCTAssertEqual(done.status, 2)
        XCTAssertTrue(done.errors.contains("wrong.json:2:3: error"), done.errors)
        XCTAssertTrue(done.errors.contains("did you mean “duplex”?"), done.errors)
    }

    func testOptionsThatDoNotGoTogether() throws {
        let rows: [(options: [String], words: String, line: UInt)] = [
            (["--preset", "a4-omr"], "--preset is for --pack print", #line),
            (["--pack", "print", "-c", "portal"], "needs the channel pdf", #line),
        ]
        for row in rows {
            let done = try Fatura.run(["batch", Fatura.pack, "x", "-o", "y"] + row.options)
            XCTAssertEqual(done.status, 1, line: row.line)
            XCTAssertTrue(done.errors.contains(row.words), done.errors, line: row.line)
        }
        for arguments in [["run", "-o", "x.pdf"], ["run", "A", "-o", "x.tar"], ["run", "A"]] {
            XCTAssertEqual(try Fatura.run(["reprint"] + arguments).status, 1)
        }
        XCTAssertEqual(try Fatura.run(["reprint", "nothing", "A", "-o", "x.pdf"]).status, 2)
    }
}

import XCTest

@testable import Delivery

final class StorageAnswerTests: XCTestCase {
    private func answer(_ status: Int, _ body: String) -> StorageAnswer {
        StorageAnswer(status: status, body: Array(body.utf8))
    }

    func testWhetherItIsDone() {
        let rows: [(answer: StorageAnswer, isDone: Bool, code: String?, line: UInt)] = [
            (answer(200, ""), true, nil, #line), (answer(204, ""), true, nil, #line),
            (answer(200, "<Result><Code>x</Code></Result>"), true, nil, #line),
            (.error(200, "InternalError"), false, "InternalError", #line),
            (.error(403, "AccessDenied"), false, "AccessDenied", #line),
            (answer(412, ""), false, nil, #line), (answer(301, ""), false, nil, #line),
        ]
        for row in rows {
            XCTAssertEqual(row.answer.isDone, row.isDone, line: row.line)
            XCTAssertEqual(row.answer.code, row.code, line: row.line)
        }
    }

    func testWordsAreOneLineOfText() {
        XCTAssertEqual(
            StorageAnswer.error(400, "x", "a &lt;b&gt; &amp;amp; &#10; c\u{1B}[2J\nd").words,
            "a <b> &amp; &#10; c [2J d")
        XCTAssertEqual(answer(500, "<html>broken").words, "")
    }

    func testUploadsOfOneKey() {
        let list = answer(
            200,
            """
            <ListMultipartUploadsResult><Upload><Key>a/b</Key><UploadId>1</UploadId></Upload>
            <Upload><Key>a/b.c</Key><UploadId>2</UploadId></Upload>
            <Upload><Key>a/b</Key><UploadId>3&amp;</UploadId></Upload><Upload><Key>a/b</Key>
            """)
        XCTAssertEqual(list.uploads(of: "a/b"), ["1", "3&"])
    }

    func testPauses() {
        let rows: [(text: String, pause: Int?, line: UInt)] = [
            ("2", 2_000, #line), ("0", 0, #line), ("-1", nil, #line), ("soon", nil, #line),
            ("99999999999", 3_600_000, #line),
        ]
        for row in rows {
            let answer = StorageAnswer(status: 503, headers: ["retry-after": row.text])
            XCTAssertEqual(answer.pause, row.pause, line: row.line)
        }
    }
}

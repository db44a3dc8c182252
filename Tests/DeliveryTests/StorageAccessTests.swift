import Primitives
import XCTest

@testable import Delivery

final class StorageAccessTests: XCTestCase {
    private let keys = ["AWS_ACCESS_KEY_ID": "AKEY", "AWS_SECRET_ACCESS_KEY": "hidden"]

    func testEndpointAndRegion() throws {
        let rows:
            [(more: [String: String], endpoint: String?, want: String, region: String, line: UInt)] =
                [
                    ([:], nil, "https://s3.us-east-1.amazonaws.com", "us-east-1", #line),
                    (
                        ["AWS_REGION": "sa-east-1", "AWS_DEFAULT_REGION": "x"], nil,
                        "https://s3.sa-east-1.amazonaws.com", "sa-east-1", #line
                    ),
                    (
                        ["AWS_DEFAULT_REGION": "r1", "AWS_REGION": ""], "http://h:9/", "http://h:9",
                        "r1", #line
                    ),
                    (
                        ["AWS_ENDPOINT_URL": "https://a", "AWS_ENDPOINT_URL_S3": "https://b/s3"],
                        nil,
                        "https://b/s3", "us-east-1", #line
                    ),
                    (
                        ["AWS_ENDPOINT_URL": "https://a"], "https://c", "https://c", "us-east-1",
                        #line
                    ),
                ]
        for row in rows {
            let access = try StorageAccess(
                environment: keys.merging(row.more) { $1 }, endpoint: row.endpoint)
            XCTAssertEqual(access.endpoint, row.want, line: row.line)
            XCTAssertEqual(access.region, row.region, line: row.line)
            XCTAssertEqual(access.isPlain, row.want.hasPrefix("http:"), line: row.line)
        }
    }

    func testWhatIsRefusedTellsNoSecret() {
        let rows: [(environment: [String: String], endpoint: String?, code: String, line: UInt)] = [
            ([:], nil, "F901", #line), (["AWS_ACCESS_KEY_ID": "AKEY"], nil, "F901", #line),
            (keys.merging(["AWS_SECRET_ACCESS_KEY": ""]) { $1 }, nil, "F901", #line),
            (keys.merging(["AWS_SESSION_TOKEN": "hidden\r\nx: y"]) { $1 }, nil, "F902", #line),
            (keys.merging(["AWS_REGION": "a/b"]) { $1 }, nil, "F902", #line),
            (keys, "host:9000", "F902", #line), (keys, "ftp://host", "F902", #line),
            (keys, "https://", "F902", #line), (keys, "https://a:hidden@host", "F902", #line),
            (keys, "https://host/?x", "F902", #line), (keys, "https://ho st", "F902", #line),
        ]
        for row in rows {
            XCTAssertThrowsError(
                try StorageAccess(environment: row.environment, endpoint: row.endpoint),
                line: row.line
            ) { error in
                let diagnostic = error as? Diagnostic
                XCTAssertEqual(diagnostic?.code, row.code, line: row.line)
                XCTAssertFalse(diagnostic?.text.contains("hidden") ?? true, line: row.line)
            }
        }
    }
}

import Primitives
import Samples
import XCTest

final class FaultSpecTests: XCTestCase {
    func testTermsAreRead() throws {
        typealias Row = (text: String, terms: [String], most: Int, line: UInt)
        let rows: [Row] = [
            ("total.sum", ["total.sum 10000 -"], 1, #line),
            ("total.sum=0.02", ["total.sum 20000 -"], 1, #line),
            ("total.sum=1", ["total.sum 1000000 -"], 1, #line),
            ("total.sumx25", ["total.sum 10000 2500"], 1, #line),
            ("usage.inflated=0.000001x1.5", ["usage.inflated 1 150"], 1, #line),
            (
                "tax.rate=0.5x2,due.pastx365", ["tax.rate 500000 200", "due.past 10000 36500"], 1,
                #line
            ),
            ("most=4,name.blank", ["name.blank 10000 -"], 4, #line),
        ]
        for row in rows {
            let spec = try FaultSpec(row.text, sector: .telecom)
            let terms = spec.terms.map {
                "\($0.kind.rawValue) \($0.rate) \($0.magnitude.map(String.init) ?? "-")"
            }
            XCTAssertEqual(terms, row.terms, line: row.line)
            XCTAssertEqual(spec.most, row.most, line: row.line)
        }
    }

    /// `all` leaves alone what other terms name, before it or behind.
    func testAllIsWhatTheSectorHas() throws {
        let rows: [(sector: SampleSector, count: Int, line: UInt)] = [
            (.telecom, 36, #line), (.energy, 33, #line), (.saas, 28, #line),
        ]
        for row in rows {
            let spec = try FaultSpec("total.sum=0.2,all=0.005", sector: row.sector)
            XCTAssertEqual(spec.terms.count, row.count, line: row.line)
            XCTAssertEqual(Set(spec.terms.map(\.kind)).count, row.count, line: row.line)
            XCTAssertTrue(spec.terms.allSatisfy { $0.kind.applies(to: row.sector) })
            for term in spec.terms {
                let isOther = term.kind == .totalSum
                XCTAssertEqual(term.rate, isOther ? 200_000 : 5000, line: row.line)
            }
            XCTAssertEqual(
                Set(try FaultSpec("all=0.005,total.sum=0.2", sector: row.sector).terms),
                Set(spec.terms), line: row.line)
        }
    }

    func testFilesSayTheSameAsTerms() throws {
        let text = """
            {"most": 2, "faults": [{"kind": "all", "rate": 0.001},
             {"kind": "total.inflated", "rate": 0.02, "magnitude": 3}, {"kind": "name.blank"}]}
            """
        let file = SourceText(file: "f.json", bytes: Array(text.utf8))
        XCTAssertEqual(
            try FaultSpec(file, sector: .energy),
            try FaultSpec("most=2,total.inflated=0.02x3,name.blank,all=0.001", sector: .energy))
    }

    func testWhatIsWrongWithAFileIsToldWithItsPlace() {
        let rows: [(text: String, message: String, line: UInt)] = [
            ("{\"faults\": [", "f.json:1:13: ", #line),
            ("{}", "f.json:1:1: “faults” is missing", #line),
            ("[]", "f.json:1:1: this is an array, not an object", #line),
            (#"{"faults": "all"}"#, "f.json:1:12: “faults” is no list", #line),
            (#"{"faults": []}"#, "f.json:1:12: “faults” is no list", #line),
            (
                "{\n \"fault\": []}", "f.json:2:2: there is nothing called “fault” here; did you",
                #line
            ),
            (
                #"{"faults": [{"kind": "total.sum", "rates": 0.5}]}"#,
                "f.json:1:35: there is nothing called “rates” here; did you mean “rate”?", #line
            ),
            (
                #"{"faults": [{"kind": "total.sum", "x": 0.5}]}"#,
                "f.json:1:35: there is nothing called “x” here; it takes kind, rate, magnitude",
                #line
            ),
            (
                #"{"faults": [{"kind": "a", "kind": "b"}]}"#,
                "f.json:1:27: “kind” stands there twice", #line
            ),
            (#"{"faults": [{"rate": 0.5}]}"#, "f.json:1:13: a kind is missing", #line),
            (#"{"faults": [{"kind": 7}]}"#, "f.json:1:22: a kind is missing", #line),
            (
                #"{"faults": [{"kind": "total.sum", "rate": "0.5"}]}"#,
                "f.json:1:43: this is a string, not a number", #line
            ),
            (#"{"faults": [{"kind": "total.summ"}]}"#, "f.json:1:13: there is no kind", #line),
            (
                #"{"faults": [{"kind": "total.sum", "rate": 2}]}"#, "f.json:1:13: rate “2”", #line
            ),
            (#"{"most": 9, "faults": [{"kind": "all"}]}"#, "f.json:1:10: “most=9”", #line),
            (
                #"{"faults": [{"kind": "all"}, {"kind": "all"}]}"#,
                "f.json:1:30: “all” is named twice", #line
            ),
            (
                #"{"faults": [{"kind": "all", "magnitude": 2}]}"#,
                "f.json:1:13: “all” has no magnitude", #line
            ),
        ]
        for row in rows {
            let file = SourceText(file: "f.json", bytes: Array(row.text.utf8))
            XCTAssertThrowsError(try FaultSpec(file, sector: .saas), line: row.line) {
                let message = ($0 as? FaultSpecError)?.message ?? ""
                XCTAssertTrue(message.hasPrefix(row.message), message, line: row.line)
            }
        }
    }

    func testWhatCannotBeSeededIsRefused() {
        typealias Row = (text: String, sector: SampleSector, message: [String], line: UInt)
        let rows: [Row] = [
            ("", .telecom, ["a term is empty"], #line),
            ("total.sum,,due.past", .telecom, ["a term is empty"], #line),
            ("total.summ", .telecom, ["there is no kind", "“total.summ”", "usage.detail"], #line),
            ("usage.detail", .saas, ["bills of saas", "“usage.detail”", "payment.iban"], #line),
            ("payment.iban", .energy, ["bills of energy", "payment.crc"], #line),
            ("total.sum,total.sum", .saas, ["“total.sum” is named twice"], #line),
            ("all,all", .saas, ["“all” is named twice"], #line),
            ("all=0.5", .saas, ["add up to more than 1"], #line),
            ("total.sum=0.6,tax.rate=0.6", .saas, ["add up to more than 1"], #line),
            ("total.sum=0", .saas, ["rate “0”"], #line),
            ("total.sum=1.000001", .saas, ["rate “1.000001”"], #line),
            ("total.sum=-1", .saas, ["rate “-1”"], #line),
            ("total.sum=.5", .saas, ["rate “.5”"], #line),
            ("total.sum=0.0000001", .saas, ["rate"], #line),
            ("total.sumx0", .saas, ["magnitude “0”", "a whole number from 1"], #line),
            ("total.sumx1.5", .saas, ["magnitude “1.5”", "a whole number"], #line),
            ("total.inflatedx1", .saas, ["magnitude “1”", "above 1 to 100"], #line),
            ("total.inflatedx1.555", .saas, ["magnitude “1.555”"], #line),
            ("due.pastx366", .saas, ["magnitude “366”", "to 365"], #line),
            ("name.blankx2", .saas, ["“name.blank” has no magnitude"], #line),
            ("most=0,all", .saas, ["“most=0” is none of 1 to 4"], #line),
            ("most=five,all", .saas, ["“most=five”"], #line),
            ("most=2", .saas, ["“most=2” names no kind of fault", "all,most=2"], #line),
            ("most=", .saas, ["“most=” has no value", "most=2"], #line),
            ("total.sum=", .saas, ["“total.sum=” has no value", "or total.sum alone"], #line),
            ("all=", .saas, ["“all=” has no value"], #line),
            ("=0.5", .saas, ["a term is empty"], #line),
        ]
        for row in rows {
            XCTAssertThrowsError(try FaultSpec(row.text, sector: row.sector), line: row.line) {
                let message = ($0 as? FaultSpecError)?.message ?? ""
                for part in row.message {
                    XCTAssertTrue(message.contains(part), message, line: row.line)
                }
            }
        }
    }
}

import XCTest
final class RecordPaymentsTests: XCTestCase {}

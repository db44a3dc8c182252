import Primitives
import XCTest

final class ExactDecimalTests: XCTestCase {
    func testRounding() {
        let rows: [(mantissa: Int128, up: Int128, even: Int128, down: Int128, line: UInt)] = [
            (1249, 12, 12, 12, #line), (1250, 13, 12, 12, #line), (1251, 13, 13, 12, #line),
            (1350, 14, 14, 13, #line), (50, 1, 0, 0, #line), (49, 0, 0, 0, #line),
            (0, 0, 0, 0, #line), (-49, 0, 0, 0, #line), (-50, -1, 0, 0, #line),
            (-1250, -13, -12, -12, #line), (-1350, -14, -14, -13, #line),
            (-1251, -13, -13, -12, #line),
        ]
        for row in rows {
            let number = ExactDecimal(mantissa: row.mantissa, scale: 4)
            XCTAssertEqual(number.rounded(to: 2)?.mantissa, row.up, line: row.line)
            XCTAssertEqual(number.rounded(to: 2, .halfEven)?.mantissa, row.even, line: row.line)
            XCTAssertEqual(number.rounded(to: 2, .down)?.mantissa, row.down, line: row.line)
            XCTAssertEqual(number.rounded(to: 2)?.scale, 2, line: row.line)
        }
    }

    func testTheEndsOfTheRange() {
        let (least, most) = (ExactDecimal(mantissa: .min), ExactDecimal(mantissa: .max))
        let (one, minusOne) = (ExactDecimal(1), ExactDecimal(-1))
        let rows: [(result: ExactDecimal?, mantissa: Int128?, line: UInt)] = [
            (.sum(most, one), nil, #line), (.sum(least, minusOne), nil, #line),
            (.sum(most, minusOne), .max - 1, #line), (.sum(least, one), .min + 1, #line),
            (.sum(least, most), -1, #line),
            // −2^127 cannot be negated, so nothing ends there.
            (.sum(ExactDecimal(mantissa: -.max), minusOne), nil, #line),
            (
                .product(ExactDecimal(mantissa: -1 << 64), ExactDecimal(mantissa: 1 << 63)), nil,
                #line
            ),
            (.product(least, minusOne), nil, #line), (.product(most, minusOne), -.max, #line),
            (.quotient(least, minusOne, scale: 0), nil, #line),
            (.quotient(most, minusOne, scale: 0), -.max, #line),
            (.quotient(least, ExactDecimal(-2), scale: 0), 1 << 126, #line),
            (.quotient(ExactDecimal(.min), minusOne, scale: 0), 1 << 63, #line),
            (.quotient(least, least, scale: 0), 1, #line),
            (.quotient(most, least, scale: 0), -1, #line),
            (.quotient(one, least, scale: 0), 0, #line),
            (.quotient(one, .zero, scale: 2), nil, #line),
            (.quotient(.zero, .zero, scale: 2), nil, #line),
            (least.widened(to: 1), nil, #line), (most.widened(to: 1), nil, #line),
            (one.widened(to: 38), powerOfTen(38), #line), (one.widened(to: 39), nil, #line),
            (ExactDecimal.zero.widened(to: 39), 0, #line),
            (ExactDecimal(mantissa: .min, scale: 30).rounded(to: 0, .halfUp), -170_141_183, #line),
            (ExactDecimal(mantissa: .max, scale: 30).rounded(to: 0, .down), 170_141_183, #line),
        ]
        for row in rows {
            XCTAssertEqual(row.result?.mantissa, row.mantissa, line: row.line)
        }
    }

    func testComparisonWhereWideningOverflows() {
        let most = ExactDecimal(mantissa: .max)
        let least = ExactDecimal(mantissa: .min)
        let small = ExactDecimal(mantissa: .max, scale: 30)
        let rows: [(a: ExactDecimal, b: ExactDecimal, result: Int, line: UInt)] = [
            (most, small, 1, #line), (most, small.negated, 1, #line), (least, small, -1, #line),
            (least, small.negated, -1, #line), (least, most, -1, #line),
            (.zero, ExactDecimal(mantissa: 0, scale: 30), 0, #line),
            (ExactDecimal(mantissa: 10, scale: 1), ExactDecimal(1), 0, #line),
        ]
        for row in rows {
            XCTAssertEqual(row.a.compare(row.b), row.result, line: row.line)
            XCTAssertEqual(row.b.compare(row.a), -row.result, line: row.line)
        }
    }

    func testScalesOfResults() {
        let price = ExactDecimal(mantissa: 12_345, scale: 4)
        XCTAssertEqual(ExactDecimal.sum(price, ExactDecimal(mantissa: 5, scale: 2))?.scale, 4)
        XCTAssertEqual(ExactDecimal.product(price, price)?.scale, 8)
        XCTAssertEqual(ExactDecimal.quotient(price, price, scale: 3)?.scale, 3)
        XCTAssertEqual(price.widened(to: 2)?.scale, 4)
        let fine = ExactDecimal(mantissa: 1, scale: 16)
        XCTAssertNil(ExactDecimal.product(fine, fine))
        XCTAssertEqual(
            ExactDecimal.product(fine, ExactDecimal(mantissa: 1, scale: 14))?.scale,
            ExactDecimal.maximumScale)
    }

    func testSignAndSize() {
        let debt = ExactDecimal(mantissa: -1250, scale: 2)
        XCTAssertTrue(debt.isNegative)
        XCTAssertEqual(debt.negated.mantissa, 1250)
        XCTAssertEqual(debt.magnitude.mantissa, 1250)
        XCTAssertEqual(debt.negated.magnitude.mantissa, 1250)
        XCTAssertEqual(debt.approximate, -12.5)
        XCTAssertTrue(ExactDecimal(mantissa: 0, scale: 7).isZero)
        XCTAssertFalse(ExactDecimal.zero.isNegative)
        XCTAssertEqual(
            ExactDecimal(mantissa: .max, scale: 30).approximate, 1.7014118346e8, accuracy: 1)
    }

    func testPowersOfTen() {
        var power: Int128 = 1
        for exponent in 0...38 {
            XCTAssertEqual(powerOfTen(exponent), power)
            if exponent < 38 { power *= 10 }
        }
    }
}

import Primitives
import TestSupport
import XCTest

/// `ExactDecimal` against numbers of any size, over 5,000 seeded cases.
final class ExactDecimalReferenceTests: XCTestCase {
    private typealias Case = (a: ExactDecimal, b: ExactDecimal, places: Int)

    private let rules: [ExactDecimal.Rounding] = [.halfUp, .halfEven, .down]
    private let powers = (0...68).map { NaiveInteger.tenTo($0) }

    func testTheReferenceItself() {
        let rows: [(a: Int128, b: Int128, quotient: Int128, rest: Int128, line: UInt)] = [
            (17, 5, 3, 2, #line), (-17, 5, -3, -2, #line), (17, -5, -3, 2, #line),
            (0, 7, 0, 0, #line), (4, 5, 0, 4, #line),
            (.max, 1 << 64, 0x7FFF_FFFF_FFFF_FFFF, 0xFFFF_FFFF_FFFF_FFFF, #line),
        ]
        for row in rows {
            let (a, b) = (NaiveInteger(row.a), NaiveInteger(row.b))
            let (quotient, rest) = a.divided(by: b)
            XCTAssertEqual(quotient.int128, row.quotient, line: row.line)
            XCTAssertEqual(rest.int128, row.rest, line: row.line)
            XCTAssertEqual(quotient * b + rest, a, line: row.line)
        }
        XCTAssertEqual((NaiveInteger(.max) + NaiveInteger(1)).int128, nil)
        XCTAssertEqual(NaiveInteger(.min).int128, nil)
        XCTAssertEqual(powers[30].int128, 1_000_000_000_000_000_000_000_000_000_000)
        XCTAssertEqual(NaiveInteger(-3).compare(NaiveInteger(2)), -1)
    }

    func testSumsAndProducts() {
        var overflows = 0
        for (a, b, _) in cases(seed: 1) {
            let scale = max(a.scale, b.scale)
            let (x, y) = (widened(a, scale), widened(b, scale))
            let sum = x.int128 == nil || y.int128 == nil ? nil : (x + y).int128
            assertEqual(.sum(a, b), sum, scale: scale, "\(a) + \(b)")
            let product = (NaiveInteger(a.mantissa) * NaiveInteger(b.mantissa)).int128
            let fits = a.scale + b.scale <= 30
            assertEqual(
                .product(a, b), fits ? product : nil, scale: a.scale + b.scale, "\(a) × \(b)")
            overflows += (sum == nil ? 1 : 0) + (product == nil ? 1 : 0)
        }
        XCTAssertGreaterThan(overflows, 500)
    }

    func testWideningAndRounding() {
        var ties = 0
        for (number, _, places) in cases(seed: 2) {
            guard places < number.scale else {
                let wide = widened(number, places).int128
                assertEqual(number.widened(to: places), wide, scale: places, "\(number)")
                assertEqual(number.rounded(to: places), wide, scale: places, "\(number)")
                continue
            }
            XCTAssertEqual(number.widened(to: places)?.scale, number.scale)
            let divisor = powers[number.scale - places]
            let (quotient, rest) = NaiveInteger(number.mantissa).divided(by: divisor)
            ties += (rest + rest).magnitude == divisor ? 1 : 0
            for rule in rules {
                let wanted = rounded(
                    quotient, rest: rest, divisor: divisor, upwards: !number.isNegative, rule)
                assertEqual(
                    number.rounded(to: places, rule), wanted.int128, scale: places,
                    "\(number) to \(places) places, \(rule)")
            }
        }
        XCTAssertGreaterThan(ties, 100)
    }

    func testQuotients() {
        var (overflows, ties) = (0, 0)
        for (a, b, places) in cases(seed: 3) {
            let wanted = quotient(a, b, places)
            overflows += wanted == nil ? 1 : 0
            ties +=
                wanted.map { ($0.rest + $0.rest).magnitude == $0.divisor.magnitude } == true ? 1 : 0
            for rule in rules {
                let result = wanted.map {
                    rounded(
                        $0.quotient, rest: $0.rest, divisor: $0.divisor,
                        upwards: a.isNegative == b.isNegative, rule)
                }
                assertEqual(
                    .quotient(a, b, scale: places, rule), result?.int128, scale: places,
                    "\(a) ÷ \(b) to \(places) places, \(rule)")
            }
        }
        XCTAssertTrue((500..<4500).contains(overflows), "\(overflows)")
        XCTAssertGreaterThan(ties, 500)
    }

    func testComparisons() {
        for (a, b, _) in cases(seed: 4) {
            let scale = max(a.scale, b.scale)
            let wanted = widened(a, scale).compare(widened(b, scale))
            XCTAssertEqual(a.compare(b), wanted, "\(a) ? \(b)")
            XCTAssertEqual(b.compare(a), -wanted, "\(b) ? \(a)")
            XCTAssertEqual(a == b, wanted == 0, "\(a) == \(b)")
            XCTAssertEqual(a < b, wanted < 0, "\(a) < \(b)")
            guard let wide = a.widened(to: 30) else { continue }
            XCTAssertEqual(a.compare(wide), 0, "\(a) == \(wide)")
        }
    }

    // MARK: - The reference

    private func widened(_ number: ExactDecimal, _ scale: Int) -> NaiveInteger {
        NaiveInteger(number.mantissa) * powers[scale - number.scale]
    }

    /// a ÷ b before rounding; nil where nothing can be said in 128 bits.
    private func quotient(
        _ a: ExactDecimal, _ b: ExactDecimal, _ places: Int
    ) -> (quotient: NaiveInteger, rest: NaiveInteger, divisor: NaiveInteger)? {
        guard !b.isZero else { return nil }
        let shift = places + b.scale - a.scale
        var (numerator, divisor) = (NaiveInteger(a.mantissa), NaiveInteger(b.mantissa))
        if shift >= 0 {
            numerator = numerator * powers[shift]
        } else {
            divisor = divisor * powers[-shift]
        }
        guard numerator.int128 != nil, divisor.int128 != nil else { return nil }
        let (quotient, rest) = numerator.divided(by: divisor)
        return (quotient, rest, divisor)
    }

    private func rounded(
        _ quotient: NaiveInteger, rest: NaiveInteger, divisor: NaiveInteger, upwards: Bool,
        _ rule: ExactDecimal.Rounding
    ) -> NaiveInteger {
        let half = (rest + rest).magnitude.compare(divisor.magnitude)
        let goesOn =
            switch rule {
            case .down: false
            case .halfUp: half >= 0
            case .halfEven: half > 0 || (half == 0 && quotient.isOdd)
            }
        return goesOn ? quotient + NaiveInteger(upwards ? 1 : -1) : quotient
    }

    private func assertEqual(
        _ found: ExactDecimal?, _ mantissa: Int128?, scale: Int,
        _ message: @autoclosure () -> String, line: UInt = #line
    ) {
        if found?.mantissa == mantissa, mantissa == nil || found?.scale == scale { return }
        XCTFail("\(message()) = \(found as Any), not \(mantissa as Any)e-\(scale)", line: line)
    }

    // MARK: - The cases

    private func cases(seed: UInt64) -> [Case] {
        var random = SeededRandom(seed: seed)
        return (0..<5000).map { index in
            if index % 8 == 3 { return halves(&random) }
            let a = number(&random)
            // Every tenth pair lies close together, in different scales.
            let b = index % 10 == 0 ? neighbour(of: a, &random) : number(&random)
            let places = Int.random(in: 0...30, using: &random)
            return (a, b, index % 4 == 1 ? lastPlace(of: a) ?? places : places)
        }
    }

    /// Two numbers whose quotient lies half-way between its neighbours.
    private func halves(_ random: inout SeededRandom) -> Case {
        let unit = Int128.random(in: 1...(1 << 62), using: &random)
        let odd = Int128.random(in: -(1 << 61)...(1 << 61), using: &random) * 2 + 1
        let scale = Int.random(in: 0...30, using: &random)
        let sign: Int128 = Bool.random(using: &random) ? 1 : -1
        return (
            ExactDecimal(mantissa: unit * odd, scale: scale),
            ExactDecimal(mantissa: unit * 2 * sign), scale
        )
    }

    /// How many places leave out the last digit that is not zero.
    private func lastPlace(of number: ExactDecimal) -> Int? {
        var places = number.scale - 1
        var rest = number.mantissa
        while rest != 0, rest % 10 == 0 {
            rest /= 10
            places -= 1
        }
        return places >= 0 ? places : nil
    }

    private func number(_ random: inout SeededRandom) -> ExactDecimal {
        let bits = Int.random(in: 0...127, using: &random)
        var mantissa = Int128.random(in: 0...Int128.max, using: &random) >> (127 - bits)
        switch Int.random(in: 0..<8, using: &random) {
        case 0, 1, 2:  // ends in 5 and zeros, so that it lies half-way
            let unit = powerOfTen(Int.random(in: 1...18, using: &random))
            mantissa = mantissa / unit % unit * unit + unit / 2
        case 3: mantissa = powerOfTen(Int.random(in: 0...38, using: &random))
        case 4: mantissa = [0, 1, 2, 5, 8, .max][Int.random(in: 0..<6, using: &random)]
        default: break
        }
        return ExactDecimal(
            mantissa: Bool.random(using: &random) ? -mantissa : mantissa,
            scale: Int.random(in: 0...30, using: &random))
    }

    private func neighbour(of number: ExactDecimal, _ random: inout SeededRandom) -> ExactDecimal {
        guard let wide = number.widened(to: min(30, number.scale + 3)) else { return number }
        let step = Int128.random(in: -1...1, using: &random)
        return ExactDecimal(mantissa: wide.mantissa / 2 * 2 + step, scale: wide.scale)
    }
}

import Primitives

/// A line of a software company's invoice; amount = quantity × price, rounded half up, less its discount.
struct SaaSLine {
    let code: StaticString
    let text: Words
    /// Number of its subscription from 1; 0 for what belongs to none.
    let subscription: Int
    /// In 1/1,000 of the unit; below zero on a credit note.
    var thousandths: Int
    let unit: Words
    /// The unit of exactly one, where it is another word.
    var unitOfOne: Words?
    /// In 1/10,000 of the currency.
    var price: Int
    var category: StaticString
    /// In tenths of a percent.
    var rate = 0
    /// Percent given off.
    var discount = 0
    /// Days charged, where they are not the whole period: first and last, counted from the period's first.
    var days: ClosedRange<Int>?

    /// The unit as its quantity asks for it.
    var printedUnit: Words { thousandths.magnitude == 1000 ? unitOfOne ?? unit : unit }

    /// Cents before the discount.
    var gross: Int64 {
        let exact = Int64(thousandths) * Int64(price)  // in 1/10,000,000
        return (exact < 0 ? -1 : 1) * Int64((exact.magnitude + 50_000) / 100_000)
    }

    /// Cents given off, below zero on an invoice.
    var allowance: Int64 {
        let exact = gross * Int64(discount)
        return (exact < 0 ? 1 : -1) * Int64((exact.magnitude + 50) / 100)
    }

    var amount: Int64 { gross + allowance }

    /// The same line at the prices and for the use of a fault.
    func distorted(by distortion: Distortion) -> SaaSLine {
        var line = self
        line.price = Int(distortion.priced(Int64(price)))
        if isOfCalls { line.thousandths = distortion.used(thousandths) }
        return line
    }

    var isOfCalls: Bool { code.description == "API" }
    var isOfSeats: Bool { unit.english.description == "seats" }
}

/// How much tax a category and rate make.
struct SaaSTax {
    let category: StaticString
    /// In tenths of a percent.
    let rate: Int
    var base: Int64
    /// Cents that a fault adds.
    var error: Int64 = 0

    /// Base × rate, halves away from zero, once for the whole document.
    var amount: Int64 {
        let exact = base * Int64(rate)
        return (exact < 0 ? -1 : 1) * Int64((exact.magnitude + 500) / 1000) + error
    }

    /// One for each category and rate of the lines, in their order; the first takes what is given off the whole.
    static func taxes(on lines: [SaaSLine], allowance: Int64) -> [SaaSTax] {
        var taxes: [SaaSTax] = []
        for line in lines {
            let known = taxes.firstIndex {
                $0.rate == line.rate && $0.category.description == line.category.description
            }
            if let known {
                taxes[known].base += line.amount
            } else {
                taxes.append(SaaSTax(category: line.category, rate: line.rate, base: line.amount))
            }
        }
        if !taxes.isEmpty { taxes[0].base += allowance }
        return taxes
    }
}

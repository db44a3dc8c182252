/// What a fault changes while a bill is drawn, so that all that follows from it follows here, too.
///
/// The standard one changes nothing.
struct Distortion: BitwiseCopyable, Hashable {
    /// Percent of every price and tariff.
    var prices = 100
    /// Percent of what was used in the billed month.
    var use = 100
    /// The line that stands twice, from 0.
    var repeatedLine: Int?
    /// Cents too many in the first tax.
    var taxError: Int64 = 0
    /// Cents too many in the total.
    var totalError: Int64 = 0
    /// Cents too many in what is due.
    var dueError: Int64 = 0
    /// Cents too many in every payment.
    var paymentError: Int64 = 0
    /// Days by which the bill is due before it is issued; 0 for a due date that is right.
    var daysDueBeforeIssue: Int32 = 0
    /// Days by which payments are due later than the bill.
    var paymentDaysLater: Int32 = 0

    /// A price of any unit, halves up.
    func priced(_ price: Int64) -> Int64 {
        guard prices != 100 else { return price }
        let product = price * Int64(prices)
        return (product + (product < 0 ? -50 : 50)) / 100
    }

    /// An amount of use.
    func used(_ amount: Int) -> Int { use == 100 ? amount : amount * use / 100 }

    /// The day a bill is due.
    func due(_ due: Int32, issued: Int32) -> Int32 {
        daysDueBeforeIssue == 0 ? due : issued - daysDueBeforeIssue
    }

    /// Lines with the one that stands twice.
    func repeating<Line>(_ lines: [Line]) -> [Line] {
        guard let repeatedLine, lines.indices.contains(repeatedLine) else { return lines }
        var all = lines
        all.insert(lines[repeatedLine], at: repeatedLine)
        return all
    }
}

public import Primitives

/// The due-date factor: days from 1997-10-07, starting again at 1000 on 2025-02-22.
extension Boleto {
    /// 1997-10-07, the day of factor 0.
    private static let base: Int32 = 10_141

    /// The first factor of each cycle; those below it, days before 2000-07-03, are not used on new slips.
    public static let leastFactor = 1000

    /// How many factors a cycle has, 1000...9999.
    private static let cycleLength: Int32 = 9000

    /// The factor of a due date.
    ///
    /// - Returns: 1000...9999.
    /// - Throws: `dueDateOutOfFactorRange` before 2000-07-03 (factors below 1000 are not used on new
    ///   slips) and after 2049-10-13 (no norm says what follows).
    public static func factor(due: CivilDate) throws(PaymentError) -> Int {
        let days = due.days - base
        guard days >= 1000, days < 1000 + 2 * cycleLength else { throw .dueDateOutOfFactorRange }
        return Int(days < 1000 + cycleLength ? days : days - cycleLength)
    }

    /// The due date that the code's factor means, near a reference date.
    ///
    /// - Parameter reference: the day the document is issued or read.
    /// - Returns: nil when the factor is 0.
    /// - Throws: `dueDateAmbiguous` or `dueDateOutOfFactorRange` when none of its dates lies near the reference.
    public func due(around reference: CivilDate) throws(PaymentError) -> CivilDate? {
        try Boleto.due(factor: factor, around: reference)
    }

    /// The due date a factor means, near a reference date.
    ///
    /// Since the factor started again each one means two dates; the one from 3000 days before to 5500 days
    /// after the reference is taken (FEBRABAN 082/2012, as quoted by libraries). The window is shorter than a
    /// cycle, so two dates never lie in it.
    ///
    /// - Parameters:
    ///   - factor: 0...9999.
    ///   - reference: the day the document is issued or read.
    /// - Returns: nil when the factor is 0.
    /// - Throws: `dueDateAmbiguous` when neither date lies in that window; `dueDateOutOfFactorRange` when that is
    ///   a factor below 1000, which means one date alone and stands on no new slip.
    public static func due(
        factor: Int, around reference: CivilDate
    ) throws(PaymentError) -> CivilDate? {
        guard factor > 0 else { return nil }
        for cycle: Int32 in 0...1 where cycle == 0 || factor >= 1000 {
            let days = base + Int32(truncatingIfNeeded: factor) + cycle * cycleLength
            if days >= reference.days - 3000, days <= reference.days + 5500 {
                return CivilDate(days: days)
            }
        }
        throw factor < leastFactor ? .dueDateOutOfFactorRange : .dueDateAmbiguous
    }
}

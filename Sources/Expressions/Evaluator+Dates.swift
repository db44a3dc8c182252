import Calendars
import Primitives

/// What functions on dates and months do; a day outside of the years 1...9999 is absent.
extension Evaluator {
    /// A date or month moved by a number, or the number between two.
    func shifted(_ left: Value, _ right: Value, isDifference: Bool) -> Value {
        if right.tag == .number { return moved(left, by: whole(right), isDifference: isDifference) }
        if left.tag == .number, !isDifference {
            return moved(right, by: whole(left), isDifference: false)
        }
        guard left.tag == right.tag, left.tag == .date || left.tag == .cycle, isDifference else {
            return Value()
        }
        return Value(Int(clamping: left.payload - right.payload))
    }

    private func moved(_ value: Value, by count: Int, isDifference: Bool) -> Value {
        let count = isDifference ? 0 &- count : count
        switch value.tag {
        case .date: return Value(date(value).adding(days: count))
        case .cycle: return Value(cycle(value).adding(months: count))
        default: return Value()
        }
    }

    private func date(_ value: Value) -> CivilDate {
        CivilDate(days: Int32(truncatingIfNeeded: value.payload))
    }

    private func cycle(_ value: Value) -> Cycle {
        Cycle(months: Int32(truncatingIfNeeded: value.payload))
    }

    func ofDate(_ function: Function, _ first: Value, _ second: Value) -> Value {
        if first.tag == .cycle { return ofCycle(function, cycle(first), second) }
        guard first.tag == .date else { return Value() }
        let date = date(first)
        switch function {
        case .cycle: return Value(Optional(date.cycle))
        case .startOfMonth: return Value(Optional(date.cycle.firstDay))
        case .endOfMonth: return Value(Optional(date.endOfMonth))
        case .year: return Value(date.parts.year)
        case .monthNumber: return Value(date.parts.month)
        case .day: return Value(date.parts.day)
        case .weekdayNumber: return Value(date.weekday)
        case .addDays, .addMonths:
            guard second.isNumeric else { return Value() }
            let count = whole(second)
            return Value(
                function == .addDays ? date.adding(days: count) : date.adding(months: count))
        default:
            return program.calendar.map { ofBusinessDay(function, date, second, $0) } ?? Value()
        }
    }

    private func ofCycle(_ function: Function, _ cycle: Cycle, _ second: Value) -> Value {
        switch function {
        case .startOfMonth: Value(Optional(cycle.firstDay))
        case .endOfMonth: Value(Optional(cycle.lastDay))
        case .year: Value(cycle.year)
        case .monthNumber: Value(cycle.month)
        case .addMonths where second.isNumeric: Value(cycle.adding(months: whole(second)))
        default: Value()
        }
    }

    private func ofBusinessDay(
        _ function: Function, _ day: CivilDate, _ second: Value, _ calendar: BusinessCalendar
    ) -> Value {
        switch function {
        case .nextBusinessDay: Value(calendar.nearest(day, forward: true))
        case .previousBusinessDay: Value(calendar.nearest(day, forward: false))
        case .isBusinessDay: Value(calendar.isBusinessDay(day))
        case .addBusinessDays where second.isNumeric:
            Value(calendar.date(day, addingBusinessDays: whole(second)))
        case .businessDaysBetween where second.tag == .date:
            Value(calendar.businessDays(from: day, to: date(second)))
        default: Value()
        }
    }
}

extension Value {
    /// A date, or nothing.
    fileprivate init(_ date: CivilDate?) {
        self = date.map { Value(tag: .date, payload: Int128($0.days)) } ?? Value()
    }

    /// A month, or nothing.
    fileprivate init(_ cycle: Cycle?) {
        self = cycle.map { Value(tag: .cycle, payload: Int128($0.months)) } ?? Value()
    }
}

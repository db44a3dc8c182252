import Calendars
import Primitives

/// Dates, months and times written in expressions, and types and code of functions on them.
extension ProgramBuilder {
    /// `date('2026-11-22')`, `cycle('2026-11')`, `time('18:00:00')`, and `cycle(date)`.
    func emitMoment(
        _ name: String, _ arguments: [Syntax], _ span: Span, _ scope: Scope
    ) throws(ExpressionError) -> ValueType {
        try require(1...1, arguments, name, span)
        guard case .text(let bytes, let place) = arguments[0] else {
            if name == "cycle" { return try emitDateFunction(.cycle, arguments, span, scope) }
            throw ExpressionError(
                .arguments, arguments[0].span, "\(name) takes a literal in quotes",
                cure: name == "date" ? "write date('2026-11-22')" : "write time('18:00:00')")
        }
        guard let moment = ProgramBuilder.moment(name, bytes) else {
            let shown = String(decoding: bytes, as: UTF8.self)
            throw ExpressionError(
                .literal, place, "“\(shown)” is no \(name == "cycle" ? "month" : name)",
                cure: name == "date"
                    ? "write a day there is, as YYYY-MM-DD"
                    : name == "cycle" ? "write YYYY-MM" : "write HH:MM:SS")
        }
        add(.moment, moment.value, Int32(moment.tag.rawValue))
        return moment.type
    }

    private static func moment(
        _ name: String, _ bytes: [UInt8]
    ) -> (value: Int32, tag: Value.Tag, type: ValueType)? {
        var buffer = ByteBuffer()
        buffer.append(bytes)
        switch name {
        case "date": return CivilDate(iso: buffer.view).map { ($0.days, .date, .date) }
        case "cycle": return Cycle(iso: buffer.view).map { ($0.months, .cycle, .cycle) }
        default: return secondsOfDay(iso: buffer.view).map { (Int32($0), .time, .time) }
        }
    }

    func emitDateFunction(
        _ function: Function, _ arguments: [Syntax], _ span: Span, _ scope: Scope
    ) throws(ExpressionError) -> ValueType {
        let count = function.takesTwo ? 2 : 1
        try require(count...count, arguments, function.name, span)
        if function.needsCalendar, settings.calendar == nil {
            throw ExpressionError(
                .calendar, span, "\(function.name) needs a calendar",
                cure: "write calendar=\"…\" on <template>, one of "
                    + BusinessCalendar.names.joined(separator: ", "))
        }
        let type = try emitDay(arguments[0], function, scope)
        if function == .businessDaysBetween {
            _ = try emitDay(arguments[1], function, scope)
        } else if count == 2 {
            try emitPlainNumber(arguments[1], function.name, scope)
        }
        add(.call, function.rawValue, Int32(count))
        switch function {
        case .addMonths: return type
        case .cycle: return .cycle
        case .isBusinessDay: return .bool
        case .year, .monthNumber, .day, .weekdayNumber, .businessDaysBetween: return .number
        default: return .date
        }
    }

    /// An argument that must be a date or, where a month will do, a cycle.
    private func emitDay(
        _ syntax: Syntax, _ function: Function, _ scope: Scope
    ) throws(ExpressionError) -> ValueType {
        let type = try emit(syntax, scope)
        guard type == .date || (type == .cycle && function.takesCycle) else {
            let wanted = function.takesCycle ? "a date or cycle" : "a date"
            let cure =
                switch type {
                case .text: "write a day as date('2026-11-22')"
                case .cycle: "take a day of the month: startOfMonth(cycle), endOfMonth(cycle)"
                default: ""
                }
            throw ExpressionError(
                .type, syntax.span, "\(function.name) takes \(wanted), not \(type.article)",
                cure: cure)
        }
        return type
    }
}

extension Function {
    /// Functions whose first argument is a day.
    static let ofDates: [Function] = [
        .addDays, .addMonths, .addBusinessDays, .nextBusinessDay, .previousBusinessDay,
        .businessDaysBetween, .isBusinessDay, .startOfMonth, .endOfMonth, .year, .monthNumber, .day,
        .weekdayNumber,
    ]

    fileprivate var takesTwo: Bool {
        switch self {
        case .addDays, .addMonths, .addBusinessDays, .businessDaysBetween: true
        default: false
        }
    }

    fileprivate var takesCycle: Bool {
        switch self {
        case .addMonths, .startOfMonth, .endOfMonth, .year, .monthNumber: true
        default: false
        }
    }

    fileprivate var needsCalendar: Bool {
        switch self {
        case .addBusinessDays, .nextBusinessDay, .previousBusinessDay, .businessDaysBetween,
            .isBusinessDay:
            true
        default: false
        }
    }
}

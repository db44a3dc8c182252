import Payments
import Primitives

/// What functions and filters do.
extension Evaluator {
    func call(_ step: Instruction) {
        guard let function = Function(rawValue: step.a) else { return }
        // A second and third argument, where there is one, lie above the first.
        let third = step.b > 2 ? pop() : Value()
        let second = step.b > 1 ? pop() : Value()
        let first = pop()
        switch function {
        case .sum:
            // The sum of nothing is still of the type the template was compiled for.
            let total = sum(of: first, first.tag == .list ? Int(first.count) : 0).total
            stack.append(
                total.tag == .absent ? total : Value(total.decimal, isMoney: step.c != 0))
        case .count, .min, .max, .avg, .first, .last, .take:
            stack.append(ofList(function, first, second))
        case .flatten: flatten(first)
        case .join: join(first, second)
        case .length, .indexOf, .startsWith, .endsWith:
            stack.append(ofText(function, first, second))
        case .cycle, .addDays, .addMonths, .startOfMonth, .endOfMonth, .year, .monthNumber, .day,
            .weekdayNumber, .addBusinessDays, .nextBusinessDay, .previousBusinessDay,
            .businessDaysBetween, .isBusinessDay:
            stack.append(ofDate(function, first, second))
        case .abs, .round, .divide, .amount:
            stack.append(numeric(function, first, second, third))
        default:
            guard first.tag != .absent else {
                stack.append(first)
                return
            }
            var text = filtered(function, first, step.b > 1 ? second : nil)
            text.path = first.path
            stack.append(text)
        }
    }

    private func ofList(_ function: Function, _ list: Value, _ second: Value) -> Value {
        let count = list.tag == .list ? Int(list.count) : 0
        switch function {
        case .count: return Value(count)
        case .first: return element(0, of: list)
        case .last: return element(count - 1, of: list)
        case .take: return taken(list, whole(second))
        case .avg:
            let (total, present) = sum(of: list, count)
            let mean = ExactDecimal.quotient(
                total.decimal, ExactDecimal(present), scale: places(second), program.rounding)
            return mean.map { Value($0, isMoney: total.tag == .money) } ?? Value()
        default:
            var best = Value()
            for index in 0..<count where spend(1) {
                let candidate = element(index, of: list)
                guard best.tag != .absent else {
                    best = candidate
                    continue
                }
                if let order = order(candidate, best), order == (function == .min ? -1 : 1) {
                    best = candidate
                }
            }
            return best
        }
    }

    /// The sum of a list's present elements, and how many there are.
    private func sum(of list: Value, _ count: Int) -> (total: Value, present: Int) {
        var total: ExactDecimal? = .zero
        var isMoney = false
        var present = 0
        for index in 0..<count where spend(1) {
            let value = element(index, of: list)
            guard value.isNumeric else { continue }
            present += 1
            isMoney = isMoney || value.tag == .money
            total = total.flatMap { .sum($0, value.decimal) }
        }
        return (total.map { Value($0, isMoney: isMoney) } ?? Value(), present)
    }

    /// Puts the elements of a list's lists one behind another.
    private func flatten(_ list: Value) {
        let first = lists.count
        for index in 0..<Int(list.count) where list.tag == .list && spend(1) {
            let inner = element(index, of: list)
            for place in 0..<Int(inner.count) where inner.tag == .list && spend(1) {
                lists.append(element(place, of: inner))
            }
        }
        pushList(from: first)
    }

    private func taken(_ list: Value, _ wanted: Int) -> Value {
        guard list.tag == .list else { return list }
        var list = list
        let count = Int(min(wanted.magnitude, UInt(list.count)))
        if wanted < 0 { list.payload += Int128(Int(list.count) - count) }
        list.count = Int32(count)
        return list
    }

    /// A number without its fraction, held at the ends of `Int`.
    func whole(_ value: Value) -> Int {
        Int(clamping: value.decimal.rounded(to: 0, .down)?.mantissa ?? 0)
    }

    private func places(_ value: Value) -> Int { max(0, min(whole(value), 20)) }

    private func numeric(
        _ function: Function, _ first: Value, _ second: Value, _ third: Value
    ) -> Value {
        guard first.isNumeric else { return Value() }
        let result: ExactDecimal? =
            switch function {
            case .abs: first.decimal.magnitude
            case .amount: first.decimal
            case .round: first.decimal.rounded(to: places(second), program.rounding)
            default:
                .quotient(first.decimal, second.decimal, scale: places(third), program.rounding)
            }
        let isMoney =
            function == .amount
            || first.tag == .money && (function != .divide || second.tag == .number)
        return result.map { Value($0, isMoney: isMoney) } ?? Value()
    }

    /// A value by its type's default format.
    func printed(_ value: Value) -> Value {
        let format = format
        var text: Value =
            switch value.tag {
            case .absent, .text: value
            case .number: append { format.append(value.decimal, to: &$0) }
            case .money: filtered(.money, value, nil)
            case .date: filtered(.date, value, nil)
            case .cycle: filtered(.month, value, nil)
            case .time: filtered(.duration, value, nil)
            case .bool: append { $0.append(value.isTrue ? "true" : "false") }
            case .object, .list: Value()
            }
        text.path = value.path
        return text
    }

    private func filtered(_ function: Function, _ value: Value, _ argument: Value?) -> Value {
        switch function {
        case .money, .number, .percent, .bytes, .duration:
            return number(function, value, argument)
        case .date, .month, .weekday:
            return date(function, value, argument)
        case .pad:
            return padded(value, min(whole(argument ?? Value()), Evaluator.maximumWidth))
        case .upper, .lower, .title:
            return cased(function, value)
        default:
            return coded(function, value)
        }
    }

    private func number(_ function: Function, _ value: Value, _ argument: Value?) -> Value {
        let format = format
        let number = value.decimal
        let places = argument.map(places)
        let rounding = program.rounding
        switch function {
        case .money:
            let scale = max(currencyScale, 0)
            if let argument, bytes(argument) == "spaced", let cents = number.rounded(to: 2) {
                let cents = Int64(clamping: cents.mantissa)
                return append { SwissPayload.append(amount: cents, to: &$0) }
            }
            guard argument == nil else {
                return append { format.append(number, places: scale, rounding, to: &$0) }
            }
            // The sign's bytes lie in the scratch the text is appended to: make room, then read them.
            scratch.reserve(96)
            let sign = signBytes
            return append {
                format.append(money: number, places: scale, rounding, sign: sign, to: &$0)
            }
        case .percent:
            return append {
                format.append(number, places: places, rounding, to: &$0)
                $0.append(format.percentGap)
                $0.append(0x25)
            }
        case .duration:
            let seconds = value.isNumeric ? whole(value) : Int(clamping: value.payload)
            return append {
                $0.append(decimal: max(seconds, 0) / 3600, width: 2)
                $0.append(0x3A)
                $0.append(decimal: max(seconds, 0) / 60 % 60, width: 2)
                $0.append(0x3A)
                $0.append(decimal: max(seconds, 0) % 60, width: 2)
            }
        case .bytes:
            return append { appendBytes(number, format, to: &$0) }
        default:
            return append { format.append(number, places: places, rounding, to: &$0) }
        }
    }

    private func appendBytes(
        _ number: ExactDecimal, _ format: LocaleFormat, to buffer: inout ByteBuffer
    ) {
        let units: [(StaticString, Int)] = [("TB", 12), ("GB", 9), ("MB", 6), ("kB", 3)]
        for (name, power) in units {
            // 999.95 kB would be rounded to 1000.0 kB: it is 1.0 MB.
            let rounded = power > 3 ? powerOfTen(power - 4) / 2 : 0
            let limit = ExactDecimal(mantissa: powerOfTen(power) - rounded)
            guard number.magnitude >= limit else { continue }
            let scaled = ExactDecimal(mantissa: number.mantissa, scale: number.scale + power)
            format.append(scaled, places: 1, to: &buffer)
            buffer.append("\u{A0}")
            buffer.append(name)
            return
        }
        format.append(number, places: 0, to: &buffer)
        buffer.append("\u{A0}B")
    }

    private func date(_ function: Function, _ value: Value, _ argument: Value?) -> Value {
        let (format, names) = (format, names)
        let date =
            value.tag == .cycle
            ? Cycle(months: Int32(truncatingIfNeeded: value.payload)).firstDay
            : CivilDate(days: Int32(truncatingIfNeeded: value.payload))
        let word = argument.map(bytes) ?? ByteView()
        let pattern: ByteView =
            switch function {
            case .weekday: view(word == "short" ? "EEE" : "EEEE")
            case .month:
                word == "year" ? view(names.monthYear) : view(word == "long" ? "MMMM" : "MMM")
            default:
                word.isEmpty || word == "short"
                    ? view(format.shortDate)
                    : word == "long"
                        ? view(names.longDate) : word == "day" ? view(format.dayMonth) : word
            }
        return append { names.append(date, pattern: pattern, to: &$0) }
    }

    /// A text or whole number filled with zeros; what has a sign or a fraction is printed as it is.
    private func padded(_ value: Value, _ width: Int) -> Value {
        let start = scratch.count
        var text = value
        if value.tag == .number {
            let number = Int(clamping: value.decimal.rounded(to: 0, .down)?.mantissa ?? 0)
            guard number >= 0, value.decimal == ExactDecimal(number) else { return printed(value) }
            text = append { $0.append(decimal: number) }
        }
        let missing = width - characterCount(bytes(text))
        guard missing > 0 else { return text }
        if text.store == .scratch, Int(text.payload) == start {
            // A number's digits were just appended: set them again behind the zeros.
            let digits = Int(text.payload)..<Int(text.payload) + Int(text.count)
            return append {
                $0.append(repeating: 48, count: missing)
                $0.appendOwn(digits)
            }
        }
        return appendCopy(of: text, zeros: missing)
    }

    /// Widest field that `pad` makes.
    private static let maximumWidth = 256

    private func appendCopy(of text: Value, zeros: Int) -> Value {
        if text.store == .scratch {
            let range = Int(text.payload)..<Int(text.payload) + Int(text.count)
            return append {
                $0.append(repeating: 48, count: zeros)
                $0.appendOwn(range)
            }
        }
        let source = bytes(text)
        return append {
            $0.append(repeating: 48, count: zeros)
            $0.append(source)
        }
    }
}

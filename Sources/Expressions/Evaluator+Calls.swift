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
        case .sum: pushSum(of: first, isMoney: step.c != 0)
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

    /// Does what is done most often, and asks for nothing but a list; false, with nothing done, for any other call.
    @inline(__always)
    func callOfList(_ step: Instruction) -> Bool {
        let place: Int
        guard let top = stack.indices.last, step.b == 1 else { return false }
        let list = stack[top]
        let count = list.tag == .list ? Int(list.count) : 0
        switch step.a {
        case Function.count.rawValue:
            stack[top] = Value(count)
            return true
        case Function.first.rawValue: place = 0
        case Function.last.rawValue: place = count - 1
        default: return false
        }
        stack[top] = element(place, of: list)
        return true
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

    /// The sum of nothing is still of the type the template was compiled for.
    private func pushSum(of list: Value, isMoney: Bool) {
        let total = sum(of: list, list.tag == .list ? Int(list.count) : 0).total
        stack.append(total.tag == .absent ? total : Value(total.decimal, isMoney: isMoney))
    }

    /// Replaces a list on the stack by the sum of a field of its elements.
    func sumFields(_ slot: Int, isMoney: Bool) {
        let list = pop()
        if let total = sum(ofField: slot, of: list) {
            stack.append(Value(total, isMoney: isMoney))
        } else {
            stack.append(list)
            project(slot)
            pushSum(of: pop(), isMoney: isMoney)
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
        if value.tag == .number, value.scale == 0 { return Int(clamping: value.payload) }
        return Int(clamping: value.decimal.rounded(to: 0, .down)?.mantissa ?? 0)
    }

    private func places(_ value: Value) -> Int {
        max(0, min(whole(value), Format.maximumPlaces))
    }

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
        guard let result else { return Value() }
        var value = Value(result, isMoney: isMoney)
        // An amount without its sign still shows the field.
        if function == .abs { value.path = first.path }
        return value
    }

    private func filtered(_ function: Function, _ value: Value, _ argument: Value?) -> Value {
        if let format = format(function, argument) { return formatted(value, format) }
        switch function {
        case .money: return spaced(value)
        case .bytes: return append { appendBytes(value.decimal, numbers, to: &$0) }
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

    /// The format that a filter with its argument is; nil if it is none.
    private func format(_ function: Function, _ argument: Value?) -> Format? {
        guard let argument else { return Format(of: function) }
        switch function {
        case .number, .percent: return Format(of: function, places: places(argument))
        case .money, .date: return Format(of: function, word: bytes(argument))
        default: return nil
        }
    }

    /// An amount as on a Swiss payment part.
    private func spaced(_ value: Value) -> Value {
        guard let cents = value.decimal.rounded(to: 2) else {
            return formatted(value, Format(.bareMoney))
        }
        let amount = Int64(clamping: cents.mantissa)
        return append { SwissPayload.append(amount: amount, to: &$0) }
    }

    private func appendBytes(
        _ number: ExactDecimal, _ format: NumberFormat, to buffer: inout ByteBuffer
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
        let (locale, names) = (locale, names)
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
                    ? view(locale.shortDate)
                    : word == "long"
                        ? view(names.longDate) : word == "day" ? view(locale.dayMonth) : word
            }
        return append { names.append(date, pattern: pattern, to: &$0) }
    }

    /// A text or whole number filled with zeros; what has a sign or a fraction is printed as it is.
    private func padded(_ value: Value, _ width: Int) -> Value {
        let start = scratch.count
        var text = value
        if value.tag == .number {
            let number = Int(clamping: value.decimal.rounded(to: 0, .down)?.mantissa ?? 0)
            guard number >= 0, value.decimal == ExactDecimal(number) else {
                return formatted(value, Format(.standard))
            }
            text = append { $0.append(decimal: number) }
        }
        let missing = width - characterCount(bytes(text))
        guard missing > 0 else { return text }
        if text.store == .scratch, text.place == start {
            // A number's digits were just appended: set them again behind the zeros.
            let digits = text.place..<text.place + Int(text.count)
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
            let range = text.place..<text.place + Int(text.count)
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

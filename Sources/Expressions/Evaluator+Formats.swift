public import Primitives

/// Values written as text, at once to where the text is wanted.
extension Evaluator {
    /// Appends the text of an expression; nothing if it yields none.
    ///
    /// - Returns: the record node the text shows; −1 if none.
    public func write(_ code: ExpressionCode, to buffer: inout ByteBuffer) -> Int32 {
        guard code.start < code.end else { return -1 }
        let step = instructions[Int(code.start)]
        guard step.next >= code.end else { return writeSteps(code, to: &buffer) }
        return write(step, to: &buffer) ?? writeSteps(code, to: &buffer)
    }

    /// Appends what an instruction reads, in its format if it has one.
    ///
    /// - Returns: the record node the text shows, −1 if none; nil, with nothing done, if it does more than read.
    @inline(__always)
    private func write(_ step: Instruction, to buffer: inout ByteBuffer) -> Int32? {
        switch step.operation {
        case .text:
            buffer.append(program.bytes(start: Int(step.a), count: Int(step.b)))
            return -1
        case .rootField:
            return write(node: Int(record.root.payload) + Int(step.a), to: &buffer)
        case .rootPath:
            let object = record.node(Int(record.root.payload) + Int(step.a))
            guard object.tag == .object else { return -1 }
            return write(node: Int(object.payload) + Int(step.b), to: &buffer)
        case .rootPathField:
            let object = rootPath(step)
            guard object.tag == .object else { return -1 }
            return write(node: object.place + Int(step.c), to: &buffer)
        case .localField:
            let object = locals[Int(step.a)]
            guard object.tag == .object else { return -1 }
            return write(node: object.place + Int(step.b), to: &buffer)
        case .formatRootField:
            return write(
                node: Int(record.root.payload) + Int(step.a), Format(code: step.c), to: &buffer)
        case .formatRootPath:
            let object = record.node(Int(record.root.payload) + Int(step.a))
            guard object.tag == .object else { return -1 }
            return write(
                node: Int(object.payload) + Int(step.b), Format(code: step.c), to: &buffer)
        case .formatLocalField:
            let object = locals[Int(step.a)]
            guard object.tag == .object else { return -1 }
            return write(node: object.place + Int(step.b), Format(code: step.c), to: &buffer)
        case .formatLocal:
            write(locals[Int(step.a)], Format(code: step.c), to: &buffer)
            return locals[Int(step.a)].path
        default: return nil
        }
    }

    /// Appends a field of the record in a format, in place where it is one of the usual ones.
    private func write(node index: Int, _ format: Format, to buffer: inout ByteBuffer) -> Int32 {
        var count = 0
        unsafe buffer.appendUnsafe(space: FieldText.room) { target in
            count = unsafe write(format, record.node(index), to: target)
            return max(count, 0)
        }
        if count < 0 { write(value(ofNode: index), format, to: &buffer) }
        return Int32(truncatingIfNeeded: index)
    }

    /// Appends a text of the record.
    @inline(__always)
    private func write(node index: Int, to buffer: inout ByteBuffer) -> Int32 {
        buffer.append(record.text(record.node(index)))
        return Int32(truncatingIfNeeded: index)
    }

    private func writeSteps(_ code: ExpressionCode, to buffer: inout ByteBuffer) -> Int32 {
        if areParts(code) { return writeParts(code, to: &buffer) }
        let value = evaluate(code)
        guard value.tag == .text else { return -1 }
        buffer.append(bytes(value))
        return value.path
    }

    /// Whether all that steps do is to join texts that are read.
    private func areParts(_ code: ExpressionCode) -> Bool {
        var count: Int32 = 0
        var place = Int(code.start)
        while place < Int(code.end) {
            let step = instructions[place]
            switch step.operation {
            case .text, .rootField, .rootPath, .rootPathField, .localField, .formatRootField,
                .formatRootPath, .formatLocalField, .formatLocal:
                count &+= 1
            case .concatenate: return step.a == count && step.next >= code.end
            default: return false
            }
            place = Int(step.next)
        }
        return false
    }

    /// Appends texts that are joined one behind another; returns the node that the first of them shows.
    private func writeParts(_ code: ExpressionCode, to buffer: inout ByteBuffer) -> Int32 {
        var shown: Int32 = -1
        var place = Int(code.start)
        let start = buffer.count
        while let path = write(instructions[place], to: &buffer) {
            if shown < 0, path >= 0, !record.node(Int(path)).isAbsent { shown = path }
            place = Int(instructions[place].next)
        }
        joinedBytes &+= buffer.count &- start
        return shown
    }

    /// The operand of an instruction that reads and formats a field or local; nil for any other.
    @inline(__always)
    func formatOperand(_ step: Instruction) -> Value? {
        switch step.operation {
        case .formatLocal: locals[Int(step.a)]
        case .formatRootField: value(ofNode: Int(record.root.payload) + Int(step.a))
        case .formatRootPath: rootPath(step)
        case .formatLocalField: field(Int(step.b), of: locals[Int(step.a)])
        default: nil
        }
    }

    /// Replaces values on the stack by one text.
    func concatenate(_ count: Int) {
        let first = stack.count - count
        let start = scratch.count
        var path: Int32 = -1
        for index in first..<stack.count where stack[index].tag == .text {
            let part = stack[index]
            if path < 0 { path = part.path }
            if part.store == .scratch {
                scratch.appendOwn(part.place..<part.place + Int(part.count))
            } else {
                scratch.append(bytes(part))
            }
        }
        stack.truncate(to: first)
        var value = Value(tag: .text, payload: Int128(start), path: path)
        value.store = .scratch
        value.count = Int32(truncatingIfNeeded: scratch.count - start)
        stack.append(value)
    }

    /// A value as text, in the scratch unless it is a text already.
    func formatted(_ value: Value, _ format: Format) -> Value {
        guard value.tag != .text, value.tag != .absent else { return value }
        let start = scratch.count
        write(value, format, to: &scratch)
        var text = Value(
            tag: value.tag == .object || value.tag == .list ? .absent : .text,
            payload: Int128(start), path: value.path)
        text.store = .scratch
        text.count = Int32(truncatingIfNeeded: scratch.count - start)
        return text
    }

    /// Appends a value; nothing if it is absent, an object or a list.
    ///
    /// A text must not lie in the buffer itself.
    func write(_ value: Value, _ format: Format, to buffer: inout ByteBuffer) {
        guard value.tag != .absent else { return }
        switch format.kind {
        case .standard: writeStandard(value, to: &buffer)
        case .money:
            numbers.append(
                money: value.decimal, places: max(currencyScale, 0), rounding,
                sign: currencySign.view, to: &buffer)
        case .bareMoney:
            numbers.append(
                value.decimal, places: max(currencyScale, 0), rounding, to: &buffer)
        case .number: writeNumber(value, format, to: &buffer)
        case .percent:
            writeNumber(value, format, to: &buffer)
            numbers.appendPercentSign(to: &buffer)
        case .duration:
            writeDuration(
                value.isNumeric ? whole(value) : Int(clamping: value.payload), to: &buffer)
        case .date:
            if value.tag != .date || !appendDay(value.date.days, to: &buffer) {
                write(value.date, shortDate, of: locale.shortDate, to: &buffer)
            }
        case .dayMonth: write(value.date, dayMonth, of: locale.dayMonth, to: &buffer)
        }
    }

    /// By the value's type.
    private func writeStandard(_ value: Value, to buffer: inout ByteBuffer) {
        switch value.tag {
        case .text: buffer.append(bytes(value))
        case .number: write(value, Format(.number), to: &buffer)
        case .money: write(value, Format(.money), to: &buffer)
        case .date: write(value, Format(.date), to: &buffer)
        case .time: write(value, Format(.duration), to: &buffer)
        case .cycle:
            appendMonth(Cycle(months: Int32(truncatingIfNeeded: value.payload)), to: &buffer)
        case .bool: buffer.append(value.isTrue ? "true" : "false")
        case .absent, .object, .list: break
        }
    }

    private func writeNumber(_ value: Value, _ format: Format, to buffer: inout ByteBuffer) {
        numbers.append(
            value.decimal, places: format.places < 0 ? nil : Int(format.places), rounding,
            to: &buffer)
    }

    private func writeDuration(_ seconds: Int, to buffer: inout ByteBuffer) {
        let seconds = UInt(max(seconds, 0))
        buffer.append(decimal: Int(seconds / 3600), width: 2)
        buffer.append(0x3A)
        buffer.append(decimal: Int(seconds / 60 % 60), width: 2)
        buffer.append(0x3A)
        buffer.append(decimal: Int(seconds % 60), width: 2)
    }

    /// Appends a day as it is kept, see `writeDay(_:to:)`; false, with nothing appended, if it cannot be.
    private func appendDay(_ days: Int32, to buffer: inout ByteBuffer) -> Bool {
        let before = buffer.count
        unsafe buffer.appendUnsafe(space: FieldText.room) { target in
            max(unsafe writeDay(Int64(days), to: target), 0)
        }
        return buffer.count > before
    }

    /// A date by a pattern of the locale, whose names are those of the texts around it.
    private func write(
        _ date: CivilDate, _ numeric: NumericDate?, of pattern: StaticString,
        to buffer: inout ByteBuffer
    ) {
        if let numeric {
            numeric.append(date, to: &buffer)
        } else {
            names.append(date, pattern: view(pattern), to: &buffer)
        }
    }
}

extension Value {
    /// The day of a date.
    fileprivate var date: CivilDate { CivilDate(days: Int32(truncatingIfNeeded: payload)) }
}

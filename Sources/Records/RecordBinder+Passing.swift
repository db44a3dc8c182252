import Primitives

// Values no field takes: most of a record where only a part of it is asked for.
extension RecordBinder {
    /// Passes over a value, which must be JSON all the same; `depth` containers are open around it.
    ///
    /// What is no JSON is refused here as where fields take it, and the slow way says why: a broken record that a run's
    /// plan took for sound would claim its id, and a whole one with the same id would be its duplicate.
    ///
    /// - Complexity: about 10 instructions a token, and 4 a digit; texts without escapes are not read.
    @inline(__always)
    mutating func passValue(depth: Int) -> Bool {
        let start = unsafe Int(token[0])
        switch unsafe text[start] {
        case UInt8(ascii: "\""):
            guard unsafe passText(token) else { return false }
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            return passContainer(depth: depth)
        default:
            guard unsafe passScalar(token) else { return false }
        }
        unsafe token += 1
        return true
    }

    /// Passes over an object or list, and all that it holds.
    ///
    /// One function, because its states lead to one another; the token is written back at the end only.
    @inline(never)
    private mutating func passContainer(depth: Int) -> Bool {
        // One bit for each open container, the innermost lowest: 1 for a list.
        var lists: UInt64 = 0
        var level = 0
        var at = unsafe token
        while true {
            let opening = unsafe text[Int(at[0])]
            if opening == UInt8(ascii: "\"") {
                guard unsafe passText(at) else { return false }
                unsafe at += 1
            } else if opening == UInt8(ascii: "{") || opening == UInt8(ascii: "[") {
                guard depth + level < JSONTape.maximumDepth else { return false }
                if unsafe at >= trimToken { unsafe trim(at: at) }
                unsafe at += 1
                let isList = opening == UInt8(ascii: "[")
                lists = lists &<< 1 | (isList ? 1 : 0)
                level &+= 1
                if unsafe text[Int(at[0])] != (isList ? UInt8(ascii: "]") : UInt8(ascii: "}")) {
                    guard unsafe isList || passKey(&at) else { return false }
                    continue
                }
            } else {
                guard unsafe passScalar(at) else { return false }
                unsafe at += 1
            }
            guard unsafe closeContainers(&lists, &level, &at) else { return false }
            if level == 0 { break }
        }
        unsafe token = at
        return true
    }

    /// Reads what stands behind a value, up to the next value or the end of the outermost container.
    @inline(__always)
    private mutating func closeContainers(
        _ lists: inout UInt64, _ level: inout Int, _ at: inout UnsafePointer<UInt32>
    ) -> Bool {
        while level > 0 {
            let isList = lists & 1 == 1
            let separator = unsafe text[Int(at[0])]
            unsafe at += 1
            if separator == UInt8(ascii: ",") { return unsafe isList || passKey(&at) }
            guard separator == (isList ? UInt8(ascii: "]") : UInt8(ascii: "}")) else {
                return false
            }
            lists &>>= 1
            level &-= 1
        }
        return true
    }

    /// Passes over a key and its colon.
    @inline(__always)
    private mutating func passKey(_ at: inout UnsafePointer<UInt32>) -> Bool {
        guard unsafe text[Int(at[0])] == UInt8(ascii: "\""),
            unsafe text[Int(at[1])] == UInt8(ascii: ":"), unsafe passText(at)
        else { return false }
        unsafe at += 2
        return true
    }

    /// Whether a text that begins here is sound; its quotes are, as the first stage has seen to that.
    @inline(__always)
    private mutating func passText(_ at: UnsafePointer<UInt32>) -> Bool {
        let (start, next) = unsafe (Int(at[0]), Int(at[1]))
        // Mostly the next token stands right behind the closing quote, and no backslash in front of it.
        if next <= escape, next &- start > 1, unsafe text[next &- 1] == UInt8(ascii: "\"") {
            return true
        }
        return passLongWay(start, next)
    }

    /// A text in front of white space, or with escapes, each of which must be one.
    @inline(never)
    private mutating func passLongWay(_ start: Int, _ next: Int) -> Bool {
        let end = closingQuote(before: next)
        guard end > start else { return false }
        return end < escape || unescape(start + 1, end) >= 0
    }

    /// Whether a number or word that begins here is one.
    @inline(__always)
    private func passScalar(_ at: UnsafePointer<UInt32>) -> Bool {
        let (start, next) = unsafe (Int(at[0]), Int(at[1]))
        let end = end(of: start, before: next)
        switch unsafe text[start] {
        case UInt8(ascii: "t"): return view(start, end &- start) == "true"
        case UInt8(ascii: "f"): return view(start, end &- start) == "false"
        case UInt8(ascii: "n"): return view(start, end &- start) == "null"
        default: return isNumber(start, end)
        }
    }

    /// Whether a field could take this as a number (RFC 8259, section 6, without the exponent); its value is not asked for.
    ///
    /// What ends it is no digit.
    @inline(__always)
    private func isNumber(_ start: Int, _ end: Int) -> Bool {
        let first = unsafe text[start] == UInt8(ascii: "-") ? start &+ 1 : start
        var at = first
        while unsafe text[at] &- 48 < 10 { at &+= 1 }
        guard at > first, unsafe text[first] != UInt8(ascii: "0") || at == first &+ 1 else {
            return false
        }
        guard at < end else { return at == end && end &- first <= 18 }
        guard unsafe text[at] == UInt8(ascii: "."), end &- first <= 19 else { return false }
        let point = at
        at &+= 1
        while unsafe text[at] &- 48 < 10 { at &+= 1 }
        return at == end && at &- point > 1
    }
}

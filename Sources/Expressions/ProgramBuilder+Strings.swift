import Primitives

/// The pack's strings: one branch per language, and in it one per plural form.
extension ProgramBuilder {
    /// Most steps of a program: strings that name one another twice each would double without end.
    private static let maximumInstructions = 1 << 17

    /// So many strings stand one inside of another at most; each takes a part of the stack.
    static let maximumStringDepth = 16

    /// `t('key')` or `t('key', count)`.
    func emitStringCall(
        _ arguments: [Syntax], _ span: Span, _ scope: Scope
    ) throws(ExpressionError) {
        guard case .text(let key, let place)? = arguments.first, arguments.count <= 2 else {
            throw ExpressionError(
                .arguments, span, "t takes one key in quotes",
                cure: "write t('key'), or t('key', count) for plurals")
        }
        try emitString(
            String(decoding: key, as: UTF8.self), place,
            count: arguments.count == 2 ? arguments[1] : nil, scope)
    }

    /// The string `key`: one branch per language, each compiled in the scope it is used in.
    private func emitString(
        _ key: String, _ span: Span, count: Syntax?, _ scope: Scope
    ) throws(ExpressionError) {
        usedStrings.insert(key)
        let wanted = openLanguage.map { $0..<$0 + 1 } ?? languages.indices
        try checkPresence(of: key, in: wanted, span)
        let hasForms = wanted.contains { strings[$0][key]?.forms.isEmpty == false }
        guard !hasForms || count != nil else {
            throw ExpressionError(
                .plural, span, "the string “\(key)” has plural forms and needs a count",
                cure: "write count=\"…\" beside t, or t('\(key)', …)")
        }
        guard openStrings.insert(key).inserted else {
            throw ExpressionError(.depth, span, "the string “\(key)” contains itself")
        }
        defer { openStrings.remove(key) }
        guard openStrings.count <= ProgramBuilder.maximumStringDepth else {
            throw ExpressionError(
                .depth, span,
                "strings name one another more than \(ProgramBuilder.maximumStringDepth) deep",
                cure: "write the text of “\(key)” itself here")
        }
        guard instructions.count < ProgramBuilder.maximumInstructions else {
            throw ExpressionError(
                .depth, span, "the strings that name other strings grow too long",
                cure: "name fewer strings in the string “\(key)”")
        }
        var scope = scope
        if let count { scope.locals["count"] = try emitCount(count, scope) }
        if let openLanguage {
            try emitString(key, language: openLanguage, scope)
            return
        }
        let table = jumps.count
        jumps += Array(repeating: 0, count: languages.count)
        add(.language, Int32(table))
        var ends: [Int] = []
        for language in languages.indices {
            jumps[table + language] = Int32(instructions.count)
            try emitString(key, language: language, scope)
            ends.append(addJump(.jump))
        }
        for end in ends { land(end) }
    }

    private func checkPresence(
        of key: String, in wanted: Range<Int>, _ span: Span
    ) throws(ExpressionError) {
        let missing = wanted.filter { strings[$0][key] == nil && !unreadable.contains($0) }
        guard let first = missing.first else { return }
        let names = missing.map { languages[$0] }.joined(separator: ", ")
        let near =
            takesSuggestion()
            ? nearest(to: key, among: strings.flatMap(\.keys).sorted()) : nil
        throw ExpressionError(
            .missingString, span, "the string “\(key)” is missing in \(names)",
            cure: near.map { $0 == key ? "add it there, too" : "did you mean “\($0)”?" }
                ?? "add it to strings/\(languages[first]).json")
    }

    /// Keeps a count in a local of its own, so that it is worked out once.
    private func emitCount(
        _ count: Syntax, _ scope: Scope
    ) throws(ExpressionError) -> Scope.Local {
        let type = try emit(count, scope)
        guard type == .number else {
            throw ExpressionError(
                .type, count.span, "the count of a string must be a number, not \(type.article)",
                cure: type.isList ? "count its elements: count(list)" : "")
        }
        let local = Scope.Local(slot: addLocal(), type: .number)
        add(.store, Int32(local.slot))
        return local
    }

    /// The string `key` of one language; `file` stays at its file when it is wrong.
    private func emitString(
        _ key: String, language: Int, _ scope: Scope
    ) throws(ExpressionError) {
        guard let string = strings[language][key] else { return }
        let (outerFile, outerLanguage) = (file, openLanguage)
        defer { openLanguage = outerLanguage }
        openLanguage = language
        file = string.file
        if let count = scope.locals["count"], !string.forms.isEmpty {
            try emitForms(string, language, count, scope)
        } else {
            try emitText(try splitText(string.text), scope)
        }
        file = outerFile
    }

    /// A branch for each plural form; a count that is not there gives nothing.
    private func emitForms(
        _ string: PackString, _ language: Int, _ count: Scope.Local, _ scope: Scope
    ) throws(ExpressionError) {
        let table = jumps.count
        let categories = PluralCategory.allCases
        jumps += Array(repeating: 0, count: categories.count) + [0, -1]
        let steps = pluralSteps(of: language)
        add(.local, Int32(count.slot))
        add(.plural, Int32(table), Int32(steps.lowerBound), Int32(steps.upperBound))
        var ends: [Int] = []
        for category in categories {
            guard let form = string.forms[category] else { continue }
            jumps[table + Int(category.rawValue)] = Int32(instructions.count)
            // No language of ours has a category zero: there, it is the text for exactly 0.
            if category == .zero { jumps[table + categories.count + 1] = Int32(instructions.count) }
            try emitText(try splitText(form), scope)
            ends.append(addJump(.jump))
        }
        let other = jumps[table + Int(PluralCategory.other.rawValue)]
        for category in categories where string.forms[category] == nil {
            jumps[table + Int(category.rawValue)] = other
        }
        jumps[table + categories.count] = Int32(instructions.count)
        add(.null)
        for end in ends { land(end) }
    }

    private func pluralSteps(of language: Int) -> Range<Int> {
        if let known = pluralRanges[language] { return known }
        let first = plurals.count
        plurals += PluralRules.named(languages[language])?.steps ?? []
        pluralRanges[language] = first..<plurals.count
        return first..<plurals.count
    }
}

import Calendars
package import Expressions
package import Markup
package import Primitives
import Vocabulary

/// What a template states for all its expressions: rounding, calendar, holidays of the pack's own.
extension Pack {
    /// The settings that the outermost element states; reports what is wrong with them.
    package func settings(
        _ root: Element, _ source: SourceText, _ diagnostics: inout [Diagnostic]
    ) -> ProgramSettings {
        var settings = ProgramSettings()
        if let attribute = root.attribute("rounding") {
            if let known = roundings.first(where: { $0.name == attribute.string }) {
                settings.rounding = known.rule
            } else {
                diagnostics.append(wrong(attribute, roundings.map(\.name), source))
            }
        }
        let holidays = self.source("holidays.json").map { ownHolidays($0, &diagnostics) }
        guard let attribute = root.attribute("calendar") else {
            if holidays != nil {
                diagnostics.append(
                    Diagnostic(
                        code: "F409", file: path("holidays.json"),
                        message: "these holidays belong to no calendar",
                        cure: "write calendar=\"…\" on <template>, one of "
                            + BusinessCalendar.names.joined(separator: ", ")))
            }
            return settings
        }
        settings.calendar = BusinessCalendar(named: attribute.string, extra: holidays ?? [])
        if settings.calendar == nil {
            diagnostics.append(wrong(attribute, BusinessCalendar.names, source))
            // What asks for it is right, and no further mistake.
            settings.calendar = BusinessCalendar(named: "weekends")
        }
        return settings
    }

    private func wrong(
        _ attribute: Attribute, _ names: [String], _ source: SourceText
    ) -> Diagnostic {
        let near = nearest(to: attribute.string, among: names)
        return Diagnostic(
            code: "F105", source: source, span: attribute.valueSpan,
            message: "“\(attribute.string)” is no value of \(attribute.name)",
            cure: near.map { "did you mean “\($0)”?" }
                ?? "it takes \(names.joined(separator: ", "))")
    }

    /// The days of `holidays.json`: `{"2026-01-26": "…", "01-25": "…"}`, of one year or every year.
    private func ownHolidays(
        _ source: SourceText, _ diagnostics: inout [Diagnostic]
    ) -> [BusinessCalendar.ExtraHoliday] {
        var holidays: [BusinessCalendar.ExtraHoliday] = []
        var reader = StringsReader(source, file: 0)
        do throws(Diagnostic) {
            for entry in try reader.entries() {
                if let holiday = BusinessCalendar.ExtraHoliday(Array(entry.key.utf8)) {
                    holidays.append(holiday)
                } else {
                    diagnostics.append(
                        Diagnostic(
                            code: "F409", source: source, span: entry.place,
                            message: "“\(entry.key)” is no day",
                            cure: "write YYYY-MM-DD, or MM-DD for every year"))
                }
            }
        } catch {
            diagnostics.append(error)
        }
        return holidays
    }
}

/// A property of the style sheet: its name, values, and what it is for.
struct StyleProperty {
    let name: String
    /// Its values, as the reference shows them.
    let values: String
    /// Whether children take it over.
    let isInherited: Bool
    let summary: String

    /// Whether children take a property over.
    enum Scope { case inherited, own }

    init(_ name: String, _ values: String, _ scope: Scope, _ summary: String) {
        self.name = name
        self.values = values
        isInherited = scope == .inherited
        self.summary = summary
    }

    /// A property that children do not take over.
    init(_ name: String, _ values: String, _ summary: String) {
        self.init(name, values, .own, summary)
    }
}

extension StyleProperty {
    /// Every property, by what it is for.
    package static let all: [StyleProperty] = [
        .init(
            "font-family", "families", .inherited,
            "Families of the catalogue; a character that one lacks is taken from the next."),
        .init("font-size", "length", .inherited, "Size of the font."),
        .init("font-weight", "normal, bold, 100–900", .inherited, "Weight of the font."),
        .init("font-style", "normal, italic", .inherited, "Slant of the font."),
        .init(
            "font-variant-caps", "normal, small-caps", .inherited,
            "Small letters as small capitals; the font must have them."),
        .init(
            "font-variant-numeric",
            "normal, tabular-nums, proportional-nums, lining-nums, oldstyle-nums", .inherited,
            "Form of figures; the font must have it."),
        .init("line-height", "factor or length", .inherited, "Distance of baselines."),
        .init(
            "letter-spacing", "normal or length", .inherited, "Added to each character's advance."),
        .init("color", "color", .inherited, "Of text."),
        .init(
            "text-align", "start, center, end, decimal", .inherited,
            "Where lines stand; decimal: separators of a column below one another."),
        .init("white-space", "normal, nowrap, break-all", .inherited, "Where lines may break."),
        .init(
            "hyphens", "none, manual, auto", .inherited,
            "Where words may be divided: nowhere, at soft hyphens, or by the language's patterns."),
        .init("text-decoration", "none, underline", .inherited, "Whether text is underlined."),
        .init("orphans", "integer", .inherited, "Fewest lines or rows at the foot of a page."),
        .init(
            "widows", "integer", .inherited, "Fewest lines or rows at the head of the next page."),
        .init(
            "list-style", "disc, dash, square, none, decimal, lower-alpha, lower-roman", .inherited,
            "What marks the items of a list."),
        .init(
            "zebra", "color", .inherited, "Of the ground of a table's every second row of a group."),
        .init("background", "color", "Of the ground."),
        .init("border", "width, line and color", "All four borders."),
        .init("border-top", "width, line and color", "The upper border."),
        .init("border-right", "width, line and color", "The right border."),
        .init("border-bottom", "width, line and color", "The lower border."),
        .init("border-left", "width, line and color", "The left border."),
        .init("border-width", "1–4 lengths", "Widths of the borders."),
        .init("border-color", "color", "Of all borders."),
        .init("border-style", "solid, dashed, dotted", "How borders are drawn."),
        .init("border-radius", "length", "Corners of ground and border."),
        .init("margin", "1–4 lengths", "Space around the border; margins add and do not collapse."),
        .init("margin-top", "length", "Space above."),
        .init("margin-right", "length", "Space at the right."),
        .init("margin-bottom", "length", "Space below."),
        .init("margin-left", "length", "Space at the left."),
        .init("padding", "1–4 lengths", "Space between border and content."),
        .init("padding-top", "length", "Space above the content."),
        .init("padding-right", "length", "Space at the right of the content."),
        .init("padding-bottom", "length", "Space below the content."),
        .init("padding-left", "length", "Space at the left of the content."),
        .init("gap", "length", "Space between the children of a row or block; between columns."),
        .init("columns", "1–9", "Through how many columns the children of a box flow."),
        .init("width", "length, share, percentage, auto", "Of the border box."),
        .init("height", "length", "Of the border box; higher content is a finding."),
        .init("min-height", "length", "The border box is at least so high."),
        .init(
            "vertical-align", "top, middle, bottom, baseline",
            "Where a row's children or a cell's content stand."),
        .init("break-before", "auto, avoid, page", "Whether a page may end before it."),
        .init("break-after", "auto, avoid, page", "Whether a page may end behind it."),
        .init("break-inside", "auto, avoid", "Whether a page may end inside of it."),
        .init(
            "rotate", "degrees",
            "Turns the box clockwise; outside of region and watermark by 90deg, -90deg or 180deg."),
        .init(
            "show", "always, if-room",
            "if-room: left out where the page has no room to spare for it."),
        .init(
            "position", "static, bottom",
            "bottom: at the foot of the page on which the parent begins."),
    ]

    /// Properties of CSS that paper has not, and what to do instead.
    package static let refused: [String: String] = [
        "background-color": "write background: #f4f0fa",
        "background-image": "put an <img> into the page's <background>, or into a <region>",
        "box-shadow": "nothing is transparent in print: use a border of a pale colour",
        "text-shadow": "nothing is transparent in print: use another weight or colour",
        "opacity": "nothing is transparent in print: use a paler colour",
        "filter": "make the picture itself as it is to look",
        "transform": "write rotate: 90deg",
        "float": "put both into a <row>",
        "display": "use <row> and <box>; if and only=\"…\" leave out what is not to be seen",
    ]

    /// The names of all properties.
    package static let names: [String] = all.map(\.name)
}

import Primitives

/// Pages of rows as a bill has them, different for each seed.
func sampleBill(_ seed: Int, pages: Int = 2) -> PageBuilder {
    let builder = PageBuilder(
        title: "Fatura \(seed)", language: "pt-BR", identifier: "id-\(seed)")
    for page in 0..<pages {
        builder.page()
        for row in 0..<40 {
            let y = 60 + Double(row) * 18
            if row % 2 == 0 {
                builder.add(builder.item(.fill, 40, y - 12, 515, 18, color: .rgb(0xF0F4F8)))
            }
            builder.text("Conexão nº \(seed * 31 + row * 7), São João", 44, y)
            builder.text("−\(seed % 97 + row),\(10 + row)", 480, y, font: 1)
        }
        builder.link("https://example.com/\(seed)/\(page)", 40, 40, 100, 12)
    }
    return builder
}

/// A page with text of slices beyond the first.
func sampleSlices() -> PageBuilder {
    let builder = PageBuilder(title: "slices")
    builder.page()
    builder.text("Zażółć gęślą jaźń: 12,50 zł", 40, 100)
    builder.text("Ελληνικά και Ω", 40, 120, font: 1)
    return builder
}

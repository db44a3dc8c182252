import Primitives

/// A line of the bill; amount = quantity × price, halves away from zero.
struct EnergyLine {
    enum Group { case energy, demand, generation, others }

    let group: Group
    let code: StaticString
    let description: StaticString
    /// Thousandths of a unit; below zero for what is taken off.
    let quantity: Int
    let unit: StaticString
    /// Without taxes, 1/100,000 of a real; 0 where there is none.
    let tariff: Int
    /// With taxes, 1/100,000,000 of a real.
    let price: Int
    let bearsICMS: Bool
    /// Another company the line is charged for.
    var seller: StaticString?
    var sellerRoot = 0

    /// Centavos.
    let amount: Int64

    /// A line of energy or demand, whose price holds taxes.
    init(
        _ group: Group, _ code: StaticString, _ description: StaticString, thousandths: Int,
        unit: StaticString, tariff: Int, rates: EnergyTaxRates, bearsICMS: Bool = true
    ) {
        (self.group, self.code, self.description) = (group, code, description)
        (quantity, self.unit, self.tariff) = (thousandths, unit, tariff)
        self.bearsICMS = bearsICMS
        price = rates.price(of: tariff, bearsICMS: bearsICMS)
        let product = thousandths * price
        amount = Int64((product + (product < 0 ? -500_000_000 : 500_000_000)) / 1_000_000_000)
    }

    /// One piece of something without these taxes.
    init(_ code: StaticString, _ description: StaticString, amount: Int64) {
        (group, self.code, self.description) = (.others, code, description)
        (quantity, unit, tariff) = (1000, "un", 0)
        (price, bearsICMS) = (Int(amount) * 1_000_000, false)
        self.amount = amount
    }

    /// The same line at the prices of a fault.
    func priced(by distortion: Distortion, _ rates: EnergyTaxRates) -> EnergyLine {
        guard isTaxed else {
            var line = EnergyLine(code, description, amount: distortion.priced(amount))
            (line.seller, line.sellerRoot) = (seller, sellerRoot)
            return line
        }
        return EnergyLine(
            group, code, description, thousandths: quantity, unit: unit,
            tariff: Int(distortion.priced(Int64(tariff))), rates: rates, bearsICMS: bearsICMS)
    }

    /// Whether PIS and COFINS are inside its price.
    var isTaxed: Bool { tariff > 0 }
}

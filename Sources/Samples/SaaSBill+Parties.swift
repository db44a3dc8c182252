import Primitives

/// Who sells and who buys.
extension SaaSBill {
    var issuerName: StaticString { isSwiss ? "Kolibri Cloud AG" : "Kolibri Cloud GmbH" }

    func appendIssuer(to buffer: inout ByteBuffer) {
        buffer.openObject("issuer")
        buffer.member("name", issuerName)
        buffer.member("taxId", isSwiss ? "CHE-123.456.788 MWST" : "DE123456788")
        appendIssuerAddress(to: &buffer)
        buffer.member("phone", isSwiss ? "+41 44 555 01 00" : "+49 30 5550100")
        buffer.member("site", "kolibri.example")
        buffer.member("email", "rechnung@kolibri.example")
        buffer.closeObject()
    }

    func appendIssuerAddress(to buffer: inout ByteBuffer) {
        buffer.openObject("address")
        buffer.member("line1", isSwiss ? "Hardturmstrasse" : "Invalidenstraße")
        buffer.member("buildingNumber", isSwiss ? "161" : "116")
        buffer.member("postalCode", isSwiss ? "8005" : "10115")
        buffer.member("city", isSwiss ? "Zürich" : "Berlin")
        buffer.member("country", isSwiss ? "CH" : "DE")
        buffer.closeObject()
    }

    func appendCustomer(to buffer: inout ByteBuffer) {
        var random = SplitMix64(key: key, purpose: 51)
        buffer.openObject("customer")
        buffer.openText("id")
        buffer.append("K-")
        appendCustomerNumber(to: &buffer)
        buffer.closeText()
        appendName(to: &buffer)
        appendTaxID(&random, to: &buffer)
        appendAddress(to: &buffer)
        buffer.member("language", isGerman ? "de-DE" : "en-GB")
        if random.chance(600) {
            buffer.openText("buyerReference")
            buffer.append(isGerman ? "Kostenstelle " : "Cost centre ")
            buffer.append(decimal: random.any(1000...9899))
            buffer.closeText()
        }
        if random.chance(750) {
            buffer.openText("orderRef")
            buffer.append("PO-")
            buffer.append(decimal: random.any(100_000...989_999))
            buffer.closeText()
        }
        buffer.openText("contractRef")
        buffer.append("RV-")
        buffer.append(decimal: random.any(2019...2025))
        buffer.append("-")
        buffer.append(decimal: random.any(1...999), width: 4)
        buffer.closeText()
        buffer.closeObject()
    }

    func appendCustomerNumber(to buffer: inout ByteBuffer) {
        buffer.append(decimal: customerNumber, width: 8)
    }

    func appendName(to buffer: inout ByteBuffer) {
        buffer.openText("name")
        buffer.append(firm)
        if !traits.hasLongNames { buffer.append(SaaSCatalogue.legalForm(place.country)) }
        buffer.closeText()
    }

    func appendAddress(to buffer: inout ByteBuffer) {
        buffer.openObject("address")
        buffer.member("line1", place.street)
        buffer.openText("buildingNumber")
        buffer.append(decimal: houseNumber)
        buffer.closeText()
        buffer.member("postalCode", place.postalCode)
        buffer.member("city", place.town)
        buffer.member("country", place.country)
        buffer.closeObject()
    }

    /// A number of the country's form; its check digits are chance, so it is most likely nobody's.
    private func appendTaxID(_ random: inout SplitMix64, to buffer: inout ByteBuffer) {
        let number = random.below(1_000_000_000)
        let (prefix, suffix, width): (StaticString, StaticString, Int)
        switch place.country.description {
        case "DE": (prefix, suffix, width) = ("DE", "", 9)
        case "AT": (prefix, suffix, width) = ("ATU", "", 8)
        case "FR": (prefix, suffix, width) = ("FR00", "", 9)
        case "NL": (prefix, suffix, width) = ("NL", "B01", 9)
        case "IT": (prefix, suffix, width) = ("IT", "00", 9)
        case "PL": (prefix, suffix, width) = ("PL0", "", 9)
        case "DK": (prefix, suffix, width) = ("DK", "", 8)
        case "CH", "LI": (prefix, suffix, width) = ("CHE-", "", 9)
        case "GB": (prefix, suffix, width) = ("GB", "", 9)
        case "NO": (prefix, suffix, width) = ("NO", "MVA", 9)
        default: return
        }
        buffer.openText("taxId")
        buffer.append(prefix)
        buffer.append(decimal: width == 8 ? number / 10 : number, width: width)
        buffer.append(suffix)
        buffer.closeText()
    }
}

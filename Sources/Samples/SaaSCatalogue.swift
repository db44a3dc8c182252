/// A text in both languages of the company.
struct Words {
    let german: StaticString
    let english: StaticString

    init(_ german: StaticString, _ english: StaticString) {
        self.german = german
        self.english = english
    }

    func text(_ isGerman: Bool) -> StaticString { isGerman ? german : english }
}

/// A place with companies: town, postal code and streets go together.
struct SaaSPlace {
    let country: StaticString
    let town: StaticString
    let postalCode: StaticString
    let street: StaticString

    init(
        _ country: StaticString, _ postalCode: StaticString, _ town: StaticString,
        _ street: StaticString
    ) {
        (self.country, self.postalCode, self.town, self.street) = (
            country, postalCode, town, street
        )
    }
}

/// What an invented company sells to invented customers.
enum SaaSCatalogue {
    /// A plan: name and price of a seat a month, in cents.
    static let plans: [(code: StaticString, name: StaticString, price: Int)] = [
        ("TEAM", "Kolibri Team", 1_490), ("BUSINESS", "Kolibri Business", 2_990),
        ("ENTERPRISE", "Kolibri Enterprise", 5_450), ("DATA", "Kolibri Data", 3_875),
        ("INSIGHT", "Kolibri Insight", 1_980),
    ]

    /// Which part of the customer a subscription is for.
    static let departments: [Words] = [
        Words("Entwicklung", "Engineering"), Words("Vertrieb", "Sales"),
        Words("Kundendienst", "Support"), Words("Einkauf", "Procurement"),
        Words("Finanzen", "Finance"), Words("Personal", "People"),
        Words("Werk Süd", "Plant South"), Words("Werk Nord", "Plant North"),
        Words("Logistik", "Logistics"), Words("Marketing", "Marketing"),
        Words("Recht", "Legal"), Words("Forschung", "Research"),
        Words("Qualität", "Quality"), Words("Filialen", "Branches"),
        Words("Innendienst", "Back office"), Words("Labor", "Laboratory"),
        Words("Schulung", "Training"), Words("Redaktion", "Newsroom"),
        Words("Messen", "Trade fairs"), Words("Rechenzentrum", "Data centre"),
    ]

    /// Tiers of calls: their width in thousands (the last is open) and the price of a thousand, in 1/10,000 of
    /// a euro or franc.
    static let tiers: [(width: Int, price: Int, name: Words)] = [
        (1_000, 4_000, Words("API-Aufrufe, erste Million", "API calls, first million")),
        (
            4_000, 2_650,
            Words("API-Aufrufe, 2. bis 5. Million", "API calls, second to fifth million")
        ),
        (Int.max, 1_275, Words("API-Aufrufe, ab 5 Millionen", "API calls above five million")),
    ]

    static let german: [SaaSPlace] = [
        SaaSPlace("DE", "20457", "Hamburg", "Am Sandtorkai"),
        SaaSPlace("DE", "80331", "München", "Sendlinger Straße"),
        SaaSPlace("DE", "70173", "Stuttgart", "Königstraße"),
        SaaSPlace("DE", "04109", "Leipzig", "Markgrafenstraße"),
        SaaSPlace("DE", "50667", "Köln", "Große Budengasse"),
        SaaSPlace("DE", "24103", "Kiel", "Holstenstraße"),
    ]
    static let union: [SaaSPlace] = [
        SaaSPlace("AT", "1070", "Wien", "Mariahilfer Straße"),
        SaaSPlace("FR", "69002", "Lyon", "Rue de la République"),
        SaaSPlace("NL", "3511", "Utrecht", "Oudegracht"),
        SaaSPlace("IT", "20121", "Milano", "Via Solferino"),
        SaaSPlace("PL", "31042", "Kraków", "ul. Floriańska"),
        SaaSPlace("DK", "8000", "Aarhus C", "Åboulevarden"),
    ]
    static let beyond: [SaaSPlace] = [
        SaaSPlace("GB", "M1 4BT", "Manchester", "Portland Street"),
        SaaSPlace("NO", "5014", "Bergen", "Strandgaten"),
        SaaSPlace("US", "02110", "Boston", "High Street"),
    ]
    static let swiss: [SaaSPlace] = [
        SaaSPlace("CH", "3011", "Bern", "Kramgasse"),
        SaaSPlace("CH", "4051", "Basel", "Freie Strasse"),
        SaaSPlace("CH", "9000", "St. Gallen", "Multergasse"),
        SaaSPlace("CH", "1003", "Lausanne", "Rue de Bourg"),
        SaaSPlace("LI", "9490", "Vaduz", "Städtle"),
    ]

    /// Names without their legal form.
    static let firms: [StaticString] = [
        "Nordwind Anlagenbau", "Bergmann & Söhne", "Atelier Ölmühle", "Linné Diagnostics",
        "Petit Robert Façades", "Halden Seilbahnen", "Grünfeld Saatgut", "Østergaard Marine",
        "Świt Analytics", "Tramontana Ceramiche", "Fjordlys Energi", "Kranich Verlag",
        "Meridian Instruments", "Quellwerk", "Zwölfender Outdoor", "Laterna Magica Studios",
    ]

    /// Longer than any column, yet within the 70 characters of payment codes.
    static let longFirm: StaticString =
        "Vereinigte Oberfränkische Feinmechanikwerkstätten GmbH & Co. KGaA"

    static func legalForm(_ country: StaticString) -> StaticString {
        switch country.description {
        case "DE", "AT": " GmbH"
        case "CH", "LI": " AG"
        case "FR": " SAS"
        case "NL": " B.V."
        case "IT": " S.r.l."
        case "PL": " Sp. z o.o."
        case "DK": " A/S"
        case "NO": " AS"
        case "GB": " Ltd"
        default: " Inc."
        }
    }
}

import Primitives

/// A city with what a bill needs of it.
struct City {
    let name: StaticString
    let state: StaticString
    /// Dialling code.
    let ddd: Int
    /// The first five digits of its postal codes: the lowest, and how many follow.
    let cep: Int
    let cepCount: Int
    /// ICMS on communication, hundredths of a percent.
    let icms: Int
}

/// Cities, streets and districts of invented addresses.
enum Places {
    static let cities: [City] = [
        City(name: "São Paulo", state: "SP", ddd: 11, cep: 1000, cepCount: 4900, icms: 1800),
        City(name: "Ribeirão Preto", state: "SP", ddd: 16, cep: 14010, cepCount: 90, icms: 1800),
        City(
            name: "São José dos Campos", state: "SP", ddd: 12, cep: 12210, cepCount: 35, icms: 1800),
        City(name: "Rio de Janeiro", state: "RJ", ddd: 21, cep: 20010, cepCount: 3700, icms: 2000),
        City(name: "Niterói", state: "RJ", ddd: 21, cep: 24020, cepCount: 350, icms: 2000),
        City(name: "Belo Horizonte", state: "MG", ddd: 31, cep: 30110, cepCount: 1800, icms: 1800),
        City(name: "Uberlândia", state: "MG", ddd: 34, cep: 38400, cepCount: 14, icms: 1800),
        City(name: "Vitória", state: "ES", ddd: 27, cep: 29010, cepCount: 90, icms: 1700),
        City(name: "Curitiba", state: "PR", ddd: 41, cep: 80010, cepCount: 2500, icms: 1950),
        City(name: "Maringá", state: "PR", ddd: 44, cep: 87010, cepCount: 60, icms: 1950),
        City(name: "Florianópolis", state: "SC", ddd: 48, cep: 88010, cepCount: 60, icms: 1700),
        City(name: "Porto Alegre", state: "RS", ddd: 51, cep: 90010, cepCount: 1700, icms: 1700),
        City(name: "Brasília", state: "DF", ddd: 61, cep: 70040, cepCount: 700, icms: 2000),
        City(name: "Goiânia", state: "GO", ddd: 62, cep: 74010, cepCount: 800, icms: 1900),
        City(name: "Cuiabá", state: "MT", ddd: 65, cep: 78005, cepCount: 90, icms: 1700),
        City(name: "Salvador", state: "BA", ddd: 71, cep: 40010, cepCount: 1900, icms: 2050),
        City(name: "Maceió", state: "AL", ddd: 82, cep: 57010, cepCount: 80, icms: 2000),
        City(name: "Recife", state: "PE", ddd: 81, cep: 50010, cepCount: 2500, icms: 2050),
        City(name: "João Pessoa", state: "PB", ddd: 83, cep: 58010, cepCount: 80, icms: 2000),
        City(name: "Fortaleza", state: "CE", ddd: 85, cep: 60010, cepCount: 800, icms: 2000),
        City(name: "São Luís", state: "MA", ddd: 98, cep: 65010, cepCount: 90, icms: 2300),
        City(name: "Belém", state: "PA", ddd: 91, cep: 66010, cepCount: 800, icms: 1900),
        City(name: "Manaus", state: "AM", ddd: 92, cep: 69005, cepCount: 90, icms: 2000),
    ]

    static let streets: [StaticString] = [
        "Rua das Acácias", "Avenida Brasil", "Rua Padre Anchieta", "Rua São Sebastião",
        "Alameda dos Ipês", "Travessa da Conceição", "Avenida Getúlio Vargas",
        "Rua das Laranjeiras",
        "Rua Sete de Setembro", "Praça da República", "Rua Coronel João Gonçalves",
        "Avenida Beira-Rio", "Rua Tomé de Sousa", "Rua dos Pássaros", "Rua Visconde de Taunay",
        "Avenida José Bonifácio", "Rua Maranhão", "Rua Açaí", "Rua Jequitibá", "Rua Ouro Preto",
    ]

    static let complements: [StaticString] = [
        "", "", ", apto 12", ", apto 104", ", bloco B, apto 31", ", casa 2", ", fundos",
        ", sala 903",
    ]

    static let districts: [StaticString] = [
        "Centro", "Jardim América", "Vila São José", "Bela Vista", "Santo Antônio", "Boa Esperança",
        "Conjunto Habitacional Três Marias", "Água Verde", "Alto da Glória", "São Cristóvão",
        "Parque das Nações", "Morada do Sol",
    ]

    /// A street whose name no line can break.
    static let longStreets: [StaticString] = [
        "Rua Pindamonhangabaitaquaquecetubaparanapiacabaguaratinguetácaraguatatuba",
        "Avenida Otorrinolaringologistapneumoultramicroscopicossilicovulcanoconiótico",
        "Rua Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    ]
}

extension Places {
    /// Appends the member `address`: somewhere in a city, in a street no line can break if asked.
    static func appendAddress(
        in city: City, isLong: Bool, _ random: inout SplitMix64, to buffer: inout ByteBuffer
    ) {
        buffer.openObject("address")
        buffer.openText("line1")
        buffer.append(random.pick(isLong ? longStreets : streets))
        buffer.append(", ")
        buffer.append(decimal: random.any(1...2999))
        buffer.append(random.pick(complements))
        buffer.closeText()
        buffer.member("line2", random.pick(districts))
        buffer.openText("postalCode")
        buffer.append(decimal: city.cep + random.below(city.cepCount), width: 5)
        buffer.append(UInt8(ascii: "-"))
        buffer.append(decimal: random.below(900), width: 3)
        buffer.closeText()
        buffer.member("city", city.name)
        buffer.member("region", city.state)
        buffer.member("country", "BR")
        buffer.closeObject()
    }
}

import Primitives

/// A name with its spelling in ASCII, for e-mail addresses.
struct Name {
    let text: StaticString
    let ascii: StaticString

    init(_ text: StaticString, _ ascii: StaticString) {
        self.text = text
        self.ascii = ascii
    }
}

/// Invented people and firms.
enum Names {
    static let given: [Name] = [
        Name("Ana Cláudia", "anaclaudia"), Name("Antônio", "antonio"), Name("Beatriz", "beatriz"),
        Name("Bruno", "bruno"), Name("Caetano", "caetano"), Name("Cecília", "cecilia"),
        Name("César", "cesar"), Name("Conceição", "conceicao"), Name("Débora", "debora"),
        Name("Eduarda", "eduarda"), Name("Érica", "erica"), Name("Fábio", "fabio"),
        Name("Flávia", "flavia"), Name("Gonçalo", "goncalo"), Name("Günther", "gunther"),
        Name("Helena", "helena"), Name("Ícaro", "icaro"), Name("Inês", "ines"),
        Name("Isaías", "isaias"), Name("João Pedro", "joaopedro"), Name("José", "jose"),
        Name("Júlia", "julia"), Name("Lívia", "livia"), Name("Luís Otávio", "luisotavio"),
        Name("Márcia", "marcia"), Name("Maria Antônia", "mariaantonia"), Name("Mônica", "monica"),
        Name("Natália", "natalia"), Name("Otávio", "otavio"), Name("Patrícia", "patricia"),
        Name("Raquel", "raquel"), Name("Rômulo", "romulo"), Name("Sebastião", "sebastiao"),
        Name("Sérgio", "sergio"), Name("Simão", "simao"), Name("Tainá", "taina"),
        Name("Thaís", "thais"), Name("Vinícius", "vinicius"), Name("Yasmin", "yasmin"),
        Name("Zélia", "zelia"),
    ]

    static let family: [Name] = [
        Name("Abrantes", "abrantes"), Name("Albuquerque", "albuquerque"),
        Name("Alcântara", "alcantara"), Name("Antunes", "antunes"), Name("Araújo", "araujo"),
        Name("Assunção", "assuncao"), Name("Barbosa", "barbosa"), Name("Brandão", "brandao"),
        Name("Camargo", "camargo"), Name("Cavalcânti", "cavalcanti"),
        Name("Damasceno", "damasceno"),
        Name("D'Ávila", "davila"), Name("Drummond", "drummond"), Name("Encarnação", "encarnacao"),
        Name("Falcão", "falcao"), Name("Figueirêdo", "figueiredo"), Name("França", "franca"),
        Name("Gonçalves", "goncalves"), Name("Guimarães", "guimaraes"), Name("Hübner", "hubner"),
        Name("Jardim", "jardim"), Name("Krüger", "kruger"), Name("Leitão", "leitao"),
        Name("Magalhães", "magalhaes"), Name("Mendonça", "mendonca"), Name("Müller", "muller"),
        Name("Nóbrega", "nobrega"), Name("Oliveira", "oliveira"), Name("Paixão", "paixao"),
        Name("Pestana", "pestana"), Name("Quintão", "quintao"), Name("Ramalho", "ramalho"),
        Name("Ribeiro", "ribeiro"), Name("Salomão", "salomao"), Name("Sampaio", "sampaio"),
        Name("Schröder", "schroder"), Name("Siqueira", "siqueira"), Name("Távora", "tavora"),
        Name("Teixeira", "teixeira"), Name("Uchôa", "uchoa"), Name("Valadão", "valadao"),
        Name("Vasconcelos", "vasconcelos"), Name("Ximenes", "ximenes"), Name("Zambrão", "zambrao"),
    ]

    /// What stands between names.
    static let links: [StaticString] = [" ", " ", " ", " da ", " de ", " dos "]

    /// Names that try fonts, escapes and layouts.
    static let unusual: [StaticString] = [
        "Łukasz Wiśniewski", "Gergő Erdős – Filho", "Žaneta Šimková", "Café €uro – Bebidas & Cia.",
        "<b>\"x\"</b>", "O'Connor & Filhos <matriz>", "Sant'Anna, D'Ávila & D'Angelo",
        "Ana \"Nana\" Souza \\ Lima", "Ştefan Čapek", "{{ nome }} & <script>alert('x')</script>",
    ]

    static let trades: [StaticString] = [
        "Padaria e Confeitaria", "Comércio de Peças", "Clínica Odontológica", "Transportes",
        "Construções e Serviços", "Distribuidora de Alimentos", "Papelaria e Informática",
        "Consultoria Contábil", "Oficina Mecânica", "Farmácia",
    ]

    static let legalForms: [StaticString] = [" Ltda.", " S.A.", " ME", " EPP", " & Cia. Ltda."]

    static let mailHosts: [StaticString] = ["correio.example", "caixa.example", "email.example"]
}

extension Names {
    /// Appends a name of a kind.
    static func append(
        _ kind: Traits.Name, _ given: Name, _ family: Name, _ random: inout SplitMix64,
        to buffer: inout ByteBuffer
    ) {
        switch kind {
        case .unusual: buffer.append(escaping: random.pick(unusual))
        case .company:
            buffer.append(random.pick(trades))
            buffer.append(UInt8(ascii: " "))
            buffer.append(family.text)
            if random.chance(400) {
                buffer.append(" & ")
                buffer.append(random.pick(Names.family).text)
            }
            buffer.append(random.pick(legalForms))
        case .long:
            let start = buffer.count
            let target = random.any(120...275)
            buffer.append(given.text)
            while characters(buffer, from: start) < target {
                buffer.append(random.pick(links))
                buffer.append(random.pick(Names.family).text)
            }
        case .ordinary:
            buffer.append(given.text)
            if random.chance(500) {
                buffer.append(random.pick(links))
                buffer.append(random.pick(Names.family).text)
            }
            buffer.append(UInt8(ascii: " "))
            buffer.append(family.text)
        }
    }

    /// How many characters stand behind `start`.
    private static func characters(_ buffer: borrowing ByteBuffer, from start: Int) -> Int {
        var count = 0
        for position in start..<buffer.count where buffer[position] & 0xC0 != 0x80 { count += 1 }
        return count
    }
}

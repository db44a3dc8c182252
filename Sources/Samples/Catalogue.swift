/// What the invented operator sells; prices in centavos, all multiples of ten.
struct Plan {
    let code: StaticString
    let name: StaticString
    let price: Int64
    /// Gigabytes a month a customer of this plan uses.
    let gigabytes: Int
}

/// A thing charged each month beside the plans.
struct Extra {
    let code: StaticString
    let description: StaticString
    let price: Int64
    /// Another company the line is charged for, with the first eight digits of its CNPJ.
    let seller: StaticString?
    let sellerRoot: Int

    init(_ code: StaticString, _ description: StaticString, _ price: Int64) {
        (self.code, self.description, self.price) = (code, description, price)
        (seller, sellerRoot) = (nil, 0)
    }

    init(
        _ code: StaticString, _ description: StaticString, _ price: Int64,
        seller: StaticString, root: Int
    ) {
        (self.code, self.description, self.price) = (code, description, price)
        (self.seller, sellerRoot) = (seller, root)
    }
}

/// An offer's fixed words; the own ones begin with what the customer used.
struct OfferText {
    let id: StaticString
    let title: StaticString
    let body: StaticString
    let cta: StaticString
    let url: StaticString
    let coupon: StaticString
}

/// The operator's price list and its partners'.
enum Catalogue {
    static let mobile: [Plan] = [
        Plan(code: "CEL015", name: "Vivaz Controle 15 GB", price: 4990, gigabytes: 11),
        Plan(code: "CEL025", name: "Vivaz Controle 25 GB", price: 5990, gigabytes: 19),
        Plan(code: "CEL040", name: "Vivaz Controle 40 GB", price: 7490, gigabytes: 31),
        Plan(code: "CEL060", name: "Vivaz Pós 60 GB", price: 9990, gigabytes: 47),
        Plan(code: "CEL100", name: "Vivaz Pós 100 GB", price: 12990, gigabytes: 78),
        Plan(code: "CELFAM", name: "Vivaz Família 150 GB", price: 18990, gigabytes: 126),
    ]

    static let fibre: [Plan] = [
        Plan(code: "FIB400", name: "Vivaz Fibra 400 Mega", price: 8990, gigabytes: 240),
        Plan(code: "FIB600", name: "Vivaz Fibra 600 Mega", price: 10990, gigabytes: 310),
        Plan(code: "FIB1000", name: "Vivaz Fibra 1 Giga", price: 14990, gigabytes: 420),
    ]

    static let extras: [Extra] = [
        Extra("PCT010", "Pacote extra de internet 10 GB", 1990),
        Extra("SEG001", "Vivaz Protege: seguro do celular", 1490),
        Extra("NUV200", "Vivaz Nuvem 200 GB", 990),
        Extra("WIF006", "Ponto extra Wi-Fi 6", 2490),
        Extra("LAD001", "Linha adicional", 2990),
        Extra("ANT001", "Antivírus para três aparelhos", 690),
        Extra("AME001", "Pacote viagem Américas", 3490),
        Extra("MUS001", "Lumi Música Premium", 2190, seller: "Lumi Música Ltda.", root: 41_223_344),
        Extra(
            "CIN001", "CineMundo Padrão", 2790, seller: "CineMundo Streaming S.A.", root: 42_334_455
        ),
        Extra(
            "REV001", "Banca Digital: revistas e jornais", 1590, seller: "Banca Já Ltda.",
            root: 43_445_566),
        Extra(
            "IDI001", "Aula Viva: inglês e espanhol", 1790, seller: "Aula Viva Ltda.",
            root: 44_556_677),
    ]

    /// Lines of a large account, in turn.
    static let accountExtras: [Extra] = [
        Extra("LAD001", "Linha adicional", 2990),
        Extra(
            "EMP040",
            "Plano Vivaz Empresas 40 GB com ligações ilimitadas, roaming nas Américas e franquia compartilhada",
            6490),
        Extra("PCT010", "Pacote extra de internet 10 GB", 1990),
        Extra("GES001", "Gestão de linhas e bloqueio por horário", 490),
        Extra("SEG001", "Vivaz Protege: seguro do celular", 1490),
    ]

    static let discounts: [StaticString] = [
        "Desconto fidelidade 12 meses", "Desconto combo celular + fibra", "Desconto fatura digital",
        "Desconto indicação de amigo",
    ]

    static let moreInternetOffer = OfferText(
        id: "OF-UP100", title: "Suba para 100 GB",
        body: "por mês em média. O Vivaz Pós 100 GB custa R$ 129,90 e cabe no seu ritmo.",
        cta: "Quero mais internet", url: "https://www.vivaz.example/o/up100", coupon: "")

    static let fibreOffer = OfferText(
        id: "OF-FIB600", title: "Fibra de 600 Mega em casa",
        body: "por mês em média. Leve a fibra com instalação grátis e Wi-Fi 6 incluso.",
        cta: "Consultar meu endereço", url: "https://www.vivaz.example/o/fib600", coupon: "")

    static let familyOffer = OfferText(
        id: "OF-FAM", title: "Divida com a família",
        body: "por mês em média. No Vivaz Família são 150 GB para até quatro linhas.",
        cta: "Conhecer o plano", url: "https://www.vivaz.example/o/fam", coupon: "")

    static let cloudOffer = OfferText(
        id: "OF-NUV", title: "Fotos seguras na Vivaz Nuvem",
        body: "por mês em média. Guarde tudo em 1 TB, com os três primeiros meses grátis.",
        cta: "Experimentar", url: "https://www.vivaz.example/o/nuvem", coupon: "")

    static let partnerOffers: [OfferText] = [
        OfferText(
            id: "PA-CINE", title: "CineMundo com 50% de desconto",
            body: "Três meses de filmes e séries pela metade do preço para clientes Vivaz.",
            cta: "Ativar", url: "https://parceiros.vivaz.example/cine", coupon: "VIVAZCINE"),
        OfferText(
            id: "PA-LIVRO", title: "Livraria Capítulo: vale de R$ 25,00",
            body: "Vale para compras acima de R$ 100,00 em qualquer loja ou no site.",
            cta: "Pegar cupom", url: "https://parceiros.vivaz.example/livro", coupon: "LER"),
        OfferText(
            id: "PA-FARMA", title: "Farmácias Saúde Já: 15%",
            body: "Desconto em higiene e bem-estar, todo dia, nas lojas de todo o Brasil.",
            cta: "Ver lojas", url: "https://parceiros.vivaz.example/farma", coupon: "VIVAZ15"),
    ]

    static let monthNames: [StaticString] = [
        "janeiro", "fevereiro", "março", "abril", "maio", "junho", "julho", "agosto", "setembro",
        "outubro", "novembro", "dezembro",
    ]

    /// Internet use of each month against the year's mean, in percent: holidays raise it.
    static let season = [112, 93, 98, 96, 97, 101, 108, 96, 95, 98, 99, 115]

    /// Calls of each month against the year's mean, in percent.
    static let callSeason = [92, 88, 101, 99, 104, 101, 95, 102, 101, 103, 101, 113]

    static let roamingCountries: [StaticString] = [
        "Argentina", "Uruguai", "Chile", "Portugal", "Estados Unidos", "México", "França", "Itália",
    ]
}

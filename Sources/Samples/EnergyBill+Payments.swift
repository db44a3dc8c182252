import Payments
import Primitives

/// How the bill is paid, and the fiscal document it stands for.
extension EnergyBill {
    func appendPayments(to buffer: inout ByteBuffer) throws(PaymentError) {
        guard amountDue > 0 else { return }
        buffer.openArray("payments")
        if traits.payment == .automaticDebit {
            appendAutomaticDebit(to: &buffer)
        } else {
            try appendArrecadacao(to: &buffer)
            try appendPix(to: &buffer)
        }
        buffer.closeArray()
    }

    /// Segment 3 (electricity and gas) with value id 6.
    private func appendArrecadacao(to buffer: inout ByteBuffer) throws(PaymentError) {
        var random = SplitMix64(key: key, purpose: 9)
        var scratch = ByteBuffer(capacity: 64)
        scratch.append("0073")
        scratch.append(decimal: customerNumber, width: 9)
        scratch.append(decimal: cycle.year % 100 * 100 + cycle.month, width: 4)
        scratch.append(decimal: random.below(10_000), width: 4)
        var code = ByteBuffer(capacity: 64)
        try Arrecadacao.codigoDeBarras(
            segment: 3, valueId: 6, value: payable, company: scratch.view(0..<4), due: payableBy,
            freeField: scratch.view(4..<21), into: &code)
        buffer.openPayment("arrecadacao", "Código de barras", amount: payable, due: payableBy)
        try buffer.code(code.view)
        buffer.member("segment", "3")
        buffer.member("valueId", "6")
        buffer.member("company", "0073")
        buffer.closeObject()
    }

    /// A due-date charge behind a URL; the receiver's bank would answer there.
    private func appendPix(to buffer: inout ByteBuffer) throws(PaymentError) {
        var random = SplitMix64(key: key, purpose: 10)
        var scratch = ByteBuffer(capacity: 128)
        scratch.append("pix.clareira.example/v2/cobv/")
        let start = scratch.count
        scratch.append(hexadecimal: key)
        scratch.append(hexadecimal: random.next())
        let url = scratch.view
        let merchant: (name: StaticString, city: StaticString) = (
            "CLAREIRA ENERGIA SA", "SAO PAULO"
        )
        buffer.openPayment("pix", "Pix", amount: payable, due: payableBy)
        buffer.openText("payload")
        try PixPayload.dynamic(
            url: url, merchantName: merchant.name.view, merchantCity: merchant.city.view
        ).append(to: &buffer)
        buffer.closeText()
        buffer.openText("txid")
        buffer.append(url[start..<url.count])
        buffer.closeText()
        buffer.member("merchantName", merchant.name)
        buffer.member("merchantCity", merchant.city)
        buffer.closeObject()
    }

    /// The account is masked and no code is given: nothing here can be paid a second time.
    private func appendAutomaticDebit(to buffer: inout ByteBuffer) {
        var random = SplitMix64(key: key, purpose: 11)
        buffer.openPayment("autoDebit", "Débito automático", amount: payable, due: payableBy)
        switch random.below(3) {
        case 0: buffer.bank("001", "9", "Banco do Brasil")
        case 1: buffer.bank("104", "0", "Caixa Econômica Federal")
        default: buffer.bank("341", "7", "Itaú")
        }
        buffer.debitedAccount(of: customerNumber, &random)
        buffer.openText("text")
        buffer.append("O valor será debitado da sua conta em ")
        buffer.append(dayMonthYear: payableBy)
        buffer.append(". Não é preciso pagar esta conta.")
        buffer.closeText()
        buffer.closeObject()
    }

    /// The NF3e (model 66), with the address of its query, in the test environment.
    func appendFiscal(to buffer: inout ByteBuffer) throws(PaymentError) {
        var random = SplitMix64(key: key, purpose: 12)
        var scratch = ByteBuffer(capacity: 64)
        CNPJ.append(root: EnergyBill.issuerRoot, branch: 1, to: &scratch)
        var accessKey = ByteBuffer(capacity: 64)
        try ChaveDeAcesso.append(
            state: 35, issued: issued.cycle, cnpj: scratch.view, model: 66, series: 1,
            number: fiscalNumber, code: random.below(10_000_000), to: &accessKey)
        buffer.openArray("fiscal")
        buffer.openElement()
        buffer.member("model", "66")
        buffer.member("series", "1")
        buffer.openText("number")
        buffer.append(decimal: fiscalNumber)
        buffer.closeText()
        buffer.openText("accessKey")
        buffer.append(accessKey.view)
        buffer.closeText()
        buffer.member("issued", date: issued)
        buffer.openText("protocol")
        buffer.append("3352600")
        buffer.append(decimal: fiscalNumber, width: 9)
        buffer.closeText()
        buffer.openText("authorisedAt")
        buffer.append(date: issued)
        buffer.append("T04:27:31-03:00")
        buffer.closeText()
        buffer.openText("qrText")
        buffer.append("https://nf3e.fazenda.example/consulta?chNF3e=")
        buffer.append(accessKey.view)
        buffer.append("&tpAmb=2")
        buffer.closeText()
        buffer.member(
            "total", money: month.lines.reduce(0) { $0 + ($1.seller == nil ? $1.amount : 0) })
        buffer.closeObject()
        buffer.closeArray()
    }
}

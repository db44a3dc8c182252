import Payments
import Primitives

/// How the bill is paid, and the fiscal document it stands for.
extension Bill {
    func appendPayments(to buffer: inout ByteBuffer) throws(PaymentError) {
        guard amountDue > 0 else { return }
        buffer.openArray("payments")
        switch traits.payment {
        case .automaticDebit: appendAutomaticDebit(to: &buffer)
        case .boleto:
            try appendBoleto(to: &buffer)
            try appendPix(to: &buffer)
        case .arrecadacao, .credit:
            try appendArrecadacao(to: &buffer)
            try appendPix(to: &buffer)
        }
        buffer.closeArray()
    }

    /// Segment 4 with value id 6: due date, customer, month and a random number in the free field.
    private func appendArrecadacao(to buffer: inout ByteBuffer) throws(PaymentError) {
        var random = SplitMix64(key: key, purpose: 9)
        var scratch = ByteBuffer(capacity: 64)
        scratch.append("1042")
        scratch.append(decimal: customerNumber, width: 9)
        scratch.append(decimal: cycle.year % 100 * 100 + cycle.month, width: 4)
        scratch.append(decimal: random.below(10_000), width: 4)
        var code = ByteBuffer(capacity: 64)
        try Arrecadacao.codigoDeBarras(
            segment: 4, valueId: 6, value: payable, company: scratch.view(0..<4), due: payableBy,
            freeField: scratch.view(4..<21), into: &code)
        buffer.openPayment("arrecadacao", "Código de barras", amount: payable, due: payableBy)
        try buffer.code(code.view)
        if !traits.isLean {
            buffer.member("segment", "4")
            buffer.member("valueId", "6")
            buffer.member("company", "1042")
        }
        buffer.closeObject()
    }

    /// A due-date charge behind a URL; the receiver's bank would answer there.
    private func appendPix(to buffer: inout ByteBuffer) throws(PaymentError) {
        var random = SplitMix64(key: key, purpose: 10)
        var scratch = ByteBuffer(capacity: 128)
        scratch.append("pix.vivaz.example/v2/cobv/")
        let start = scratch.count
        // The key is unique within a seed, its scrambling too; the second half is chance.
        scratch.append(hexadecimal: key)
        scratch.append(hexadecimal: random.next())
        let url = scratch.view
        let merchant: (name: StaticString, city: StaticString) = ("VIVAZ TELECOM SA", "SAO PAULO")
        buffer.openPayment("pix", "Pix", amount: payable, due: payableBy)
        buffer.openText("payload")
        try PixPayload.dynamic(
            url: url, merchantName: merchant.name.view,
            merchantCity: merchant.city.view
        ).append(to: &buffer)
        buffer.closeText()
        if !traits.isLean {
            buffer.openText("txid")
            buffer.append(url[start..<url.count])
            buffer.closeText()
            buffer.openText("url")
            buffer.append("https://")
            buffer.append(url)
            buffer.closeText()
            buffer.member("merchantName", merchant.name)
            buffer.member("merchantCity", merchant.city)
        }
        buffer.closeObject()
    }

    /// Everything a ficha de compensação and a recibo do pagador show; Bradesco's campo livre.
    private func appendBoleto(to buffer: inout ByteBuffer) throws(PaymentError) {
        var scratch = ByteBuffer(capacity: 64)
        scratch.append("1234" as StaticString)  // agência
        scratch.append("0123456")  // conta
        scratch.append("09")  // carteira
        scratch.append(decimal: cycle.year % 100, width: 2)  // nosso número: year and customer
        scratch.append(decimal: customerNumber, width: 9)
        let check = try CampoLivre.digitoBradesco(carteiraNossoNumero: scratch.view(11..<24))
        var code = ByteBuffer(capacity: 128)
        try CampoLivre.bradesco(
            agencia: scratch.view(0..<4), carteira: scratch.view(11..<13),
            nossoNumero: scratch.view(13..<24), conta: scratch.view(4..<11), into: &code)
        var barcode = ByteBuffer(capacity: 64)
        try Boleto.codigoDeBarras(
            bank: ("237" as StaticString).view, due: payableBy, amount: payable,
            freeField: code.view,
            into: &barcode)
        buffer.openPayment("boleto", "Boleto bancário", amount: payable, due: payableBy)
        try buffer.code(barcode.view)
        buffer.bank("237", "2", "Bradesco")
        buffer.openText("nossoNumero")
        buffer.append("09/")
        buffer.append(scratch.view(13..<24))
        buffer.append(UInt8(ascii: "-"))
        buffer.append(check)
        buffer.closeText()
        appendSlip(to: &buffer)
        buffer.closeObject()
    }

    private func appendSlip(to buffer: inout ByteBuffer) {
        buffer.openObject("payee")
        buffer.member("name", "Vivaz Telecom S.A.")
        buffer.taxId(root: Bill.issuerRoot)
        appendIssuerAddress(to: &buffer)
        buffer.closeObject()
        buffer.member("agency", "1234-3")
        buffer.member("account", "0123456-0")
        buffer.member("agencyAccount", "1234-3/0123456-0")
        buffer.openText("documentNumber")
        appendID(to: &buffer)
        buffer.closeText()
        buffer.member("documentKind", "DS")
        buffer.member("acceptance", "N")
        buffer.member("wallet", "09")
        buffer.member("processedAt", date: issued)
        buffer.member("place", "Pagável em qualquer banco até o vencimento")
        buffer.openArray("instructions")
        buffer.openTextElement()
        buffer.append("Após o vencimento, multa de 2% e juros de 1% ao mês.\"")
        buffer.openTextElement()
        buffer.append("Não receber após 60 dias do vencimento.\"")
        buffer.openTextElement()
        buffer.append("Pagamento referente à fatura de serviços de telecomunicações.\"")
        buffer.closeArray()
    }

    /// The account is masked and no code is given: nothing here can be paid a second time.
    private func appendAutomaticDebit(to buffer: inout ByteBuffer) {
        var random = SplitMix64(key: key, purpose: 11)
        buffer.openPayment("autoDebit", "Débito automático", amount: payable, due: payableBy)
        switch random.below(4) {
        case 0: buffer.bank("001", "9", "Banco do Brasil")
        case 1: buffer.bank("104", "0", "Caixa Econômica Federal")
        case 2: buffer.bank("237", "2", "Bradesco")
        default: buffer.bank("341", "7", "Itaú")
        }
        buffer.debitedAccount(of: customerNumber, &random)
        buffer.openText("text")
        buffer.append("O valor será debitado da sua conta em ")
        buffer.append(dayMonthYear: payableBy)
        buffer.append(". Não é preciso pagar esta fatura.")
        buffer.closeText()
        buffer.closeObject()
    }

    func appendFiscal(to buffer: inout ByteBuffer) throws(PaymentError) {
        var random = SplitMix64(key: key, purpose: 12)
        var scratch = ByteBuffer(capacity: 64)
        CNPJ.append(root: Bill.issuerRoot, branch: 1, to: &scratch)
        buffer.openArray("fiscal")
        buffer.openElement()
        buffer.member("model", "62")
        buffer.member("series", "1")
        buffer.openText("number")
        buffer.append(decimal: fiscalNumber)
        buffer.closeText()
        buffer.openText("accessKey")
        try ChaveDeAcesso.append(
            state: 35, issued: issued.cycle, cnpj: scratch.view, model: 62, series: 1,
            number: fiscalNumber, code: random.below(10_000_000), to: &buffer)
        buffer.closeText()
        buffer.member("issued", date: issued)
        buffer.openText("protocol")
        buffer.append("3352600")
        buffer.append(decimal: fiscalNumber, width: 9)
        buffer.closeText()
        buffer.openText("authorisedAt")
        buffer.append(date: issued)
        buffer.append("T03:12:44-03:00")
        buffer.closeText()
        buffer.member("total", money: Tax.ownTotal(of: lines))
        buffer.closeObject()
        buffer.closeArray()
    }
}

public import Primitives

/// A Pix BR Code (EMV merchant-presented QR): the fields of its copy-and-paste text.
///
/// | | point | key or URL | amount | txid |
/// |---|---|---|---|---|
/// | static | none | key | optional | optional |
/// | dynamic | 12 (11) | URL | not binding | none |
/// | with recurrence (Pix Automático) | as above, or none | either or neither | | |
///
/// The views belong to the caller or, after reading, to the payload read; an empty view is an absent field.
///
/// Source: Banco Central, Manual de Padrões para Iniciação do Pix v2.10; payload ≤ 512 characters.
public struct PixPayload: BitwiseCopyable, Sendable {
    /// What the payer's bank may do with the code.
    public enum PointOfInitiation: UInt8, Sendable, BitwiseCopyable {
        /// Not written: a static code.
        case absent = 0
        /// 11, may be paid more than once.
        case reusable = 11
        /// 12, paid once.
        case singleUse = 12
    }

    /// Object 01.
    public var pointOfInitiation = PointOfInitiation.absent
    /// The receiver's key, 26-01; excludes `url`.
    public var key = ByteView()
    /// Additional information, 26-02; only beside a key.
    public var info = ByteView()
    /// ISPB of the withdrawal service (Pix Saque), 26-03; 8 digits.
    public var fss = ByteView()
    /// Location of the charge without scheme, 26-25; at most 77 characters.
    public var url = ByteView()
    /// Location of the recurrence without scheme, 80-25; at most 77 characters.
    public var recurrenceURL = ByteView()
    /// Centavos, object 54; nil leaves the amount to the payer or to the charge behind the URL.
    public var amount: Int64?
    /// The receiver's name, object 59; 1 to 25 characters.
    public var merchantName: ByteView
    /// The receiver's city, object 60; 1 to 15 characters.
    public var merchantCity: ByteView
    /// CEP without hyphen, object 61; at most 10 characters.
    public var postalCode = ByteView()
    /// Letters and digits, object 62-05; at most 25, none is empty or `***`.
    public var txid = ByteView()

    /// A payload of a receiver, still without key or URL.
    public init(merchantName: ByteView, merchantCity: ByteView) {
        self.merchantName = merchantName
        self.merchantCity = merchantCity
    }

    /// A static code: a key and, when known, an amount.
    public static func `static`(
        key: ByteView, amount: Int64? = nil, txid: ByteView = ByteView(),
        merchantName: ByteView, merchantCity: ByteView
    ) -> PixPayload {
        var payload = PixPayload(merchantName: merchantName, merchantCity: merchantCity)
        payload.key = key
        payload.amount = amount
        payload.txid = txid
        return payload
    }

    /// A dynamic code: the location of a charge (`/cob/`, `/cobv/`) that the receiver's bank answers.
    public static func dynamic(
        url: ByteView, merchantName: ByteView, merchantCity: ByteView
    ) -> PixPayload {
        var payload = PixPayload(merchantName: merchantName, merchantCity: merchantCity)
        payload.pointOfInitiation = .singleUse
        payload.url = url
        return payload
    }

    /// The most characters a payload may have.
    public static let largestCount = 512

    /// The largest amount, 13 characters with its point.
    public static let largestAmount: Int64 = 999_999_999_999

    /// Verifies a payload against the document it stands on.
    ///
    /// - Parameters:
    ///   - payload: UTF-8, as printed and as in the QR code.
    ///   - amount: centavos; compared with a static code's amount only, a dynamic one's is not binding.
    /// - Throws: what `init(reading:)` throws, `amountMismatch`.
    public static func verify(_ payload: ByteView, amount: Int64) throws(PaymentError) {
        let read = try PixPayload(reading: payload)
        if read.url.isEmpty, let own = read.amount, own != amount { throw .amountMismatch }
    }

    /// Checks what must hold of account, recurrence and their URLs, whether read or to be written.
    func checkAccount() throws(PaymentError) {
        guard key.isEmpty || url.isEmpty else { throw .keyAndUrl }
        guard !key.isEmpty || !url.isEmpty || !recurrenceURL.isEmpty else { throw .noKeyNoUrl }
        if !key.isEmpty { _ = try PixKey(key) }
        guard !key.isEmpty || (info.isEmpty && fss.isEmpty) else { throw .infoWithoutKey }
        guard fss.isEmpty || (fss.count == 8 && isDigits(fss)) else { throw .fssLength }
        try check(url: url)
        try check(url: recurrenceURL)
        if !url.isEmpty, !recurrenceURL.isEmpty, !isSameHost(url, recurrenceURL) {
            throw .hostMismatch
        }
    }

    /// Hosts are without case (RFC 3986, 3.2.2).
    private func isSameHost(_ a: ByteView, _ b: ByteView) -> Bool {
        let (first, second) = (host(of: a), host(of: b))
        guard first.count == second.count else { return false }
        for index in 0..<first.count where small(first[index]) != small(second[index]) {
            return false
        }
        return true
    }

    private func small(_ byte: UInt8) -> UInt8 { byte &- 65 <= 25 ? byte | 0x20 : byte }

    /// Checks that there is somebody to pay, whether read or to be written.
    func checkMerchant() throws(PaymentError) {
        guard !merchantName.isBlank, !merchantCity.isBlank else { throw .missingObject }
    }

    private func check(url: ByteView) throws(PaymentError) {
        guard url.count > 0 else { return }
        for index in 0..<max(0, url.count - 2)
        where url[index] == UInt8(ascii: ":") && url[index..<index + 3] == "://" {
            throw .urlHasScheme
        }
        guard url.count <= 77 else { throw .urlTooLong }
        for index in 0..<url.count where url[index] <= 0x20 || url[index] == 0x7F {
            throw .urlFormat
        }
    }

    private func host(of url: ByteView) -> ByteView {
        var end = 0
        while end < url.count, url[end] != UInt8(ascii: "/") { end += 1 }
        return url[0..<end]
    }

    /// Whether the code leaves the txid to who pays.
    var hasNoTxid: Bool { txid.isEmpty || txid == "***" }

    /// Checks a txid's characters and length.
    func check(txid: ByteView) throws(PaymentError) {
        for index in 0..<txid.count {
            let byte = txid[index]
            guard byte &- 48 <= 9 || (byte | 0x20) &- 97 <= 25 else { throw .txidCharacters }
        }
        guard txid.count <= 25 else { throw .txidTooLong }
    }
}

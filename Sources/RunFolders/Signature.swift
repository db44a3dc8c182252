import CGnuTLS
import Foundation
public import Primitives

/// Ed25519 signatures (RFC 8032) of a run's manifest, by GnuTLS.
///
/// `manifest.sig` is one line: the 64 bytes in base64, so that
/// `base64 -d manifest.sig > sig; openssl pkeyutl -verify -pubin -inkey public.pem -rawin -in manifest.json
/// -sigfile sig` checks it.
public enum Signature {
    /// A signature's bytes.
    static let byteCount = 64

    /// Signs bytes.
    ///
    /// - Parameters:
    ///   - bytes: the manifest's.
    ///   - key: the text of a private key, PKCS #8 in PEM, as `openssl genpkey -algorithm ed25519` makes it.
    ///   - file: the key's name, for the diagnostics.
    /// - Returns: what stands in `manifest.sig`.
    /// - Throws: F751 for what is no such key.
    public static func sign(
        _ bytes: [UInt8], key: [UInt8], file: String
    ) throws(Diagnostic) -> [UInt8] {
        let key = try PrivateKey(pem: key, file: file)
        return Array(Data(try key.sign(bytes)).base64EncodedString().utf8) + [0x0A]
    }

    /// Checks a signature.
    ///
    /// - Parameters:
    ///   - signature: what stands in `manifest.sig`.
    ///   - bytes: the manifest's.
    ///   - key: the text of a public key in PEM, as `openssl pkey -pubout` makes it.
    ///   - file: the key's name, for the diagnostics.
    /// - Throws: F751 for what is no such key, F752 where the signature is not of these bytes and key, F753 for
    ///   what is no signature.
    public static func verify(
        _ signature: [UInt8], of bytes: [UInt8], key: [UInt8], file: String
    ) throws(Diagnostic) {
        let text = String(decoding: signature, as: UTF8.self)
            .trimmingCharacters(in: .whitespacesAndNewlines)
        guard let raw = Data(base64Encoded: text), raw.count == byteCount else {
            throw Diagnostic(
                code: "F753", file: "manifest.sig", message: "this is no signature",
                cure: "restore it from a copy, or sign the run again with fatura batch --sign")
        }
        let key = try PublicKey(pem: key, file: file)
        guard try key.accepts([UInt8](raw), of: bytes) else {
            throw Diagnostic(
                code: "F752", file: "manifest.sig",
                message: "the signature is not of this manifest by the key \(file)",
                cure: "the manifest was changed after it was signed, or the key is another one: "
                    + "do not send this run")
        }
    }

    /// What is told of a key that cannot be used.
    static func unusable(_ file: String, _ code: Int32, _ kind: String) -> Diagnostic {
        let reason =
            code == 0 ? "it is of another kind" : unsafe String(cString: gnutls_strerror(code))
        return Diagnostic(
            code: "F751", file: file, message: "there is no \(kind) Ed25519 key here: \(reason)",
            cure: kind == "private"
                ? "make one with openssl genpkey -algorithm ed25519 -out key.pem"
                : "make it of the private one with openssl pkey -in key.pem -pubout -out public.pem"
        )
    }
}

/// A private key; owns one `gnutls_privkey_t`.
@safe
private struct PrivateKey: ~Copyable {
    private let handle: gnutls_privkey_t
    private let file: String

    init(pem: [UInt8], file: String) throws(Diagnostic) {
        self.file = file
        unsafe handle = try PrivateKey.open(pem, file)
    }

    /// Makes a key of the text; the caller owns it.
    private static func open(
        _ pem: [UInt8], _ file: String
    ) throws(Diagnostic) -> gnutls_privkey_t {
        var made: gnutls_privkey_t?
        var code = unsafe gnutls_privkey_init(&made)
        guard code == 0, let handle = unsafe made else {
            throw Signature.unusable(file, code, "private")
        }
        code = unsafe withDatum(pem) { datum in
            unsafe gnutls_privkey_import_x509_raw(handle, datum, GNUTLS_X509_FMT_PEM, nil, 0)
        }
        let kind = code == 0 ? unsafe gnutls_privkey_get_pk_algorithm(handle, nil) : 0
        guard kind == Int32(GNUTLS_PK_EDDSA_ED25519.rawValue) else {
            unsafe gnutls_privkey_deinit(handle)
            throw Signature.unusable(file, code, "private")
        }
        return unsafe handle
    }

    deinit { unsafe gnutls_privkey_deinit(handle) }

    func sign(_ bytes: [UInt8]) throws(Diagnostic) -> [UInt8] {
        var signature = unsafe gnutls_datum_t()
        let code = unsafe withDatum(bytes) { datum in
            unsafe gnutls_privkey_sign_data2(
                handle, GNUTLS_SIGN_EDDSA_ED25519, 0, datum, &signature)
        }
        guard code == 0, let start = unsafe signature.data else {
            throw Signature.unusable(file, code, "private")
        }
        defer { unsafe free_gnutls_memory(start) }
        return unsafe Array(UnsafeBufferPointer(start: start, count: Int(signature.size)))
    }
}

/// A public key; owns one `gnutls_pubkey_t`.
@safe
private struct PublicKey: ~Copyable {
    private let handle: gnutls_pubkey_t
    private let file: String

    init(pem: [UInt8], file: String) throws(Diagnostic) {
        self.file = file
        unsafe handle = try PublicKey.open(pem, file)
    }

    /// Makes a key of the text; the caller owns it.
    private static func open(
        _ pem: [UInt8], _ file: String
    ) throws(Diagnostic) -> gnutls_pubkey_t {
        var made: gnutls_pubkey_t?
        var code = unsafe gnutls_pubkey_init(&made)
        guard code == 0, let handle = unsafe made else {
            throw Signature.unusable(file, code, "public")
        }
        code = unsafe withDatum(pem) { datum in
            unsafe gnutls_pubkey_import(handle, datum, GNUTLS_X509_FMT_PEM)
        }
        let kind = code == 0 ? unsafe gnutls_pubkey_get_pk_algorithm(handle, nil) : 0
        guard kind == Int32(GNUTLS_PK_EDDSA_ED25519.rawValue) else {
            unsafe gnutls_pubkey_deinit(handle)
            throw Signature.unusable(file, code, "public")
        }
        return unsafe handle
    }

    deinit { unsafe gnutls_pubkey_deinit(handle) }

    func accepts(_ signature: [UInt8], of bytes: [UInt8]) throws(Diagnostic) -> Bool {
        let code = unsafe withDatum(bytes) { data in
            unsafe withDatum(signature) { signature in
                unsafe gnutls_pubkey_verify_data2(
                    handle, GNUTLS_SIGN_EDDSA_ED25519, 0, data, signature)
            }
        }
        guard code >= 0 || code == GNUTLS_E_PK_SIG_VERIFY_FAILED else {
            throw Signature.unusable(file, code, "public")
        }
        return code >= 0
    }
}

/// Calls `body` with bytes as GnuTLS takes them; it only reads them.
private func withDatum<Result>(
    _ bytes: [UInt8], _ body: (UnsafePointer<gnutls_datum_t>) -> Result
) -> Result {
    unsafe bytes.withUnsafeBufferPointer { buffer in
        var datum = unsafe gnutls_datum_t()
        unsafe datum.data = UnsafeMutablePointer(mutating: buffer.baseAddress)
        unsafe datum.size = UInt32(buffer.count)
        return unsafe body(&datum)
    }
}

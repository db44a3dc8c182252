import CCurl
import Glibc
import Primitives

/// HTTP by libcurl, which signs each request (AWS Signature Version 4); one per worker.
///
/// The connection is kept from request to request. Certificates are verified, redirects are not followed: a
/// signature is good for one place.
@safe
struct CurlTransport: Transport, ~Copyable {
    private let handle: OpaquePointer
    private let access: StorageAccess
    private let place: ObjectPlace
    /// After so many seconds without a byte there is no answer.
    private let timeout: Int
    private let isStopped: @Sendable () -> Bool

    private static let isReady: Bool =
        curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

    /// A transport to a bucket.
    ///
    /// - Throws: `TransportError` where libcurl cannot be used.
    init(
        _ access: StorageAccess, _ place: ObjectPlace, timeout: Int,
        isStopped: @escaping @Sendable () -> Bool
    ) throws(TransportError) {
        guard CurlTransport.isReady, let made = unsafe curl_easy_init() else {
            throw TransportError(kind: .lasting, words: "libcurl does not start")
        }
        unsafe handle = OpaquePointer(made)
        (self.access, self.place, self.timeout) = (access, place, timeout)
        self.isStopped = isStopped
    }

    private var curl: UnsafeMutableRawPointer { unsafe UnsafeMutableRawPointer(handle) }

    deinit { unsafe curl_easy_cleanup(UnsafeMutableRawPointer(handle)) }

    mutating func pause(milliseconds: Int) {
        var left = milliseconds
        while left > 0, !isStopped() {
            usleep(UInt32(min(left, 100)) * 1_000)
            left -= 100
        }
    }

    mutating func send(
        _ request: StorageRequest, body: ByteView
    ) throws(TransportError) -> StorageAnswer {
        unsafe curl_easy_reset(curl)
        // Headers are not taken away here ("Expect:"): libcurl 7.88 signs what it then does not send.
        let headers = HeaderList(
            request.lines + (access.token.map { ["x-amz-security-token: \($0)"] } ?? []))
        let sink = AnswerSink()
        var status = set(request, headers)
        status = status == CURLE_OK ? setConnection() : status
        guard status == CURLE_OK else { throw error(status) }
        status = unsafe body.withUnsafeBytes { bytes in
            unsafe setBody(request, bytes)
            return perform(into: sink)
        }
        guard status == CURLE_OK else { throw error(status) }
        var code = 0
        unsafe get_curl_status(curl, &code)
        return StorageAnswer(status: code, headers: sink.headers, body: sink.body)
    }

    /// What is asked, by whom.
    private func set(_ request: StorageRequest, _ headers: borrowing HeaderList) -> CURLcode {
        let texts: [(CURLoption, String)] = [
            (CURLOPT_URL, request.url(access, place)),
            (CURLOPT_AWS_SIGV4, "aws:amz:\(access.region):s3"),
            (CURLOPT_USERNAME, access.keyID), (CURLOPT_PASSWORD, access.secret),
            (CURLOPT_PROTOCOLS_STR, access.isPlain ? "http" : "https"),
            (CURLOPT_USERAGENT, "fatura"),
        ]
        for (option, text) in texts {
            let status = unsafe set_curl_text(curl, option, text)
            guard status == CURLE_OK else { return status }
        }
        return unsafe set_curl_headers(curl, headers.first)
    }

    private func setConnection() -> CURLcode {
        let numbers: [(CURLoption, Int)] = [
            (CURLOPT_NOSIGNAL, 1), (CURLOPT_PATH_AS_IS, 1), (CURLOPT_CONNECTTIMEOUT, timeout),
            (CURLOPT_LOW_SPEED_LIMIT, 1), (CURLOPT_LOW_SPEED_TIME, timeout),
            (CURLOPT_TCP_KEEPALIVE, 1),
        ]
        for (option, number) in numbers {
            let status = unsafe set_curl_number(curl, option, number)
            guard status == CURLE_OK else { return status }
        }
        guard let certificates = access.certificates else { return CURLE_OK }
        return unsafe set_curl_text(curl, CURLOPT_CAINFO, certificates)
    }

    /// The bytes stay where they are and must be there until the answer.
    private func setBody(_ request: StorageRequest, _ bytes: UnsafeBufferPointer<UInt8>) {
        switch request.method {
        case .head: unsafe set_curl_number(curl, CURLOPT_NOBODY, 1)
        case .get: unsafe set_curl_number(curl, CURLOPT_HTTPGET, 1)
        case .put, .post, .delete:
            unsafe set_curl_size(curl, CURLOPT_POSTFIELDSIZE_LARGE, Int(bytes.count))
            unsafe set_curl_pointer(curl, CURLOPT_POSTFIELDS, bytes.baseAddress)
            unsafe set_curl_text(curl, CURLOPT_CUSTOMREQUEST, request.method.rawValue)
        }
    }

    private func perform(into sink: AnswerSink) -> CURLcode {
        let pointer = unsafe Unmanaged.passUnretained(sink).toOpaque()
        unsafe set_curl_sink(curl, CURLOPT_HEADERFUNCTION, takeHeader)
        unsafe set_curl_pointer(curl, CURLOPT_HEADERDATA, pointer)
        unsafe set_curl_sink(curl, CURLOPT_WRITEFUNCTION, takeBody)
        unsafe set_curl_pointer(curl, CURLOPT_WRITEDATA, pointer)
        return withExtendedLifetime(sink) { unsafe curl_easy_perform(curl) }
    }

    private func error(_ status: CURLcode) -> TransportError {
        let kind: TransportError.Kind =
            CurlTransport.passing.contains(status.rawValue)
            ? .passing : CurlTransport.trust.contains(status.rawValue) ? .trust : .lasting
        return TransportError(kind: kind, words: unsafe String(cString: curl_easy_strerror(status)))
    }

    private static let passing: Set<UInt32> = Set(
        [
            CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY, CURLE_COULDNT_CONNECT,
            CURLE_PARTIAL_FILE, CURLE_OPERATION_TIMEDOUT, CURLE_SSL_CONNECT_ERROR,
            CURLE_GOT_NOTHING, CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_HTTP2, CURLE_HTTP2_STREAM,
        ].map(\.rawValue))
    private static let trust: Set<UInt32> = Set(
        [
            CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR,
        ].map(\.rawValue))
}

/// Headers as libcurl takes them; owns one `curl_slist`.
@safe
private struct HeaderList: ~Copyable {
    let first: UnsafeMutablePointer<curl_slist>?

    init(_ lines: [String]) {
        var list: UnsafeMutablePointer<curl_slist>?
        for line in lines { unsafe list = curl_slist_append(list, line) }
        unsafe first = list
    }

    deinit { unsafe curl_slist_free_all(first) }
}

/// Takes an answer as it comes.
private final class AnswerSink {
    var headers: [String: String] = [:]
    var body: [UInt8] = []

    /// Takes a line of the head; one that begins an answer forgets those of answers before it.
    func take(header line: String) {
        guard !line.hasPrefix("HTTP/") else { return headers.removeAll() }
        let parts = line.split(separator: ":", maxSplits: 1)
        guard parts.count == 2 else { return }
        headers[parts[0].lowercased()] = trimmed(parts[1])
    }

    private func trimmed(_ text: Substring) -> String {
        var text = text
        while let last = text.unicodeScalars.last, last.value <= 0x20 {
            text.unicodeScalars.removeLast()
        }
        return String(text.drop { $0 == " " || $0 == "\t" })
    }
}

/// libcurl's callback for a line of the head.
private func takeHeader(
    _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int,
    _ sink: UnsafeMutableRawPointer?
) -> Int {
    guard let bytes = unsafe bytes, let sink = unsafe sink else { return 0 }
    let line = unsafe UnsafeRawBufferPointer(start: bytes, count: size * count)
    let text = unsafe String(decoding: line, as: UTF8.self)
    unsafe Unmanaged<AnswerSink>.fromOpaque(sink).takeUnretainedValue().take(header: text)
    return size * count
}

/// libcurl's callback for bytes of the body.
private func takeBody(
    _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int,
    _ sink: UnsafeMutableRawPointer?
) -> Int {
    guard let bytes = unsafe bytes, let sink = unsafe sink else { return 0 }
    let block = unsafe UnsafeRawBufferPointer(start: bytes, count: size * count)
    let answer = unsafe Unmanaged<AnswerSink>.fromOpaque(sink).takeUnretainedValue()
    let room = StorageAnswer.longestBody - answer.body.count
    if room > 0 { unsafe answer.body.append(contentsOf: block.prefix(room)) }
    return size * count
}

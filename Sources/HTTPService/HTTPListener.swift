import CMicroHTTPD
import Glibc
public import Primitives

/// Listens on a port and answers requests on a thread of its own, until it is let go.
///
/// At most 16 connections at a time, each of them with 32 KiB of memory and ten seconds to ask; bodies of requests
/// are not read. What `answer` does is all that a request can hold up.
@safe
public final class HTTPListener {
    /// Where it listens, with the port that the system chose where 0 was asked for.
    public let address: HTTPAddress
    private let daemon: OpaquePointer
    private let context: Unmanaged<Routes>

    private static let mostConnections: UInt32 = 16
    private static let timeoutSeconds: UInt32 = 10
    private static let connectionBytes = 32 << 10

    /// What requests are answered by, as the library holds it.
    private final class Routes: Sendable {
        let answer: @Sendable (HTTPRequest) -> HTTPResponse

        init(_ answer: @escaping @Sendable (HTTPRequest) -> HTTPResponse) { self.answer = answer }
    }

    /// Listens.
    ///
    /// - Parameters:
    ///   - address: where.
    ///   - answer: called for each request, by one thread at a time that is none of the caller's.
    /// - Throws: `FileError` with the address as its path: `EADDRINUSE` for a port in use, `EACCES` for one that
    ///   this user may not have, `EADDRNOTAVAIL` for an address that is none of this machine's.
    public init(
        _ address: HTTPAddress, answer: @escaping @Sendable (HTTPRequest) -> HTTPResponse
    ) throws(FileError) {
        let socket = try HTTPListener.listen(address)
        let context = unsafe Unmanaged.passRetained(Routes(answer))
        let daemon = unsafe start_http_daemon(
            socket, HTTPListener.reply, context.toOpaque(), HTTPListener.mostConnections,
            HTTPListener.timeoutSeconds, HTTPListener.connectionBytes)
        guard let daemon = unsafe daemon else {
            let code = errno
            close(socket)
            unsafe context.release()
            throw FileError(path: address.text, call: "serve", code: code == 0 ? ENOMEM : code)
        }
        unsafe self.daemon = daemon
        unsafe self.context = context
        self.address = HTTPAddress(host: address.host, port: HTTPListener.port(of: socket))
    }

    deinit {
        // Ends the thread, and closes the socket.
        unsafe MHD_stop_daemon(daemon)
        unsafe context.release()
    }

    // MARK: Sockets

    /// A socket that listens, as libmicrohttpd is told nothing of what goes wrong with one.
    private static func listen(_ address: HTTPAddress) throws(FileError) -> Int32 {
        var hints = unsafe addrinfo()
        unsafe hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV | AI_PASSIVE
        unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var found: UnsafeMutablePointer<addrinfo>?
        guard unsafe getaddrinfo(address.host, String(address.port), &hints, &found) == 0,
            let place = unsafe found
        else { throw FileError(path: address.text, call: "listen", code: EADDRNOTAVAIL) }
        defer { unsafe freeaddrinfo(found) }
        let descriptor = unsafe socket(
            place.pointee.ai_family, place.pointee.ai_socktype | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else {
            throw FileError(path: address.text, call: "listen", code: errno)
        }
        var isOn: Int32 = 1
        unsafe setsockopt(
            descriptor, SOL_SOCKET, SO_REUSEADDR, &isOn, socklen_t(MemoryLayout<Int32>.size))
        let isBound = unsafe bind(descriptor, place.pointee.ai_addr, place.pointee.ai_addrlen) == 0
        guard isBound, Glibc.listen(descriptor, Int32(mostConnections)) == 0 else {
            let code = errno
            close(descriptor)
            throw FileError(path: address.text, call: "listen", code: code)
        }
        return descriptor
    }

    /// The port a socket is bound to.
    private static func port(of descriptor: Int32) -> UInt16 {
        var bound = sockaddr_in6()
        var count = socklen_t(MemoryLayout<sockaddr_in6>.size)
        let isKnown = unsafe withUnsafeMutablePointer(to: &bound) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe getsockname(descriptor, $0, &count) == 0
            }
        }
        // The port stands at the same place in addresses of both families.
        return isKnown ? UInt16(bigEndian: bound.sin6_port) : 0
    }

    // MARK: Requests

    /// Answers a request as soon as its header is there.
    private static let reply: MHD_AccessHandlerCallback = {
        context, connection, url, method, _, _, _, _ in
        guard let context = unsafe context, let connection = unsafe connection,
            let url = unsafe url, let method = unsafe method
        else { return .NO }
        let routes = unsafe Unmanaged<Routes>.fromOpaque(context).takeUnretainedValue()
        let request = unsafe HTTPRequest(
            method: String(cString: method), path: String(cString: url))
        return unsafe send(routes.answer(request), over: connection)
    }

    private static func send(
        _ response: HTTPResponse, over connection: OpaquePointer
    ) -> MHD_Result {
        let made = unsafe response.body.withUnsafeBytes { bytes in
            // Copied at once, so that nothing of ours is touched.
            unsafe MHD_create_response_from_buffer(
                bytes.count, UnsafeMutableRawPointer(mutating: bytes.baseAddress),
                .RESPMEM_MUST_COPY)
        }
        guard let made = unsafe made else { return .NO }
        defer { unsafe MHD_destroy_response(made) }
        for field in response.fields {
            guard unsafe MHD_add_response_header(made, field.name, field.value) == .YES else {
                return .NO
            }
        }
        return unsafe MHD_queue_response(connection, response.status, made)
    }
}

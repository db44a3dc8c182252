import Glibc
import Primitives
import TestSupport
import XCTest

@testable import HTTPService

/// Asked by curl, as a stranger would.
final class HTTPListenerTests: XCTestCase {
    private func listener(_ host: String = HTTPAddress.local) throws -> HTTPListener {
        try HTTPListener(HTTPAddress(host: host, port: 0)) { request in
            .text(
                "\(request.method) \(request.path)", status: request.path == "/" ? 200 : 404,
                fields: [("Allow", "GET")])
        }
    }

    private func ask(_ listener: HTTPListener, _ arguments: String...) throws -> String {
        let done = try ChildProcess.run(
            "curl", ["--silent", "--show-error", "--max-time", "20"] + arguments)
        XCTAssertEqual(done.status, 0, done.errors)
        return done.text
    }

    func testRequestsAreAnswered() throws {
        let listener = try listener()
        let start = "http://\(listener.address.text)"
        XCTAssertGreaterThan(listener.address.port, 0)
        XCTAssertEqual(try ask(listener, start + "/"), "GET /\n")
        XCTAssertEqual(try ask(listener, start + "/a%20b?x=1"), "GET /a b\n")
        XCTAssertEqual(
            try ask(listener, "--data", String(repeating: "x", count: 100_000), start + "/p"),
            "POST /p\n")
        let head = try ask(listener, "--head", start + "/")
        XCTAssertTrue(head.hasPrefix("HTTP/1.1 200 OK\r\n"), head)
        XCTAssertTrue(head.contains("\r\nAllow: GET\r\n"), head)
        XCTAssertTrue(head.contains("\r\nContent-Length: 7\r\n"), head)
    }

    func testAnIPv6AddressIsListenedOn() throws {
        let made: HTTPListener
        do {
            made = try listener("::1")
        } catch let error as FileError where error.code == EADDRNOTAVAIL {
            throw XCTSkip("this machine has no IPv6")
        }
        XCTAssertEqual(try ask(made, "http://\(made.address.text)/"), "GET /\n")
    }

    func testAPortInUseIsTold() throws {
        let first = try listener()
        let address = first.address
        XCTAssertThrowsError(try HTTPListener(address) { _ in .text("", status: 200) }) { error in
            XCTAssertEqual((error as? FileError)?.code, EADDRINUSE)
            XCTAssertEqual((error as? FileError)?.path, address.text)
        }
        withExtendedLifetime(first) {}
    }

    func testAnAddressThatIsNotOursIsTold() {
        for host in ["192.0.2.1", "localhost.invalid"] {
            XCTAssertThrowsError(try listener(host)) { error in
                XCTAssertEqual((error as? FileError)?.code, EADDRNOTAVAIL, host)
            }
        }
    }

    func testAListenerThatIsLetGoFreesItsPort() throws {
        var first: HTTPListener? = try listener()
        let address = try XCTUnwrap(first?.address)
        first = nil
        let second = try HTTPListener(address) { _ in .text("second", status: 200) }
        XCTAssertEqual(try ask(second, "http://\(address.text)/"), "second\n")
    }
}

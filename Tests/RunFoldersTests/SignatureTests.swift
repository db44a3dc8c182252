import Foundation
import Primitives
import TestSupport
import XCTest

@testable import RunFolders

/// Keys are OpenSSL's, and OpenSSL checks what is signed.
final class SignatureTests: XCTestCase {
    private let manifest = Array("{\"format\": 1}\n".utf8)

    private func openssl(_ arguments: String...) throws {
        let answer = try ChildProcess.run("openssl", arguments)
        XCTAssertEqual(answer.status, 0, answer.errors)
    }

    /// A folder with `key.pem` and `public.pem`.
    private func keys(_ algorithm: String = "ed25519") throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try openssl("genpkey", "-algorithm", algorithm, "-out", folder.path("key.pem"))
        try openssl(
            "pkey", "-in", folder.path("key.pem"), "-pubout", "-out", folder.path("public.pem"))
        return folder
    }

    private func bytes(_ folder: TemporaryFolder, _ name: String) throws -> [UInt8] {
        [UInt8](try folder.contents(name))
    }

    func testOpensslAcceptsTheSignature() throws {
        let folder = try keys()
        let signature = try Signature.sign(
            manifest, key: try bytes(folder, "key.pem"), file: "key.pem")
        XCTAssertEqual(
            try Signature.sign(manifest, key: try bytes(folder, "key.pem"), file: "key.pem"),
            signature)
        try folder.file("manifest.json", holding: Data(manifest))
        try folder.file("manifest.sig", holding: Data(signature))
        let check = """
            cd "$1" && base64 -d manifest.sig > sig &&
            openssl pkeyutl -verify -pubin -inkey public.pem -rawin -in manifest.json -sigfile sig
            """
        let accepted = try ChildProcess.run("sh", ["-c", check, "sh", folder.url.path])
        XCTAssertEqual(accepted.status, 0, accepted.errors)
        XCTAssertEqual(accepted.text, "Signature Verified Successfully\n")
        try folder.file("manifest.json", holding: Data(manifest + [0x20]))
        XCTAssertNotEqual(
            try ChildProcess.run("sh", ["-c", check, "sh", folder.url.path]).status, 0)
    }

    func testSignatureOfOpensslIsAccepted() throws {
        let folder = try keys()
        try folder.file("manifest.json", holding: Data(manifest))
        try openssl(
            "pkeyutl", "-sign", "-inkey", folder.path("key.pem"), "-rawin", "-in",
            folder.path("manifest.json"), "-out", folder.path("sig"))
        let text = Array(try folder.contents("sig").base64EncodedString().utf8)
        try Signature.verify(
            text, of: manifest, key: try bytes(folder, "public.pem"), file: "public.pem")
        XCTAssertEqual(
            text + [0x0A],
            try Signature.sign(manifest, key: try bytes(folder, "key.pem"), file: "key.pem"))
    }

    func testEverythingElseIsRefused() throws {
        let (folder, other) = (try keys(), try keys())
        let weak = try keys("ed448")
        let key = try bytes(folder, "public.pem")
        let signature = try Signature.sign(
            manifest, key: try bytes(folder, "key.pem"), file: "key.pem")
        var flipped = signature
        flipped[10] = flipped[10] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
        let rows: [(signature: [UInt8], bytes: [UInt8], key: [UInt8], code: [String], line: UInt)] =
            [
                (signature, manifest, key, [], #line),
                (signature, manifest + [0x0A], key, ["F752"], #line),
                (signature, [], key, ["F752"], #line),
                (flipped, manifest, key, ["F752"], #line),
                (signature, manifest, try bytes(other, "public.pem"), ["F752"], #line),
                (signature, manifest, try bytes(weak, "public.pem"), ["F751"], #line),
                (signature, manifest, try bytes(folder, "key.pem"), ["F751"], #line),
                (signature, manifest, [], ["F751"], #line),
                (signature, manifest, Array("no key".utf8), ["F751"], #line),
                ([], manifest, key, ["F753"], #line),
                (Array("AAAA".utf8), manifest, key, ["F753"], #line),
                (Array("not base64!".utf8), manifest, key, ["F753"], #line),
            ]
        for row in rows {
            XCTAssertEqual(
                codes {
                    try Signature.verify(
                        row.signature, of: row.bytes, key: row.key, file: "public.pem")
                }, row.code, line: row.line)
        }
        for name in ["public.pem", "none"] {
            let text = name == "none" ? [] : try bytes(folder, name)
            XCTAssertEqual(
                codes { _ = try Signature.sign(manifest, key: text, file: name) }, ["F751"])
        }
        XCTAssertEqual(
            codes { _ = try Signature.sign(manifest, key: try bytes(weak, "key.pem"), file: "k") },
            ["F751"])
    }
}

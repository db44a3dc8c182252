import Primitives
import XCTest

final class KeyedHasherTests: XCTestCase {
    /// Key 00 01 … 0f, as the reference implementation has it.
    private let secret = HashSecret(low: 0x0706_0504_0302_0100, high: 0x0F0E_0D0C_0B0A_0908)

    /// Messages 00 01 02 …, as OpenSSL's SIPHASH with 16 bytes hashes them.
    func testIsSipHash() {
        let rows: [(words: Int, digest: String, line: UInt)] = [
            (0, "a3817f04ba25a8e66df67214c7550293", #line),
            (1, "3b62a9ba6258f5610f83e264f31497b4", #line),
            (2, "6ee2a4ca67b054bbfd3315bf85230577", #line),
            (3, "2db479ae78bd50d8882a8a178a6132ad", #line),
            (8, "1eaf077dc0d4cd3f8cad4d383658a74b", #line),
            (31, "57a33a0fbd2d2cf43731b5062e65ac03", #line),
            (32, "67a00304d3834c4612eaee7b5f579acb", #line),
            (33, "8d60aa7ab2b4162365783f89af9777fb", #line),
        ]
        for row in rows {
            var hasher = KeyedHasher(secret)
            for word in 0..<row.words {
                hasher.combine(
                    (0..<8).reduce(UInt64(0)) { value, byte in
                        value | UInt64((word * 8 + byte) % 256) << UInt64(byte * 8)
                    })
            }
            XCTAssertEqual(digest(hasher.finish()), row.digest, line: row.line)
        }
    }

    private func digest(_ hash: KeyedHash) -> String {
        let bytes = [hash.low, hash.high].flatMap { half in
            (0..<8).map { UInt8(truncatingIfNeeded: half >> UInt64($0 * 8)) }
        }
        return bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    private func hash(_ texts: [String], _ secret: HashSecret) -> KeyedHash {
        var hasher = KeyedHasher(secret)
        for text in texts { withView(of: text) { hasher.combine($0) } }
        return hasher.finish()
    }

    func testTextsOfAllLengthsDiffer() {
        var seen: Set<KeyedHash> = []
        var count = 0
        for length in 0..<40 {
            let plain = String(repeating: "a", count: length)
            seen.insert(hash([plain], secret))
            count += 1
            for place in 0..<length {
                var bytes = Array(plain.utf8)
                bytes[place] = 0x62
                seen.insert(hash([String(decoding: bytes, as: UTF8.self)], secret))
                count += 1
            }
        }
        XCTAssertEqual(seen.count, count)
    }

    func testWhereATextEndsCounts() {
        let rows: [(a: [String], b: [String], line: UInt)] = [
            (["ab", "c"], ["a", "bc"], #line), (["abc", ""], ["abc"], #line),
            (["", "abc"], ["abc", ""], #line), (["\0"], [""], #line),
            (["abcdefgh", "i"], ["abcdefghi"], #line),
        ]
        for row in rows {
            XCTAssertNotEqual(hash(row.a, secret), hash(row.b, secret), line: row.line)
        }
    }

    func testEachSecretHasItsHashes() {
        let other = HashSecret(low: secret.low ^ 1, high: secret.high)
        XCTAssertNotEqual(hash(["a"], secret), hash(["a"], other))
        XCTAssertEqual(
            hash(["a"], .ofThisProcess), hash(["a"], .ofThisProcess))
        XCTAssertNotEqual(hash(["a"], .ofThisProcess), hash(["a"], secret))
    }

    func testHashesAreOrderedByTheirHalves() {
        let ordered = [(0, 0), (0, 1), (0, .max), (1, 0), (.max, 0)].map { high, low in
            KeyedHash(high: high, low: low)
        }
        XCTAssertEqual(ordered.shuffled().sorted(), ordered)
        XCTAssertFalse(ordered[1] < ordered[1])
    }
}

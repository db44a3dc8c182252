import RunFolders
import XCTest

final class ReconciliationTests: XCTestCase {
    private func incoming(
        _ count: Int, _ total: Int64, _ due: Int64, _ currency: String = "BRL",
        _ channel: String = ""
    ) -> IncomingTotal {
        IncomingTotal(
            channel: channel, currency: currency, count: count, total: total, amountDue: due)
    }

    private func shard(_ number: Int, _ money: [MoneyTotal]) -> ShardSummary {
        ShardSummary(
            number: number, pack: RunFixture.file("packs/x"), records: nil, quarantine: nil,
            tally: Tally(), money: money)
    }

    private func money(
        _ verdict: Verdict, _ count: Int, _ total: Int64, _ due: Int64, _ currency: String = "BRL",
        _ channel: String = ""
    ) -> MoneyTotal {
        MoneyTotal(
            channel: channel, verdict: verdict, currency: currency, count: count, total: total,
            amountDue: due)
    }

    func testWhatCameInIsWhatBecameOfIt() {
        let rows:
            [(incoming: [IncomingTotal], shards: [ShardSummary], words: [String], line: UInt)] = [
                ([], [], [], #line),
                (
                    [incoming(5, 1_500, 1_400)],
                    [
                        shard(0, [money(.rendered, 2, 700, 650), money(.held, 1, 300, 300)]),
                        shard(1, [money(.rejected, 1, 100, 50), money(.duplicate, 1, 400, 400)]),
                    ], [], #line
                ),
                (
                    [incoming(5, 150_000, 1_400)],
                    [shard(0, [money(.rendered, 3, 30_000, 1_400), money(.excluded, 1, 5, 0)])],
                    [
                        "the run, records: in 5 in BRL, out 3 in BRL rendered + 1 in BRL excluded, "
                            + "missing 1 in BRL",
                        "the run, total: in BRL 1,500.00, out BRL 300.00 rendered + BRL 0.05 excluded, "
                            + "missing BRL 1,199.95",
                    ], #line
                ),
                (
                    [incoming(1, 10, 10)], [shard(0, [money(.rendered, 1, 10, 12)])],
                    ["the run, amountDue: in BRL 0.10, out BRL 0.12 rendered, too much BRL 0.02"],
                    #line
                ),
                (
                    [incoming(1, -5_000, 0, "JPY")], [],
                    [
                        "the run, records: in 1 in JPY, out nothing, missing 1 in JPY",
                        "the run, total: in JPY -5,000, out nothing, too much JPY 5,000",
                    ], #line
                ),
                // The same sum in another currency does not make it good.
                (
                    [incoming(1, 0, 0, "EUR")], [shard(0, [money(.rendered, 1, 0, 0, "BRL")])],
                    [
                        "the run, records: in 0 in BRL, out 1 in BRL rendered, too much 1 in BRL",
                        "the run, records: in 1 in EUR, out nothing, missing 1 in EUR",
                    ], #line
                ),
                // Records that could not be read have no currency.
                ([incoming(2, 0, 0, "")], [shard(0, [money(.rejected, 2, 0, 0, "")])], [], #line),
                // Each channel has its own account.
                (
                    [incoming(2, 9, 9), incoming(2, 9, 9, "BRL", "portal")],
                    [
                        shard(
                            0,
                            [money(.rendered, 2, 9, 9), money(.rendered, 1, 9, 9, "BRL", "portal")])
                    ],
                    [
                        "the run, records for portal: in 2 in BRL, out 1 in BRL rendered, missing 1 in BRL"
                    ], #line
                ),
                // Sums beyond 64 bits are still compared.
                (
                    [incoming(1, .max, 0), incoming(1, .max, 0)],
                    [
                        shard(0, [money(.rendered, 1, .max, 0)]),
                        shard(1, [money(.held, 1, .max, 0)]),
                    ],
                    [], #line
                ),
            ]
        for row in rows {
            let result = Reconciliation(incoming: row.incoming, shards: row.shards)
            XCTAssertEqual(result.differences.map(\.words), row.words, line: row.line)
            XCTAssertEqual(result.isBalanced, row.words.isEmpty, line: row.line)
        }
    }

    func testShardsAreComparedOneByOne() {
        let plan = [0: [incoming(1, 10, 0)], 1: [incoming(1, 20, 0)], 2: [incoming(1, 30, 0)]]
        let done = [
            shard(0, [money(.rendered, 1, 20, 0)]), shard(1, [money(.rendered, 1, 10, 0)]),
            shard(3, [money(.rendered, 1, 30, 0)]),
        ]
        let result = Reconciliation(incoming: [incoming(3, 60, 0)], shards: done, byShard: plan)
        XCTAssertEqual(
            result.differences.map(\.words),
            [
                "shard 0, total: in BRL 0.10, out BRL 0.20 rendered, too much BRL 0.10",
                "shard 1, total: in BRL 0.20, out BRL 0.10 rendered, missing BRL 0.10",
                "shard 2, records: in 1 in BRL, out nothing, missing 1 in BRL",
                "shard 2, total: in BRL 0.30, out nothing, missing BRL 0.30",
                "shard 3, records: in 0 in BRL, out 1 in BRL rendered, too much 1 in BRL",
                "shard 3, total: in BRL 0.00, out BRL 0.30 rendered, too much BRL 0.30",
            ])
        XCTAssertEqual(result.differences.first?.missing, -10)
        XCTAssertEqual(result.differences.first?.outgoing, [.rendered: 20])
    }
}

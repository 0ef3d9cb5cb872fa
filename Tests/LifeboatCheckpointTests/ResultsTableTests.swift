import LifeboatCheckpoint
import LifeboatCore
import Testing

@Suite("Tables of results")
struct ResultsTableTests {
    private let header = "epoch,time,fit\n"

    private func repaired(_ text: String, _ epoch: Int) throws -> String? {
        try ResultsTable(Array(text.utf8)).repaired(throughEpoch: epoch).map {
            String(decoding: $0, as: UTF8.self)
        }
    }

    @Test func realTable() throws {
        let table = try ResultsTable(try Fixture.bytes("live/results.csv"))
        let report = try Fixture.inspect("live/weights/last.pt")
        #expect(table.columns.first == "epoch")
        #expect(table.rows.last?.epoch == report.completedEpochs)
        #expect(table.rows.map(\.epoch) == [1, 2, 3, 4])
        #expect(table.value("metrics/mAP50-95(B)", in: table.rows[0]) == 0.20454)
        #expect(table.repaired(throughEpoch: 3) == nil)
        let epoch2 = try #require(table.repaired(throughEpoch: 2))
        #expect(try ResultsTable(epoch2).rows.map(\.epoch) == [1, 2, 3])
    }

    @Test func olderVersionsPadTheirColumns() throws {
        let table = try ResultsTable(Array("                  epoch,   fit\r\n      1,     0.5\r\n".utf8))
        #expect(table.columns == ["epoch", "fit"])
        #expect(table.rows.last?.epoch == 1)
        #expect(table.value("fit", in: table.rows[0]) == 0.5)
        #expect(table.repaired(throughEpoch: 0) == nil)
    }

    @Test func rowAheadOfTheCheckpointGoes() throws {
        #expect(try repaired(header + "1,2,3\n2,2,3\n3,2,3\n", 1) == header + "1,2,3\n2,2,3\n")
        #expect(try repaired(header + "1,2,3\n", -1) == header)
    }

    @Test func ofAnEpochThatIsThereTwiceTheNewestRowStays() throws {
        let text = header + "1,a,a\n2,a,a\n3,a,a\n2,b,b\n3,b,b\n"
        #expect(try repaired(text, 2) == header + "1,a,a\n2,b,b\n3,b,b\n")
        #expect(try repaired(text, 1) == header + "1,a,a\n2,b,b\n")
    }

    @Test func tornLinesGo() throws {
        #expect(try repaired(header + "1,2,3\n2,2", 5) == header + "1,2,3\n")
        #expect(try repaired(header + "1,2,3\n2,2,3", 5) == header + "1,2,3\n")
        #expect(try repaired(header + "1,2,3\n2,23,2,3\n", 5) == header + "1,2,3\n")
        #expect(try ResultsTable(Array((header + "1,2,3\n2,2").utf8)).rows.last?.epoch == 1)
    }

    @Test(arguments: ["", "\n", "epoch,time", "a,b\n1,2\n", "\n\n\n"])
    func withoutAHeaderItIsNone(text: String) {
        #expect(throws: LifeboatError.self) { try ResultsTable(Array(text.utf8)) }
    }

    @Test func hostileNumbers() throws {
        let text = header + "9999999999999999999999,1,1\n-1,1,1\n1e300,1,1\n 2.0 ,1,1\nnan,1,1\n"
        #expect(try ResultsTable(Array(text.utf8)).rows.map(\.epoch) == [2])
        #expect(try repaired(header + "1,2,3\n", Int.max) == nil)
    }
}

import LifeboatCheckpoint
import LifeboatCore
import Testing

@Suite("Byte sources")
struct ByteSourceTests {
    private let source = MemorySource([1, 2, 3, 4])

    @Test func rangesInsideAreRead() throws {
        #expect(try source.bytes(at: 1, count: 2) == [2, 3])
        #expect(try source.bytes(at: 0, count: 4) == [1, 2, 3, 4])
        #expect(try source.bytes(at: 4, count: 0) == [])
    }

    @Test(arguments: [(4, 1), (0, 5), (-1, 1), (0, -1), (Int.max, 1), (1, Int.max), (5, 0)])
    func rangesOutsideThrow(offset: Int, count: Int) {
        #expect(throws: LifeboatError.self) { try source.bytes(at: offset, count: count) }
    }
}

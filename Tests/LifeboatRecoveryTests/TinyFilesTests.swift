import LifeboatCore
import LifeboatFiles
import LifeboatPolicy
import LifeboatRecovery
import LifeboatTestSupport
import Testing

/// Files so small that their headers weigh more than they do.
struct TinyFilesTests {
    @Test func onlyAChangedFileIsReadAgain() throws {
        try withScratchDirectory { scratch in
            let source = try Directory.make("\(scratch)/source")
            for index in 0..<64 {
                let content = Array("file \(index)".utf8)
                #expect(try source.write(content, to: FileName("\(index).txt"), replacing: false))
            }
            // An hour on, so that no file was touched just before its point was taken.
            let clock = ManualClock(SystemClock().now().adding(seconds: 3600))
            let first = try protect(scratch, clock)
            clock.advance(seconds: 60)
            let news = Array("something new".utf8)
            #expect(try source.write(news, to: FileName("0.txt"), replacing: true))
            let second = try protect(scratch, clock)
            #expect(first.findings + second.findings == [])
            #expect(first.tiers.map(\.skipped) == [0])
            #expect(second.tiers.map(\.skipped) == [0])
            #expect((first.tiers.first?.bytesRead ?? 0) > news.count)
            #expect(second.tiers.map(\.bytesRead) == [news.count])
        }
    }

    private func protect(_ scratch: String, _ clock: ManualClock) throws -> ProtectResult {
        let policy = Policy(
            name: "tiny",
            sources: [Source(name: "tiny", path: "\(scratch)/source")],
            tiers: [Tier(name: "disk", storage: .directory(path: "\(scratch)/vault"))]
        )
        var random = SystemRandomNumberGenerator()
        let protector = Protector(
            policy: policy,
            stores: DirectoryStores(),
            state: try LocalState(path: "\(scratch)/state"),
            host: "node",
            clock: clock,
            workers: Workers(width: 2),
            progress: SilentProgress(),
            cancellation: Cancellation()
        )
        return try protector.run(using: &random)
    }
}

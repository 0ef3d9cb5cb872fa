internal import LifeboatCore
internal import LifeboatTestSupport
internal import Testing

/// Protect and restore while everything between node and store goes wrong, by many seeds.
@Suite("Faults before a bucket")
struct FaultCampaignTests {
    @Test("each run completes, or fails with a reason; no point is bad, and the next run completes")
    func campaign() throws {
        let bucket = try TestBucket(on: SeaweedServer.shared())
        let count = Campaign.isOn ? 500 : 60
        let outcomes = try Workers(width: 3).map(count) { index in
            try withScratchDirectory { scratch in
                var trial = try FaultTrial(seed: UInt64(index), in: bucket, at: scratch)
                return try trial.run()
            }
        }
        for complaint in outcomes.flatMap(\.complaints) { Issue.record("\(complaint)") }
        let (protected, restored) = (
            outcomes.count(where: \.isProtected), outcomes.count(where: \.isRestored)
        )
        print(
            "\(count) seeds: \(outcomes.reduce(0) { $0 + $1.faults }) requests met a fault;"
                + " \(protected) protects and \(restored) restores completed under them"
        )
        // Both ways have to be taken for the campaign to say anything.
        #expect(protected > count / 4 && protected < count && restored > count / 4 && restored < count)
    }
}

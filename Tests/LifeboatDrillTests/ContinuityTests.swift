import LifeboatCore
import LifeboatPolicy
import LifeboatVault
import Testing

@testable import LifeboatDrill

@Suite("What should be in a tier and is not")
struct ContinuityTests {
    private func codes(
        _ points: [Point],
        unreadable: [Point] = [],
        experiments: [ExpectedExperiment] = [],
        absent: Set<PointID> = []
    ) -> [String] {
        let expectations = DrillExpectations(experiments: experiments, absent: absent)
        let references = (points + unreadable).map(\.reference)
        return ContinuityCheck(expectations, tier: "far").findings(points: points, references: references)
            .map(\.code)
    }

    @Test("A whole chain, and one that begins after what was pruned")
    func whole() throws {
        let chain = try Points.chain(1, 4)
        #expect(codes(chain).isEmpty)
        #expect(codes(Array(chain.dropFirst(2)), absent: [chain[1].id]).isEmpty)
    }

    @Test("A hole, at the start too, unless it is explained or its manifest is only unreadable")
    func holes() throws {
        let chain = try Points.chain(1, 4)
        #expect(codes([chain[0], chain[1], chain[3]]) == ["drill.point-missing"])
        #expect(codes(Array(chain.dropFirst())) == ["drill.point-missing"])
        #expect(codes([chain[0], chain[1], chain[3]], unreadable: [chain[2]]).isEmpty)
    }

    @Test("What evidence says was held is missed even at the end of the chain")
    func held() throws {
        let chain = try Points.chain(1, 3)
        let run = try Points.run(1)
        let held = ExpectedExperiment(
            run: run,
            experiment: "x",
            newestSequence: 3,
            held: [chain[1].id, chain[2].id]
        )
        #expect(codes([chain[0], chain[2]], experiments: [held]) == ["drill.point-missing"])
        let rest = Array(chain.dropLast())
        #expect(codes(rest, experiments: [held]) == ["drill.point-missing", "drill.tier-behind"])
        #expect(codes(rest, experiments: [held], absent: [chain[2].id]) == ["drill.tier-behind"])
    }

    @Test("A whole experiment, and one from before the vault")
    func experiments() throws {
        let points = try Points.chain(1, 2)
        let gone = ExpectedExperiment(run: try Points.run(2), experiment: "y", newestSequence: 1)
        #expect(codes(points, experiments: [gone]) == ["drill.experiment-missing"])
        let older = ExpectedExperiment(
            run: try Points.run(2),
            experiment: "y",
            newestSequence: 1,
            predatesVault: true
        )
        #expect(codes(points, experiments: [older]) == ["drill.experiment-predates-vault"])
    }

    @Test("A run of which no point is complete, and numbers that do not follow one another")
    func odd() throws {
        #expect(codes([try Points.point(1, 1, complete: false)]) == ["drill.no-complete-point"])
        var jump = try Points.point(1, 3)
        var manifest = jump.manifest
        manifest.parent = nil
        jump = Point(reference: jump.reference, manifest: manifest)
        #expect(codes([jump]) == ["drill.sequence-odd"])
    }
}

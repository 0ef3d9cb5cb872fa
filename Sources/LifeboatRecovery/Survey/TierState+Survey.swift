public import LifeboatCore
internal import LifeboatPolicy
internal import LifeboatVault

extension TierState {
    /// What a survey tells of one run by itself: no object is looked at. A tier that cannot be read holds
    /// nothing.
    public init(
        _ survey: TierSurvey,
        of run: RunID,
        device: UInt64? = nil,
        outlivesInstance: Bool? = nil
    ) {
        self.init(
            tier: survey.tier,
            address: survey.vault?.address,
            marker: survey.vault?.marker,
            isReachable: survey.vault != nil,
            points: survey.points(of: run),
            device: device,
            outlivesInstance: outlivesInstance,
            findings: survey.findings
        )
    }

    /// Looks into a tier that was surveyed: of each run it walks back from the newest complete point to the
    /// first that is whole. Objects are held against their lengths, not read: reading them is what drills are
    /// for. `clash` says that the tier is no directory of its own; points made after `arrivingSince` may
    /// still be on their way.
    public init(
        lookingInto survey: TierSurvey,
        clash: TierOverlap? = nil,
        arrivingSince time: Timestamp? = nil
    ) {
        var damaged: [PointID: String] = [:]
        var arriving: Set<PointID> = []
        var trees: [PointID: Tree] = [:]
        var findings = survey.findings
        if let vault = survey.vault {
            do {
                let objects = try ObjectInventory(vault)
                var done: Set<RunID> = []
                for point in survey.points where point.manifest.state == .complete {
                    guard !done.contains(point.manifest.run) else { continue }
                    let (tree, problem) = Self.look(point, vault, objects)
                    trees[point.id] = tree
                    damaged[point.id] = problem
                    if problem == nil { done.insert(point.manifest.run) }
                }
                arriving = try vault.arriving(survey.points.filter { damaged[$0.id] != nil }, since: time)
            } catch {
                for point in survey.points { damaged[point.id] = "the objects of the tier cannot be listed" }
                findings.append(Finding("tier.unreadable", failure: error, path: survey.tier.name))
            }
        }
        self.init(
            tier: survey.tier,
            address: survey.vault?.address,
            marker: survey.vault?.marker,
            isReachable: survey.vault != nil,
            points: survey.points,
            damaged: damaged,
            arriving: arriving,
            trees: trees,
            clash: clash?.reason,
            findings: findings + [clash?.finding].compactMap { $0 }
        )
    }

    /// The tree where the point is whole, else what is wrong with it.
    private static func look(_ point: Point, _ vault: Vault, _ objects: ObjectInventory) -> (Tree?, String?) {
        do {
            let tree = try vault.tree(of: point.manifest)
            let missing = tree.objects.count { !objects.has($0) }
            guard missing == 0 else {
                return (nil, "\(missing) of \(tree.objects.count) objects are not there")
            }
            return (tree, nil)
        } catch {
            return (nil, (error as? LifeboatError)?.message ?? "its listings cannot be read")
        }
    }
}

internal import LifeboatCore
internal import LifeboatRecovery
internal import LifeboatVault

/// A point to restore and the vaults that hold it.
struct RestoreChoice {
    let point: Point
    /// The nearest first; at least one.
    let places: [VaultAccess.Opened]
    /// Whether the vault was named: then no other is asked.
    let isNamed: Bool
    let findings: [Finding]
    /// The names of other tiers that hold the point. Asked only where the vault that was named fails.
    var others: () -> [String] = { [] }

    /// What `work` brings from the first place that can give all of it, that place, and what was passed over.
    ///
    /// What a place lacks is taken from the next one; what goes wrong at the target is thrown as it is.
    func first<Result>(
        restoring target: String,
        _ work: (VaultAccess.Opened) throws -> Result
    ) throws -> (result: Result, place: VaultAccess.Opened, findings: [Finding]) {
        var passed: [Finding] = []
        for place in places.dropLast() {
            do { return (try work(place), place, passed) } catch let error as LifeboatError
                where Self.isOfVault(error, target)
            { passed.append(Self.passedOver(place.name, error)) }
        }
        guard let place = places.last else { throw LifeboatError(.notFound, "no vault holds the point") }
        do { return (try work(place), place, passed) } catch let error as LifeboatError
            where Self.isOfVault(error, target)
        { throw failure(error, passed) }
    }

    /// That a tier cannot serve the restore, and why.
    static func passedOver(_ tier: String, _ error: LifeboatError) -> Finding {
        Finding(
            "restore.tier-passed-over",
            .warning,
            path: tier,
            (error.path.map { "\($0): " } ?? "") + error.message,
            hint: error.hint ?? ""
        )
    }

    /// Another vault may have what this one lacks; it does not change the target.
    private static func isOfVault(_ error: LifeboatError, _ target: String) -> Bool {
        let codes: Set<ErrorCode> = [.corrupt, .notFound, .inputOutput, .storage, .unsupported, .failed]
        let isAtTarget = error.path.map { $0 == target || $0.hasPrefix(target + "/") } ?? false
        return codes.contains(error.code) && !isAtTarget
    }

    private func failure(_ error: LifeboatError, _ passed: [Finding]) -> LifeboatError {
        let reasons = passed.map { "\($0.path): \($0.message)" }.joined(separator: "; ")
        let before = error.hint.map { $0 + " " } ?? ""
        return LifeboatError(
            error.code,
            error.message + (passed.isEmpty ? "" : "; and before: \(reasons)"),
            path: error.path,
            hint: isNamed
                ? before + elsewhere
                : before + "An older point may be whole: `--at TIME` or `--point ID` names it."
        )
    }

    private var elsewhere: String {
        let names = others()
        let told = "Without --from and --vault, every tier that holds the point is tried"
        guard let first = names.first else { return told + "." }
        let list = names.joined(separator: ", ")
        return "Other tiers that hold this point: \(list); `--from \(first)` restores from there. \(told)."
    }
}

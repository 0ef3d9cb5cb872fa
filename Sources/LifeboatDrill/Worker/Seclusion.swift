internal import Glibc
internal import LifeboatCore
internal import LifeboatFiles

/// Shuts this process off from everything but what it opened before.
///
/// This proves that a drill gets no help from elsewhere; it is no cage for hostile code, which a drill never
/// runs.
struct Seclusion: Sendable {
    /// What holds now.
    private(set) var isolation = DrillIsolation.none
    /// Whether files can be given to any owner in here.
    private(set) var hasAllOwners = true
    /// What could not be shut off.
    private(set) var findings: [Finding] = []

    /// Hides what the request names. `kept` are the canonical paths of what stays in use.
    static func enter(_ request: DrillRequest, keeping kept: [String]) -> Seclusion {
        var seclusion = Seclusion()
        // Resolved before anything is covered: a link below a covered directory leads nowhere.
        let plan = Plan(hidden: request.hidden.compactMap(CanonicalPath.of), kept: kept)
        do {
            try MountNamespace.enter()
            seclusion.hasAllOwners = MountNamespace.hasAllOwners()
            for path in plan.covered { try MountNamespace.hide(path) }
            guard chdir("/") == 0 else { throw SystemFailure.error(errno, "leave the directory", ".") }
            try seclusion.verify(plan)
            seclusion.isolation = .mountNamespace
        } catch {
            seclusion.admit((error as? LifeboatError)?.description ?? "\(error)")
        }
        seclusion.spare(plan)
        return seclusion
    }

    /// Everything that was covered has to be empty now.
    private func verify(_ plan: Plan) throws {
        for path in plan.covered where try !Directory(path).names().isEmpty {
            throw LifeboatError(.failed, "is still to be seen after it was hidden", path: path)
        }
    }

    private mutating func admit(_ reason: String) {
        findings.append(
            Finding(
                "drill.not-isolated",
                .warning,
                "nothing kept the drill from using other copies: \(reason)",
                hint: "Run drills as root, or allow user namespaces (kernel.unprivileged_userns_clone, "
                    + "kernel.apparmor_restrict_unprivileged_userns)."
            )
        )
    }

    private mutating func spare(_ plan: Plan) {
        for path in plan.spared {
            findings.append(
                Finding(
                    "drill.not-hidden",
                    .warning,
                    path: path,
                    "stayed visible: the vault or the scratch space cannot be used without it",
                    hint: "Keep sources, state and tiers outside of one another."
                )
            )
        }
    }

    /// What is covered, in order, and what cannot be. Pure.
    struct Plan: Equatable {
        /// Shallow paths first; what lies below one of them is covered with it.
        private(set) var covered: [String] = []
        /// Paths that would take away what the drill works with.
        private(set) var spared: [String] = []

        /// All paths are canonical.
        init(hidden: [String], kept: [String]) {
            for path in Set(hidden).sorted(by: { ($0.utf8.count, $0) < ($1.utf8.count, $1) }) {
                // Covering a directory leaves open what lies below and was opened before; a mount inside of
                // what is in use shows through.
                let isInside = kept.contains { path != $0 && CanonicalPath.isAt(path, orBelow: $0) }
                if path == "/" || isInside || CanonicalPath.isAt(path, orBelow: "/proc") {
                    spared.append(path)
                } else if !covered.contains(where: { CanonicalPath.isAt(path, orBelow: $0) }) {
                    covered.append(path)
                }
            }
        }
    }
}

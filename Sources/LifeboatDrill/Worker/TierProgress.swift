internal import LifeboatCore

/// The progress of a whole tier for the steps of one point: their bytes count, their names do not.
struct TierProgress: Progress {
    let tier: any Progress

    func begin(_ step: String, total: Int?) {}

    func advance(_ bytes: Int) { tier.advance(bytes) }

    func end(_ summary: String) {}
}

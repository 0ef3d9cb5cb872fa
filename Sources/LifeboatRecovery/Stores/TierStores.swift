public import LifeboatPolicy
public import LifeboatTiers

/// Opens the places where the tiers of a policy keep their copies; the seam between the movers and the kinds
/// of tiers there are.
public protocol TierStores: Sendable {
    /// The store of a tier. Throws `notFound` where its place is not there.
    func open(_ tier: Tier) throws -> any Store

    /// The store of a tier that may be new: its place is made where that takes nothing of the one above it.
    func make(_ tier: Tier) throws -> any Store
}

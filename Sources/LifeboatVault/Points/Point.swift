public import LifeboatCore

/// A recovery point whose manifest was read and agrees with its id.
public struct Point: Sendable {
    /// Its run, time and id.
    public let reference: PointReference
    /// Its manifest.
    public let manifest: Manifest

    /// Its id.
    public var id: PointID { reference.id }

    /// Makes a point.
    public init(reference: PointReference, manifest: Manifest) {
        self.reference = reference
        self.manifest = manifest
    }

    /// By run, and newest first within a run: the order in which points are listed.
    public static func isListedBefore(_ a: Point, _ b: Point) -> Bool {
        a.manifest.run == b.manifest.run ? isNewer(a, b) : a.manifest.run < b.manifest.run
    }

    /// Newest first: by sequence, then by time, then by id, so that the order is the same everywhere.
    public static func isNewer(_ a: Point, _ b: Point) -> Bool {
        (a.manifest.sequence, a.manifest.created, a.id) > (b.manifest.sequence, b.manifest.created, b.id)
    }
}

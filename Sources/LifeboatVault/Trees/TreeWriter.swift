internal import LifeboatCore

/// Stores a tree as listings.
public enum TreeWriter {
    /// Stores every listing that the vault does not hold and returns their references in order.
    public static func write(_ tree: Tree, with writer: ObjectWriter) throws -> [ObjectReference] {
        try Listing.ranges(tree.entries).map { try writer.store(Listing.bytes(tree, $0)) }
    }
}

internal import LifeboatCore
internal import LifeboatFiles

extension Directory {
    /// The facts of what stands at a name of a tree that is to lie here; nil when nothing stands there.
    ///
    /// What a link in the place of a directory above it leads to is not of the tree: it counts as nothing.
    func factsOfTree(_ name: FileName) throws -> FileFacts? {
        do { return try facts(name) } catch let error as LifeboatError
            where error.code == .unsafePath && name.isContained
        { return nil }
    }
}

internal import LifeboatCore
internal import LifeboatFiles
internal import LifeboatVault

/// What became of one file: where its bytes lie now, or why it is left out.
struct Captured: Sendable {
    /// A stretch of stored bytes; the object is named by its reference until the tree has a table.
    struct Stretch: Sendable {
        let object: ObjectReference
        let offset: Int
        let length: Int
        let digest: Digest
    }

    enum Outcome: Sendable {
        case stored([Stretch])
        /// The file went away between the walk and the read: the source does not have it.
        case vanished
        /// The file is too long by now to travel in a bundle: it has to be taken as a long one.
        case grown
        case leftOut

        var isGrown: Bool {
            guard case .grown = self else { return false }
            return true
        }
    }

    let name: FileName
    var facts: FileFacts
    var outcome: Outcome
    var extended: [String: [UInt8]] = [:]
    /// What a checkpoint was found to be, as a manifest says it.
    var checkpoint: JSON?
    var findings: [Finding] = []
    var bytesRead = 0
}

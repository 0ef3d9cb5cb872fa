/// All records of one signer in one store, by number.
public struct Chain: Sendable {
    /// Whose it is, by the name of its directory.
    public let signer: SignerID
    /// Its files, by number, the damaged ones included.
    public let links: [ChainLink]

    /// The records of all files that are sound by themselves, by number.
    public var records: [EvidenceRecord] { links.filter(\.problems.isEmpty).compactMap(\.record) }

    /// The newest file that is sound by itself; nil when there is none.
    public var head: ChainHead? {
        links.last(where: \.problems.isEmpty).map { ChainHead(sequence: $0.number, digest: $0.digest) }
    }

    init(signer: SignerID, links: [ChainLink]) {
        self.signer = signer
        self.links = links
    }

    /// The file with this number, or nil.
    func link(_ number: Int) -> ChainLink? {
        var range = links.startIndex..<links.endIndex
        while let first = range.first {
            let middle = first + range.count / 2
            if links[middle].number == number { return links[middle] }
            range = links[middle].number < number ? middle + 1..<range.upperBound : first..<middle
        }
        return nil
    }
}

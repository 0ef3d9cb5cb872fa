public import LifeboatCore

extension Tree {
    /// As many links one after another as Linux follows (`path_resolution(7)`).
    private static let mostLinks = 40

    /// The file that `name` leads to, links followed as long as they stay in the tree; nil where they lead
    /// out, to nothing, or round in circles.
    ///
    /// `root` is the absolute path the tree has or will have: an absolute link below it stays inside.
    public func file(at name: FileName, root: [UInt8]) -> Entry? {
        var here = FileName(bytes: [])
        var rest = Array(name.components.reversed())
        var links = 0
        while let component = rest.popLast() {
            if component == [0x2E] { continue }
            if component == [0x2E, 0x2E] {
                guard !here.bytes.isEmpty else { return nil }
                here = here.parent
                continue
            }
            let next = here.appending(Array(component))
            guard let entry = entry(next) else { return nil }
            guard case .link(let target) = entry.content else {
                here = next
                continue
            }
            links += 1
            guard links <= Self.mostLinks, let way = Self.way(target, root) else { return nil }
            if target.first == 0x2F { here = FileName(bytes: []) }
            rest += way.reversed()
        }
        return entry(here).flatMap { $0.isFile ? $0 : nil }
    }

    /// The steps of a link's target, from its own directory or from the root; nil where it begins elsewhere.
    private static func way(_ target: [UInt8], _ root: [UInt8]) -> [ArraySlice<UInt8>]? {
        guard target.first == 0x2F else { return target.split(separator: 0x2F) }
        let steps = target.split(separator: 0x2F)
        let above = root.split(separator: 0x2F)
        return steps.starts(with: above) ? Array(steps.dropFirst(above.count)) : nil
    }
}

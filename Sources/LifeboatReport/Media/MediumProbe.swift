public import LifeboatCore
internal import LifeboatFiles
public import LifeboatPolicy
public import LifeboatRecovery
internal import LifeboatTiers
internal import LifeboatVault

/// Finds out what directories lie on, from the table of mounts and from sysfs.
///
/// Two mounts of one disk are one medium: partitions, subvolumes, bind mounts and logical volumes are
/// followed down to the whole disks below them.
public struct MediumProbe: Sendable {
    private let table: MountTable
    private let sysfs: String
    /// Mapped volumes stand on others; nobody stacks them deeper than this.
    private static let depth = 8

    /// A probe over the text of a table of mounts, with sysfs at `sysfs`.
    public init(mountinfo: String, sysfs: String = "/sys") {
        self.init(MountTable(mountinfo), sysfs: sysfs)
    }

    private init(_ table: MountTable, sysfs: String = "/sys") {
        self.table = table
        self.sysfs = sysfs
    }

    /// The media of every source and tier of a policy that is there. What cannot be looked at is left out.
    public static func media(of policy: Policy, _ surveys: [TierSurvey], now: Timestamp) -> [FoundMedium] {
        let probe = MediumProbe(MountTable.current())
        return policy.sources.compactMap { probe.medium(of: $0.path, for: .source($0.name)) }
            + surveys.compactMap { survey in
                if let path = survey.tier.path {
                    return probe.medium(of: path, for: .tier(survey.tier.name))
                }
                return survey.vault?.store.service.map {
                    medium(of: $0, for: .tier(survey.tier.name), isLocked: isLocked(survey, now))
                }
            }
    }

    /// Whether the store says that the newest complete point of every run is locked now. A publish locks
    /// what a point needs for at least as long as the policy says, and its manifest somewhat longer.
    private static func isLocked(_ survey: TierSurvey, _ now: Timestamp) -> Bool {
        guard case .s3(let settings) = survey.tier.storage, let rule = settings.lock, let vault = survey.vault
        else { return false }
        let runs = Dictionary(
            grouping: survey.points.filter { $0.manifest.state == .complete },
            by: \.manifest.run
        )
        let newest = runs.values.compactMap(\.first)
        guard newest.allSatisfy({ now.seconds(since: $0.manifest.created) < rule.seconds }) else {
            return false
        }
        return areLocked(newest.lazy.map { (try? vault.store.lock(of: $0.reference.key)) ?? nil }, now)
    }

    /// Whether there are locks, and each holds now.
    static func areLocked(_ locks: some Sequence<StoredLock?>, _ now: Timestamp) -> Bool {
        var count = 0
        for lock in locks {
            guard let lock, lock.isHeld || lock.until.map({ $0 > now }) == true else { return false }
            count += 1
        }
        return count > 0
    }

    /// A service is another machine, unless it answers on this one: then nothing tells on which disk it keeps
    /// what it is given.
    private static func medium(of service: StoreService, for holder: FoundMedium.Holder, isLocked: Bool)
        -> FoundMedium
    {
        FoundMedium(
            holder: holder,
            device: service.isLocal ? nil : "server:\(service.host)",
            deviceName: "bucket \(service.container) at \(service.host)",
            filesystem: "object store",
            mountPoint: service.region,
            isNetwork: !service.isLocal,
            isLocked: isLocked
        )
    }

    /// What the directory at `path` lies on; nil when it is not there or no mount holds it.
    public func medium(of path: String, for holder: FoundMedium.Holder) -> FoundMedium? {
        guard let real = CanonicalPath.of(path), let mount = table.mount(of: real) else {
            return nil
        }
        return FoundMedium(
            holder: holder,
            device: device(of: mount),
            deviceName: mount.source,
            filesystem: mount.filesystem,
            mountPoint: mount.mountPoint,
            isNetwork: mount.isNetwork,
            isReadOnly: mount.isReadOnly
        )
    }

    private func device(of mount: MountTable.Mount) -> String? {
        if mount.isNetwork { return "server:" + Self.server(mount.source) }
        if ["tmpfs", "ramfs"].contains(mount.filesystem) { return "memory" }
        if mount.filesystem == "zfs" {
            return "pool:" + (mount.source.split(separator: "/").first.map(String.init) ?? mount.source)
        }
        // A number of major 0 names no device: btrfs makes up one for each subvolume.
        let entry = mount.number.hasPrefix("0:") ? Self.entry(mount.source) : "dev/block/\(mount.number)"
        guard let entry else { return nil }
        let disks = Set(disks(below: entry, depth: Self.depth))
        if !disks.isEmpty { return "disk:" + disks.sorted().joined(separator: "+") }
        return mount.number.hasPrefix("0:") ? nil : "device:\(mount.number)"
    }

    /// The entry in sysfs of a device file; nil for a source that is none.
    private static func entry(_ source: String) -> String? {
        guard source.hasPrefix("/dev/") else { return nil }
        var name = FileName(String(source.dropFirst(5)))
        // Names of mapped volumes are links, as in `/dev/mapper/data -> ../dm-0`.
        if let directory = try? Directory("/dev"), let target = try? directory.linkTarget(name) {
            name = FileName(bytes: target).last
        }
        return "class/block/" + name.last.description
    }

    /// The whole disks that a block device stands on.
    private func disks(below entry: String, depth: Int) -> [String] {
        guard depth > 0, let real = CanonicalPath.of("\(sysfs)/\(entry)"),
            let directory = try? Directory(real)
        else { return [] }
        let path = FileName(String(real.dropFirst()))
        if (try? directory.facts(FileName("partition"))) ?? nil != nil {
            return disks(below: "class/block/" + path.parent.last.description, depth: depth - 1)
        }
        let lower = (try? directory.directory(FileName("slaves")).names()) ?? []
        if lower.isEmpty { return [path.last.description] }
        return lower.sorted { $0.lexicographicallyPrecedes($1) }.flatMap {
            disks(below: "class/block/" + FileName(bytes: $0).description, depth: depth - 1)
        }
    }

    /// The machine in `server:/export`, `//server/share` or `user@server:path`; all of it where there is
    /// none.
    private static func server(_ source: String) -> String {
        let bare = source.drop { $0 == "/" }
        let host = bare.split(separator: source.hasPrefix("//") ? "/" : ":", maxSplits: 1).first ?? bare
        return String(host.split(separator: "@").last ?? host).lowercased()
    }
}

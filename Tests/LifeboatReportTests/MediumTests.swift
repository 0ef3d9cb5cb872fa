internal import Glibc
internal import LifeboatCore
internal import LifeboatFiles
internal import LifeboatPolicy
internal import LifeboatRecovery
internal import LifeboatTestSupport
internal import Testing

@testable internal import LifeboatReport

@Suite("Media, by the table of mounts")
struct MediumTests {
    private static let table = """
        22 27 0:21 / /proc rw,relatime - proc proc rw
        27 1 254:1 / / rw,relatime shared:1 - ext4 /dev/vda1 rw,errors=remount-ro
        30 27 254:2 / /data rw - xfs /dev/vda2 rw
        31 27 0:40 /a /btr/a rw - btrfs /dev/sdb1 rw,subvol=/a
        32 27 0:41 /b /btr/b ro - btrfs /dev/sdb1 rw,subvol=/b
        33 27 0:50 / /nas rw - nfs4 NAS1:/export rw,vers=4.2
        34 27 0:51 / /share rw - cifs //nas1/share rw
        35 27 0:52 / /remote rw - fuse.sshfs me@nas2:/x rw
        36 27 0:53 / /pool rw - fuse.mergerfs a:b rw
        37 27 254:2 /sub /with\\040space\\134x rw - xfs /dev/vda2 rw
        38 27 0:60 / /run rw master:2 propagate_from:1 - tmpfs tmpfs rw
        39 27 0:61 / /tank/x rw - zfs tank/x rw
        40 27 0:62 / /over rw - overlay overlay rw,lowerdir=/a,upperdir=/b
        cut off
        41 27 254:3 / /data rw - ext4 /dev/vdc ro
        """

    @Test(
        "the longest mount point holds a path, of equals the last one",
        arguments: [
            ("/", "/dev/vda1"), ("/database", "/dev/vda1"), ("/data", "/dev/vdc"), ("/data/x/y", "/dev/vdc"),
            ("/with space\\x/y", "/dev/vda2"), ("/nas/vault", "NAS1:/export"),
        ]
    )
    func mounts(_ path: String, _ source: String) {
        #expect(MountTable(Self.table).mount(of: path)?.source == source)
    }

    @Test("read-only is told by the mount and by the file system below it")
    func readOnly() {
        let table = MountTable(Self.table)
        #expect(table.mount(of: "/btr/b")?.isReadOnly == true)
        #expect(table.mount(of: "/btr/a")?.isReadOnly == false)
        #expect(table.mount(of: "/data")?.isReadOnly == true)
        #expect(table.mount(of: "/")?.isReadOnly == false)
    }

    @Test("file systems of other machines are told from those of this one")
    func network() {
        let table = MountTable(Self.table)
        let network = ["/nas", "/share", "/remote"].map { table.mount(of: $0)?.isNetwork }
        #expect(network == [true, true, true])
        let local = ["/", "/pool", "/run", "/btr/a", "/over"].map { table.mount(of: $0)?.isNetwork }
        #expect(local == [false, false, false, false, false])
    }

    @Test("an empty or senseless table holds nothing")
    func senseless() {
        for text in ["", "\n\n", "a b c", "1 2 3 4 5 6 - x", "- - - - - - - - - -"] {
            #expect(MountTable(text).mount(of: "/") == nil, "\(text)")
        }
    }

    /// A sysfs with one disk of two partitions, one mapped volume over a partition, and one over two disks.
    private static func makeSysfs(_ root: String) throws {
        for path in [
            "devices/vda/vda1", "devices/vda/vda2", "devices/sdb", "devices/sdc", "devices/dm-0/slaves",
            "devices/dm-1/slaves", "class/block", "dev/block",
        ] {
            _ = try Directory.make("\(root)/\(path)")
        }
        for partition in ["vda1", "vda2"] {
            _ = try Directory("\(root)/devices/vda/\(partition)").create(FileName("partition"))
        }
        let links = [
            ("class/block/vda", "devices/vda"), ("class/block/vda1", "devices/vda/vda1"),
            ("class/block/vda2", "devices/vda/vda2"), ("class/block/sdb", "devices/sdb"),
            ("class/block/sdc", "devices/sdc"), ("dev/block/254:1", "devices/vda/vda1"),
            ("dev/block/254:2", "devices/vda/vda2"), ("dev/block/8:16", "devices/sdb"),
            ("dev/block/253:0", "devices/dm-0"), ("dev/block/253:1", "devices/dm-1"),
            ("devices/dm-0/slaves/vda2", "devices/vda/vda2"), ("devices/dm-1/slaves/sdb", "devices/sdb"),
            ("devices/dm-1/slaves/sdc", "devices/sdc"),
        ]
        for (name, target) in links {
            #expect(symlink("\(root)/\(target)", "\(root)/\(name)") == 0)
        }
    }

    @Test(
        "partitions, subvolumes and mapped volumes are followed down to whole disks",
        arguments: [
            ("254:1", "ext4", "/dev/vda1", "disk:vda"), ("254:2", "xfs", "/dev/vda2", "disk:vda"),
            ("253:0", "ext4", "/dev/mapper/x", "disk:vda"),
            ("253:1", "ext4", "/dev/mapper/y", "disk:sdb+sdc"),
            ("8:16", "ext4", "/dev/sdb", "disk:sdb"), ("0:40", "btrfs", "/dev/vda1", "disk:vda"),
            ("9:9", "ext4", "/dev/odd", "device:9:9"), ("0:41", "overlay", "overlay", nil),
            ("0:42", "tmpfs", "tmpfs", "memory"), ("0:43", "zfs", "tank/a/b", "pool:tank"),
            ("0:44", "nfs4", "NAS1:/export", "server:nas1"), ("0:45", "cifs", "//nas1/share", "server:nas1"),
            ("0:46", "fuse.sshfs", "me@nas2:/x", "server:nas2"),
        ] as [(String, String, String, String?)]
    )
    func devices(_ number: String, _ filesystem: String, _ source: String, _ device: String?) throws {
        try withScratchDirectory { root in
            try Self.makeSysfs(root)
            let line = "27 1 \(number) / / rw - \(filesystem) \(source) rw\n"
            let probe = MediumProbe(mountinfo: line, sysfs: root)
            let medium = try #require(probe.medium(of: root, for: .tier("t")))
            #expect(medium.device == device)
            #expect(medium.deviceName == source)
        }
    }

    @Test("links are followed before the table is asked; what is not there has no medium")
    func links() throws {
        try withScratchDirectory { root in
            let target = try Directory.make("\(root)/target")
            _ = target
            #expect(symlink("\(root)/target", "\(root)/link") == 0)
            let table = "1 1 0:1 / / rw - tmpfs a rw\n2 1 0:2 / \(root)/target rw - tmpfs b rw\n"
            let probe = MediumProbe(mountinfo: table, sysfs: root)
            #expect(probe.medium(of: "\(root)/link", for: .tier("t"))?.deviceName == "b")
            #expect(probe.medium(of: "\(root)/none", for: .tier("t")) == nil)
        }
    }

    @Test("two directories beside each other on this machine lie on one medium")
    func thisMachine() throws {
        try withScratchDirectory { root in
            _ = try Directory.make("\(root)/a")
            _ = try Directory.make("\(root)/b")
            let policy = Policy(
                name: "p",
                sources: [Source(name: "s", path: "\(root)/a")],
                tiers: [
                    Tier(name: "t", storage: .directory(path: "\(root)/b")),
                    Tier(name: "away", storage: .directory(path: "\(root)/c")),
                ]
            )
            let surveys = policy.tiers.map { TierSurvey($0, DirectoryStores()) }
            let media = MediumProbe.media(of: policy, surveys, now: SystemClock().now())
            #expect(media.map(\.holder) == [.source("s"), .tier("t")])
            #expect(media[0].device == media[1].device)
            #expect(media[0].mountPoint == media[1].mountPoint)
        }
    }
}

internal import LifeboatCore
internal import LifeboatPolicy
internal import LifeboatRecovery
internal import LifeboatTiers
internal import LifeboatVault
internal import Testing

@testable internal import LifeboatReport

@Suite("Controls: 3-2-1-1-0, by what is found")
struct CopyControlTests {
    /// Three directories on the source's own disk, as in a demonstration on one machine.
    private static func oneDisk(_ input: inout ReportInput) {
        let holders: [FoundMedium.Holder] = [.source("runs")] + Sample.tierNames.map { .tier($0) }
        input.media = holders.map {
            FoundMedium(
                holder: $0,
                device: "disk:vda",
                deviceName: "/dev/vda1",
                filesystem: "ext4",
                mountPoint: "/"
            )
        }
    }

    @Test("three directories on one disk fail, whatever the policy states, and the reason names the disk")
    func demonstration() {
        let report = Sample.report(Self.oneDisk)
        let failed = Dictionary(uniqueKeysWithValues: report.failed.map { ($0.id, $0.reason) })
        #expect(failed.keys.sorted() == ["immutable.1", "media.2", "offsite.1"])
        #expect(
            failed["media.2"]
                == "The source runs, disk, nas and vaulted lie on one device: /dev/vda1 (ext4 at /)."
        )
        #expect(
            failed["offsite.1"]
                == "disk, nas and vaulted are on this machine or where the source is; a stated "
                + "location is no proof."
        )
    }

    @Test("three copies: the source and the tiers that hold the newest complete point of everything")
    func copies() {
        let good = Sample.control("copies.3")
        #expect(good?.status == .pass)
        #expect(good?.reason == "4 copies: the source, disk, nas and 1 more.")
        let bad = Sample.control("copies.3") { input in
            input.tiers[1] = Sample.tier("nas", [Sample.points[1], Sample.points[3]])
            input.tiers[2] = Sample.tier("vaulted", damaged: [Sample.points[0].id: "1 object is not there"])
        }
        #expect(bad?.status == .fail)
        #expect(
            bad?.reason
                == "2 copies: the source and disk; nas lacks the newest complete point of runs/exp1 and "
                + "vaulted lacks the newest complete point of runs/exp1."
        )
    }

    @Test("a tier that is the directory of another is no copy of its own, and neither is its medium")
    func clash() {
        let report = Sample.report { input in
            let nas = input.tiers[1]
            input.tiers[1] = TierState(
                tier: nas.tier,
                points: nas.points,
                trees: nas.trees,
                clash: "is the same directory as tier disk"
            )
            input.media.removeAll { $0.holder == .tier("vaulted") }
        }
        let controls = Dictionary(uniqueKeysWithValues: report.controls.map { ($0.id, $0) })
        #expect(
            controls["copies.3"]?.reason
                == "3 copies: the source, disk and vaulted; nas is the same directory as tier disk."
        )
        #expect(controls["offsite.1"]?.status == .fail)
    }

    @Test("a source that is gone is no copy")
    func lostSource() {
        let control = Sample.control("copies.3") { input in
            input.sources = [SourceState(source: "runs", experiments: [])]
            input.tiers.removeLast()
        }
        #expect(control?.status == .fail)
        #expect(control?.reason.hasPrefix("2 copies: disk and nas; ") == true)
    }

    @Test("media: memory and devices that cannot be told do not count")
    func media() {
        #expect(Sample.control("media.2")?.status == .pass)
        func two(_ device: String?, _ filesystem: String) -> Control? {
            Sample.control("media.2") { input in
                Self.oneDisk(&input)
                input.media[1] = FoundMedium(
                    holder: .tier("disk"),
                    device: device,
                    deviceName: "x",
                    filesystem: filesystem,
                    mountPoint: "/x"
                )
            }
        }
        #expect(two("disk:sdb", "ext4")?.status == .pass)
        #expect(two("memory", "tmpfs")?.status == .fail)
        #expect(two(nil, "overlay")?.status == .fail)
        #expect(Sample.control("media.2") { $0.media = [] }?.status == .fail)
    }

    @Test("media: the device of a tier that does not hold everything does not count")
    func mediaOfIncompleteCopy() {
        let control = Sample.control("media.2") { input in
            Self.oneDisk(&input)
            input.media[1] = Sample.media[1]
            input.tiers[0] = Sample.tier("disk", [])
        }
        #expect(control?.status == .fail)
    }

    @Test("off site: another disk of this machine is not, a file system of another machine is")
    func offSite() {
        #expect(Sample.control("offsite.1")?.status == .pass)
        let disk = Sample.control("offsite.1") { $0.media = Array($0.media.prefix(2)) }
        #expect(disk?.status == .fail)
        let sameServer = Sample.control("offsite.1") { input in
            input.media = [FoundMedium.Holder.source("runs"), .tier("nas")].map {
                FoundMedium(
                    holder: $0,
                    device: "server:nas1",
                    deviceName: "nas1:/export",
                    filesystem: "nfs4",
                    mountPoint: "/mnt/nas",
                    isNetwork: true
                )
            }
        }
        #expect(sameServer?.status == .fail)
    }

    @Test("immutable: a read-only mount or an object lock, of a tier that holds everything")
    func immutable() {
        #expect(Sample.control("immutable.1")?.status == .pass)
        #expect(Sample.control("immutable.1") { $0.media.removeLast() }?.status == .fail)
        let locked = Sample.control("immutable.1") { input in
            input.media[3] = FoundMedium(
                holder: .tier("vaulted"),
                device: "bucket",
                deviceName: "bucket",
                filesystem: "s3",
                mountPoint: "s3://b",
                isNetwork: true,
                isLocked: true
            )
        }
        #expect(locked?.reason == "vaulted cannot be changed from here (object lock).")
        let now = Timestamp(milliseconds: 1_795_446_000_000)
        let (held, over) = (StoredLock(until: nil, isHeld: true), StoredLock(until: now))
        let holds = StoredLock(until: now.adding(seconds: 1))
        #expect(MediumProbe.areLocked([held, holds], now))
        #expect(!MediumProbe.areLocked([], now) && !MediumProbe.areLocked([holds, nil], now))
        #expect(!MediumProbe.areLocked([holds, over], now))
        let stale = Sample.control("immutable.1") { input in
            input.tiers[2] = Sample.tier("vaulted", [Sample.points[1], Sample.points[3]])
        }
        #expect(stale?.status == .fail)
    }
}

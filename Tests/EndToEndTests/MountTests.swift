internal import LifeboatCore
internal import LifeboatFiles
internal import LifeboatTestSupport
internal import LifeboatVault
internal import Testing

extension EndToEnd {
    /// Disks that are not mounted, and mounts that show one directory twice.
    @Suite("Mounts", .serialized)
    struct MountTests {
        @Test("a disk that is not mounted: no vault is made below its mount point, nothing is claimed of it")
        func unmounted() throws {
            let script = """
                mkdir disk
                mount --bind disk tiers
                $LIFEBOAT protect > first.out 2>&1
                umount tiers
                echo more >> runs/exp1/args.yaml
                status=0; $LIFEBOAT protect --json > lost.json 2> lost.err || status=$?
                echo "lost $status $(ls tiers | wc -l)"
                status=0; $LIFEBOAT vault init > init.out 2>&1 || status=$?
                echo "init $status $(ls tiers | wc -l)"
                mount --bind disk tiers
                status=0; $LIFEBOAT protect > again.out 2>&1 || status=$?
                echo "again $status"
                """
            try run(script) { site, outcome in
                #expect(outcome.out == "lost 1 0\ninit 1 0\nagain 0\n", "\(outcome.notes)")
                let lost = try JSON.parse(Self.bytes(site, "lost.json"))
                #expect(lost["ok"] == false && lost["tiers"] == [])
                let notes = String(decoding: try Self.bytes(site, "lost.err"), as: UTF8.self)
                #expect(notes.contains("\(site.vault("disk")): the vault of tier disk is not here"))
                #expect(
                    notes.contains("Is its disk mounted?") && notes.contains("`lifeboat vault init disk`")
                )
                let points = try VaultContents(site.place("disk/disk")).points()
                #expect(points.map(\.manifest.sequence).sorted() == [1, 2])
            }
        }

        @Test("a mount shows the tiers below a source: it is not protected into itself")
        func intoItself() throws {
            let script = """
                $LIFEBOAT protect > first.out 2>&1
                mkdir runs/in
                mount --bind tiers runs/in
                status=0; $LIFEBOAT protect > out 2> notes || status=$?
                echo "$status $(grep -c source.overlap notes)"
                umount runs/in
                status=0; $LIFEBOAT protect > out 2>> notes || status=$?
                echo "$status"
                """
            try run(script) { site, outcome in
                #expect(outcome.out == "1 1\n0\n")
                let points = try VaultContents(site.vault("disk")).points()
                #expect(points.allSatisfy { $0.manifest.bytes < 10_000_000 })
            }
        }

        @Test("two tiers that are one directory through a bind mount are one copy, and everything says so")
        func twice() throws {
            let script = """
                mkdir -p tiers/disk tiers/replica
                mount --bind tiers/disk tiers/replica
                for verb in 'policy check' protect status report; do
                    status=0; $LIFEBOAT $verb --json > "out-${verb%% *}" 2> notes || status=$?
                    echo "$verb $status"
                done
                """
            try run(script) { site, outcome in
                let codes = "policy check 78\nprotect 1\nstatus 2\nreport 2\n"
                #expect(outcome.out == codes, "\(outcome.notes)")
                let problem = try #require(
                    JSON.parse(Self.bytes(site, "out-policy"))["problems"]?.arrayValue?
                        .first { $0["code"] == "policy.overlap" }
                )
                #expect(problem["keyPath"] == "tiers[1].path" && problem["line"] == 7)
                let protect = try JSON.parse(Self.bytes(site, "out-protect"))
                #expect(try protect.array("tiers").map { $0["tier"] } == ["disk"])
                #expect(try protect.array("findings").contains { $0["code"] == "tier.overlap" })
                let status = try JSON.parse(Self.bytes(site, "out-status"))
                #expect(try status.array("findings").contains { $0["code"] == "tier.overlap" })
                let controls = try JSON.parse(Self.bytes(site, "out-report")).array("controls")
                let copies = try #require(controls.first { $0["id"] == "copies.3" }, "\(controls)")
                #expect(copies["status"] == "fail")
                #expect(
                    copies["reason"]
                        == "2 copies: the source and disk; replica is the same directory as tier disk."
                )
            }
        }

        @Test("a tier inside a source through a bind mount is refused")
        func insideSource() throws {
            let script = """
                mkdir -p runs/exp1/sub tiers/disk
                mount --bind runs/exp1/sub tiers
                status=0; $LIFEBOAT protect > protect.out 2>&1 || status=$?
                echo "protect $status $(ls runs/exp1/sub | wc -l)"
                cat protect.out >&2
                """
            try run(script) { _, outcome in
                #expect(outcome.out == "protect 1 0\n", "\(outcome.notes)")
                #expect(outcome.notes.contains("tier disk lies inside source train"), "\(outcome.notes)")
            }
        }

        private static func bytes(_ site: Site, _ name: String) throws -> [UInt8] {
            try Descriptor.reading(site.place(name)).contents(limit: 1 << 22)
        }

        /// Runs a script in a mount namespace of its own, and in a user namespace where it needs one.
        private func run(_ script: String, _ judge: (Site, Outcome) throws -> Void) throws {
            try withScratchDirectory { scratch in
                let site = try Site(at: scratch)
                try site.addSmallRun("exp1")
                try site.write("set -eu\n\(script)\n", to: "script.sh")
                let flags = "$(if [ $(id -u) = 0 ]; then echo -m; else echo -rm; fi)"
                let outcome = try Lifeboat(at: site).shell("unshare \(flags) bash script.sh")
                #expect(outcome.ending == .exited(0), "\(outcome.notes)")
                try judge(site, outcome)
            }
        }
    }
}

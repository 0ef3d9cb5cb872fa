internal import LifeboatCore
internal import LifeboatFiles
internal import LifeboatTestSupport
internal import LifeboatVault
internal import Testing

extension EndToEnd {
    /// Disks, vaults and sources that are not as they should be.
    @Suite("Bad input", .serialized)
    struct BadInputTests {
        @Test("a full disk: said with its path, nothing published is damaged, and it works with more space")
        func fullDisk() throws {
            try withSite { site, lifeboat in
                // In a mount namespace of its own, and a user namespace where it needs one.
                let script = """
                    set -eu
                    mount -t tmpfs -o size=4m none tiers
                    $LIFEBOAT protect > first.out 2>&1
                    head -c 6000000 /dev/urandom > runs/exp1/large.bin
                    echo more >> runs/exp1/args.yaml
                    status=0; $LIFEBOAT protect > full.out 2>&1 || status=$?
                    echo "full $status"
                    status=0; $LIFEBOAT vault check --read-data > check.out 2>&1 || status=$?
                    echo "check $status"
                    $LIFEBOAT restore train/exp1 --vault tiers/disk --to back > restore.out 2>&1
                    mount -o remount,size=64m tiers
                    $LIFEBOAT protect > again.out 2>&1
                    $LIFEBOAT restore train/exp1 --vault tiers/disk --to last > last.out 2>&1
                    """
                let before = try FileTree("\(site.source)/exp1").facts()
                try site.write(script, to: "script.sh")
                let flags = "$(if [ $(id -u) = 0 ]; then echo -m; else echo -rm; fi)"
                let outcome = try lifeboat.shell("unshare \(flags) bash script.sh")
                #expect(outcome.ending == .exited(0), "\(outcome.notes)")
                #expect(outcome.out == "full 1\ncheck 0\n")
                let full = String(
                    decoding: try Descriptor.reading(site.place("full.out")).contents(limit: 1 << 20),
                    as: UTF8.self
                )
                #expect(full.contains(site.vault("disk")), "\(full)")
                #expect(
                    full.contains("No space left on device") && full.contains("The disk is full"),
                    "\(full)"
                )
                #expect(try FileTree(site.place("back")).facts() == before)
                #expect(try FileTree(site.place("last")).facts() == FileTree("\(site.source)/exp1").facts())
            }
        }

        @Test("a source that is not there")
        func missingSource() throws {
            try withSite { site, lifeboat in
                try FileTree(site.source).remove()
                let outcome = try lifeboat.run("protect", "--json")
                #expect(outcome.ending == .exited(1))
                #expect(
                    outcome.notes.contains("\(site.source): the source \"train\" cannot be read"),
                    "\(outcome.notes)"
                )
                #expect(try outcome.document()["ok"] == false)
            }
        }

        @Test("a vault of a newer format is left alone")
        func newerVault() throws {
            try withSite { site, lifeboat in
                #expect(try lifeboat.run("protect").ending == .exited(0))
                let marker = site.vault("disk") + "/lifeboat-vault.json"
                let json = try JSON.parse(Descriptor.reading(marker).contents(limit: 1 << 16))
                try site.write(json.with("version", 2).canonical, to: "tiers/disk/lifeboat-vault.json")
                let before = try FileTree(site.vault("disk")).facts()
                for words in [
                    ["protect"], ["prune"], ["vault", "gc", "--tier", "disk"], ["ls", "--tier", "disk"],
                ] {
                    let outcome = try lifeboat.finish(lifeboat.start(words))
                    #expect(outcome.ending == .exited(1), "\(words)")
                    #expect(
                        outcome.notes.contains("format 2") && outcome.notes.contains("newer lifeboat"),
                        "\(words)"
                    )
                }
                #expect(try FileTree(site.vault("disk")).facts() == before)
                let restored = try lifeboat.run("restore", "train/exp1", "--to", "back")
                #expect(
                    restored.ending == .exited(0) && restored.notes.contains("[restore.tier-passed-over]")
                )
            }
        }

        @Test("a truncated manifest: the other points restore, and nothing is deleted")
        func truncatedManifest() throws {
            try withSite { site, lifeboat in
                #expect(try lifeboat.run("protect").ending == .exited(0))
                let wanted = try FileTree("\(site.source)/exp1").facts()
                try site.write("more\n", to: "runs/exp1/args.yaml")
                #expect(try lifeboat.run("protect").ending == .exited(0))
                let newest = try #require(try VaultContents(site.vault("disk")).points().first)
                let path = "\(site.vault("disk"))/\(newest.reference.key)"
                try Descriptor.readingAndWriting(path).truncate(to: 200)

                let restored = try lifeboat.run("restore", "train/exp1", "--from", "disk", "--to", "back")
                #expect(restored.ending == .exited(0))
                #expect(restored.notes.contains("[vault.manifest-unreadable]"), "\(restored.notes)")
                #expect(!restored.notes.contains("error: "), "\(restored.notes)")
                #expect(try FileTree(site.place("back")).facts() == wanted)
                let check = try lifeboat.run("vault", "check", "--tier", "disk")
                #expect(check.ending == .exited(2) && check.notes.contains(newest.reference.key))
                for words in [["prune"], ["vault", "gc", "--tier", "disk"]] {
                    let refused = try lifeboat.finish(lifeboat.start(words))
                    #expect(refused.ending == .exited(1), "\(words)")
                    #expect(
                        refused.notes.contains("nothing is deleted while a manifest cannot be read"),
                        "\(words)"
                    )
                }
            }
        }

        @Test("an object with one flipped bit: named, refused, and another tier restores")
        func flippedBit() throws {
            try withSite { site, lifeboat in
                #expect(try lifeboat.run("protect").ending == .exited(0))
                let wanted = try FileTree("\(site.source)/exp1").facts()
                let contents = try VaultContents(site.vault("disk"))
                let newest = try #require(try contents.points().first)
                let tree = try contents.vault.tree(of: newest.manifest)
                let entry = try #require(tree.entry(FileName("weights/last.pt")))
                let key = VaultFormat.objectKey(tree.objects[entry.pieces[0].object].name)
                let path = "\(site.vault("disk"))/\(key)"
                let file = try Descriptor.readingAndWriting(path)
                let byte = try file.bytes(at: 700_001, count: 1)[0] ^ 0x10
                try [byte].withUnsafeBytes { try file.write($0, at: 700_001) }

                let refused = try lifeboat.run("restore", "train/exp1", "--from", "disk", "--to", "back")
                #expect(refused.ending == .exited(1))
                #expect(
                    refused.notes.contains(path) && refused.notes.contains("another tier"),
                    "\(refused.notes)"
                )
                #expect(try !FileTree(site.place("back")).names().contains("weights/last.pt"))
                let check = try lifeboat.run("vault", "check", "--read-data", "--tier", "disk")
                #expect(check.ending == .exited(2) && check.notes.contains(path))
                let restored = try lifeboat.run("restore", "train/exp1", "--from", "replica", "--to", "back")
                #expect(restored.ending == .exited(0), "\(restored.notes)")
                #expect(try FileTree(site.place("back")).facts() == wanted)

                // What the hint says mends it.
                #expect(check.notes.contains("Run `lifeboat protect`"), "\(check.notes)")
                #expect(try lifeboat.run("protect").ending == .exited(0))
                #expect(try lifeboat.run("vault", "check", "--read-data").ending == .exited(0))
            }
        }

        private func withSite(_ body: (Site, Lifeboat) throws -> Void) throws {
            try withScratchDirectory { scratch in
                let site = try Site(at: scratch)
                try site.addSmallRun("exp1", checkpoint: "live/weights/last.pt")
                try body(site, Lifeboat(at: site))
            }
        }
    }
}

internal import LifeboatCore
internal import LifeboatFiles
internal import LifeboatPolicy
internal import LifeboatRecovery
internal import LifeboatTestSupport
internal import LifeboatTiers
internal import LifeboatVault
internal import Testing

extension EndToEnd {
    /// Of a torn checkpoint nothing is stored, however long it is.
    @Suite("What a torn checkpoint leaves behind", .serialized)
    struct TornObjectsTests {
        /// How a checkpoint of three pieces comes to be torn.
        enum Tear: CaseIterable {
            /// It breaks off, as while it is rewritten.
            case cut
            /// A byte in the middle is of another version.
            case mixed
        }

        private static func tear(_ bytes: [UInt8], _ tear: Tear) -> [UInt8] {
            var bytes = bytes
            switch tear {
            case .cut: bytes.removeLast(5000)
            case .mixed: bytes[bytes.count / 2] ^= 1
            }
            return bytes
        }

        @Test("no object of it is in the vault, and the whole one comes after it", arguments: Tear.allCases)
        func nothing(_ tear: Tear) throws {
            try withSite { site, whole in
                try site.write(Self.tear(whole, tear), to: "runs/exp1/weights/last.pt")
                let result = try Self.protect(site)
                #expect(result.findings.map(\.code) == ["capture.torn"])
                #expect(try Self.strangers(site) == [])
                try site.write(whole, to: "runs/exp1/weights/last.pt")
                #expect(try Self.protect(site).isGood)
                #expect(try Self.strangers(site) == [])
                let contents = try VaultContents(site.vault("disk"))
                let point = try #require(try contents.points().first)
                let held = try contents.bytes(of: "weights/last.pt", in: point.reference)
                #expect(held.map { Hasher256.digest(of: $0) } == Hasher256.digest(of: whole))
                #expect(point.manifest.training["verdict"] == "RESUMABLE")
            }
        }

        @Test("nor where its writer still has it open, so that nothing proves that the read was undisturbed")
        func writerAway() throws {
            try withSite { site, whole in
                try site.write(Self.tear(whole, .cut), to: "runs/exp1/weights/last.pt")
                let writer = try Descriptor.readingAndWriting("\(site.source)/exp1/weights/last.pt")
                #expect(try Self.protect(site).findings.map(\.code) == ["capture.torn"])
                #expect(try Self.strangers(site) == [])
                withExtendedLifetime(writer) {}
            }
        }

        @Test(
            "nor where it is too long for the page cache; there the copy is judged",
            arguments: Tear.allCases
        )
        func long(_ tear: Tear) throws {
            try withSite { site, whole in
                try site.write(Self.tear(whole, tear), to: "runs/exp1/weights/last.pt")
                #expect(try Self.protect(site, cachedBytes: 0).findings.map(\.code) == ["capture.torn"])
                // What only its checksums tell is known when it has been stored.
                #expect(try Self.strangers(site).count == (tear == .cut ? 0 : 3))
                let contents = try VaultContents(site.vault("disk"))
                let point = try #require(try contents.points().first)
                #expect(try contents.bytes(of: "weights/last.pt", in: point.reference) == nil)
            }
        }

        /// Objects in the vault that no point needs.
        private static func strangers(_ site: Site) throws -> [String] {
            let vault = try VaultContents(site.vault("disk")).vault
            var needed: Set<String> = []
            for point in try vault.points().points {
                let tree = try vault.tree(of: point.manifest)
                for object in point.manifest.listings + tree.objects {
                    needed.insert(VaultFormat.objectKey(object.name))
                }
            }
            return try vault.store.list("objects/").map(\.key).filter { !needed.contains($0) }
        }

        private func withSite(_ body: (Site, [UInt8]) throws -> Void) throws {
            try withScratchDirectory { scratch in
                let site = try Site(at: scratch, tiers: ["disk"])
                try site.addSmallRun("exp1")
                try body(site, LargeCheckpoint.make(record: 40 << 20, seed: 7))
            }
        }

        private static func protect(_ site: Site, cachedBytes: Int = .max) throws -> ProtectResult {
            var settings = CaptureSettings()
            settings.attempts = 2
            settings.waitSeconds = 0.01
            settings.cachedBytes = cachedBytes
            let protector = Protector(
                policy: Policy(
                    name: "torn",
                    sources: [Source(name: "train", path: site.source)],
                    tiers: [Tier(name: "disk", storage: .directory(path: site.vault("disk")))],
                    evidence: EvidenceSettings(to: [])
                ),
                stores: DirectoryStores(),
                state: try LocalState(path: site.state),
                host: "gpu-node-1",
                clock: SystemClock(),
                workers: Workers(width: 2),
                progress: SilentProgress(),
                cancellation: Cancellation(),
                settings: settings
            )
            var random = SystemRandomNumberGenerator()
            return try protector.run(using: &random)
        }
    }
}

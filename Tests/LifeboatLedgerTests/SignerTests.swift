import LifeboatCore
import LifeboatFiles
import LifeboatTestSupport
import Testing

@testable import LifeboatLedger

@Suite("Signer")
struct SignerTests {
    @Test("signs as RFC 8032 says: the second test vector of section 7.1")
    func vector() throws {
        let seed = try #require(
            Hex.decode("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb")
        )
        let signer = try Signer(keyText: "lifeboat-ed25519-private:\(Base64.encode(seed))", origin: "x")
        let key = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"
        #expect(Hex.encode(signer.publicKey.bytes) == key)
        let signature =
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
            + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
        let known = try #require(Hex.decode(signature))
        #expect(signer.publicKey.isValid(known, over: [0x72]))
        #expect(!signer.publicKey.isValid(known, over: [0x73]))
        #expect(try signer.publicKey.isValid(signer.sign([1, 2]), over: [1, 2]))
        #expect(
            !signer.publicKey.isValid([], over: [1]) && !signer.publicKey.isValid(known + [0], over: [0x72])
        )
    }

    @Test("the key is made once, whole, for its owner alone, with its directory")
    func creation() throws {
        try withScratchDirectory { path in
            let first = try Signer.loadOrCreate(at: "file:\(path)/etc/deep/signer.key")
            let second = try Signer.loadOrCreate(at: "\(path)/etc/deep/signer.key")
            #expect(first.wasCreated && !second.wasCreated && first.id == second.id)
            let directory = try Directory("\(path)/etc/deep")
            #expect(try directory.facts(FileName("signer.key"))?.permissions == 0o600)
            #expect(try directory.descriptor.facts().permissions == 0o700)
            #expect(try directory.names().count == 1)
        }
    }

    @Test("many that make it at once get one key")
    func race() throws {
        try withScratchDirectory { path in
            let signers = try Workers(width: 8).map(16) { _ in
                try Signer.loadOrCreate(at: "\(path)/new/signer.key")
            }
            #expect(Set(signers.map(\.id)).count == 1 && signers.count { $0.wasCreated } == 1)
        }
    }

    @Test(
        "a key that others may use is refused, with the remedy",
        arguments: [0o640, 0o604, 0o660, 0o601] as [UInt32]
    )
    func permissions(_ mode: UInt32) throws {
        try withScratchDirectory { path in
            _ = try Signer.loadOrCreate(at: "\(path)/signer.key")
            try Attributes.setPermissions(Directory(path).open(FileName("signer.key")), mode)
            let error = #expect(throws: LifeboatError.self) {
                try Signer.loadOrCreate(at: "\(path)/signer.key")
            }
            #expect(error?.code == .unsafePath && error?.hint?.contains("chmod 600") == true)
            try Attributes.setPermissions(Directory(path).open(FileName("signer.key")), 0o400)
            #expect(throws: Never.self) { try Signer.loadOrCreate(at: "\(path)/signer.key") }
        }
    }

    @Test("a directory, a missing name or a file too long is no key")
    func kinds() throws {
        try withScratchDirectory { path in
            let root = try Directory(path)
            try root.write(
                [UInt8](repeating: 0x61, count: 5000),
                to: FileName("long"),
                replacing: false,
                mode: 0o600
            )
            for bad in [path, "\(path)/", "", "file:", "\(path)/long", "\(path)/long/below"] {
                #expect(throws: LifeboatError.self, "\(bad)") { try Signer.loadOrCreate(at: bad) }
            }
            #expect(try root.names().count == 1)
        }
    }

    @Test("what is no key is refused, and no error or description shows a byte of it")
    func secrecy() throws {
        try withScratchDirectory { path in
            let signer = try Signer.loadOrCreate(at: "\(path)/signer.key")
            let root = try Directory(path)
            let line = String(
                decoding: try root.open(FileName("signer.key")).contents(limit: 999),
                as: UTF8.self
            )
            let secret = String(line.dropFirst(Signer.prefix.count).dropLast())
            #expect(line.hasPrefix(Signer.prefix) && Base64.decode(secret)?.count == 32)
            #expect(
                !"\(signer)".contains(secret)
                    && !String(reflecting: signer.pinFinding(trust: [])).contains(secret)
            )
            let damaged = [
                secret, Signer.prefix + secret.dropLast(), Signer.prefix + secret + secret,
                Signer.prefix + "!" + secret,
                line + line, " " + line, line + "\n", "lifeboat-ed25519-private;\(secret)",
            ]
            for text in damaged {
                try root.write(Array(text.utf8), to: FileName("signer.key"), replacing: true, mode: 0o600)
                let error = #expect(throws: LifeboatError.self) {
                    try Signer.loadOrCreate(at: "\(path)/signer.key")
                }
                let shown = error.map { "\($0) \(String(reflecting: $0))" } ?? ""
                #expect(error?.code == .corrupt && !shown.contains(secret.prefix(12)))
                #expect(throws: LifeboatError.self) { try Signer(keyText: text, origin: "env:KEY") }
            }
        }
    }

    @Test("a key that is not pinned is told, with what to add")
    func pin() throws {
        let (signer, other) = (try LedgerFixture.signer(1), try LedgerFixture.signer(2))
        let finding = try #require(signer.pinFinding(trust: [other.publicKey]))
        #expect(finding.code == "evidence.key-not-pinned" && finding.severity == .warning)
        #expect(finding.hint.contains(signer.publicKey.description))
        #expect(signer.pinFinding(trust: [other.publicKey, signer.publicKey]) == nil)
    }

    @Test("public keys are read from their one spelling")
    func publicKey() throws {
        let key = try LedgerFixture.signer().publicKey
        #expect(PublicKey(key.description) == key && SignerID(key.signer.text) == key.signer)
        #expect(key.signer.text == Hasher256.digest(of: key.bytes).hex.prefix(32))
        for bad in [
            "", "ed25519:", key.description + "=", " " + key.description,
            "ED25519:" + key.description.dropFirst(8), "ed25519:AAAA",
        ] {
            #expect(PublicKey(bad) == nil)
        }
        for bad in [
            "", key.signer.text + "0", key.signer.text.uppercased() + "",
            "../" + key.signer.text.dropFirst(3),
        ] {
            #expect(SignerID(bad) == nil || bad == key.signer.text)
        }
    }

    @Test("a key made where the policy pins others may stand for one that was lost")
    func lost() throws {
        try withScratchDirectory { path in
            let signer = try Signer.loadOrCreate(at: "\(path)/signer.key")
            let finding = try #require(signer.pinFinding(trust: [try LedgerFixture.signer().publicKey]))
            #expect(finding.message.contains("pins other keys") && finding.hint.contains("signer.key"))
            #expect(signer.pinFinding(trust: [])?.message.contains("first use") == true)
        }
    }
}

import Glibc
import LifeboatCore
import LifeboatFiles
import LifeboatTestSupport
import LifeboatTiers
import LifeboatVault
import Testing

@testable import LifeboatRecovery

/// The lines of `docs/vault-format.md` that restore without Lifeboat.
@Suite("By hand")
struct ByHandTests {
    private static func script() throws -> String {
        let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        let text = try Files(root).text("docs/vault-format.md")
        let parts = text.split(separator: "```sh\n", omittingEmptySubsequences: false)
        #expect(parts.count == 2)
        return String(parts[1].split(separator: "```\n", omittingEmptySubsequences: false)[0])
    }

    private static func run(_ scene: Scene, _ run: RunID) throws -> Int32 {
        try Files(scene.path).put("by-hand.sh", script())
        let arguments = "'\(scene.path)/disk' \(run) '\(scene.path)/out'"
        return system("sh '\(scene.path)/by-hand.sh' \(arguments) 2>/dev/null")
    }

    @Test("the documented lines bring back every directory and file of the newest point")
    func restores() throws {
        try Scene.with { scene in
            let files = try Files(scene.source)
            try files.put("old", "gone in the newest")
            try scene.protect()
            try files.remove("old")
            _ = try files.root.makeDirectory(FileName("an empty directory"))
            try files.put("empty", "")
            try files.put("a name with spaces é", "small")
            try files.put("dir/large", Bytes.make(17 << 20))
            for index in 0..<20 { try files.put("dir/small \(index)", "content \(index)") }
            try scene.protect()
            #expect(try Self.run(scene, scene.newest().manifest.run) == 0)
            func contents(_ files: Files) throws -> [String: String] {
                try files.description().mapValues { line in
                    let words = line.split(separator: " ")
                    return words[0] == "file" ? "file \(words[4]) \(words[5])" : "\(words[0])"
                }
            }
            #expect(try contents(Files("\(scene.path)/out")) == contents(files))
        }
    }

    @Test("the documented lines stop at a damaged object")
    func stops() throws {
        try Scene.with { scene in
            try Files(scene.source).put("a", "text")
            try scene.protect()
            let object = try #require(try scene.tree(scene.newest()).objects.first)
            let bytes = [UInt8](repeating: 1, count: object.length)
            try scene.vault().store.put(VaultFormat.objectKey(object.name), bytes, .replacing)
            let run = try scene.newest().manifest.run
            #expect(try Self.run(scene, run) != 0)
            // A pipe in its place keeps nobody waiting.
            let path = "\(scene.path)/disk/\(VaultFormat.objectKey(object.name))"
            unlink(path)
            #expect(mkfifo(path, 0o600) == 0)
            #expect(try Self.run(scene, run) != 0)
        }
    }
}

import Glibc
import LifeboatCore
import LifeboatFiles
import LifeboatTestSupport
import LifeboatVault
import Testing

@testable import LifeboatRecovery

@Suite("Registry of runs")
struct RunRegistryTests {
    private static let run = Points.run(7)

    /// A registry, and a directory that it knows as the run.
    private static func with(_ body: (RunRegistry, Origin, String) throws -> Void) throws {
        try withScratchDirectory { path in
            let registry = try LocalState(path: "\(path)/state").registry
            let origin = try origin("\(path)/exp")
            try registry.remember(run, at: origin)
            try body(registry, origin, path)
        }
    }

    private static func origin(_ path: String) throws -> Origin {
        let facts = try Directory.make(path, mode: 0o755).descriptor.facts()
        return Origin(path: path, inode: facts.inode, birth: facts.birth)
    }

    @Test("a run is alive while the directory that it was is still there")
    func alive() throws {
        try Self.with { registry, _, path in
            let copy = try Self.origin("\(path)/copy")
            #expect(try registry.isAlive(Self.run, elsewhereThan: copy))
            #expect(try !registry.isAlive(Points.run(8), elsewhereThan: copy))
        }
    }

    @Test("the directory that is asked for does not count: a restore onto itself goes on")
    func itself() throws {
        try Self.with { registry, origin, _ in
            let isAlive = try registry.isAlive(Self.run, elsewhereThan: origin)
            #expect(!isAlive)
        }
    }

    @Test("a directory that is gone, or is no directory, does not live")
    func gone() throws {
        try Self.with { registry, origin, path in
            let copy = try Self.origin("\(path)/copy")
            #expect(rmdir(origin.path) == 0)
            #expect(try !registry.isAlive(Self.run, elsewhereThan: copy))
            try Directory(path).write([1], to: FileName("exp"), replacing: true)
            #expect(try !registry.isAlive(Self.run, elsewhereThan: copy))
        }
    }

    @Test("another directory at the path is not the run")
    func replaced() throws {
        try Self.with { registry, origin, path in
            let copy = try Self.origin("\(path)/copy")
            // The new one is made before the old one goes, so that it has another number.
            _ = try Self.origin("\(path)/new")
            #expect(rmdir(origin.path) == 0 && rename("\(path)/new", origin.path) == 0)
            #expect(try !registry.isAlive(Self.run, elsewhereThan: copy))
        }
    }

    @Test("without a registry nothing is alive; a damaged one is an error, not an answer")
    func lost() throws {
        try Self.with { registry, _, path in
            let copy = try Self.origin("\(path)/copy")
            try Directory("\(path)/state").write([0x7B], to: FileName("runs.json"), replacing: true)
            let error = #expect(throws: LifeboatError.self) {
                try registry.isAlive(Self.run, elsewhereThan: copy)
            }
            #expect(error?.code == .corrupt)
            #expect(unlink("\(path)/state/runs.json") == 0)
            #expect(try !registry.isAlive(Self.run, elsewhereThan: copy))
        }
    }
}

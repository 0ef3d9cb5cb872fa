import Glibc
import LifeboatCore
import LifeboatFiles
import LifeboatPolicy
import LifeboatRecovery
import LifeboatTestSupport
import LifeboatTiers
import LifeboatVault
import Synchronization
import Testing

@testable import LifeboatDrill

@Suite("The worker of a drill, in a process of its own")
struct WorkerTests {
    @Test("Sources, other tiers, state and home are gone; the vault below them is not")
    func isolation() throws {
        try Scene.withRun { scene in
            var request = scene.request("far")
            request.hidden = HiddenPaths.all(
                of: scene.policy,
                drilling: scene.policy.tiers[1],
                state: scene.state.path,
                home: scene.root
            )
            let secret = "\(scene.state.path)/runs.json"
            request.probes = [
                scene.source, "\(scene.root)/near", scene.state.path, secret, scene.root, "/proc",
            ]
            let scratch = try Directory.make(scene.scratch).path
            let outcome = try ChildProcess(executable: Scene.program, arguments: ["drill-worker"]).run(
                input: request.json(scratch: scratch).canonical,
                outputLimit: 1 << 20,
                cancellation: Cancellation(),
                onLine: { _ in }
            )
            #expect(outcome.ending == .exited(0))
            let answer = try JSON.parse(outcome.output)
            let drill = try TierDrill(json: answer["drill"] ?? .null)
            #expect(drill.verdict == .passed, "\(drill.findings)")
            let isRequired = getenv("CI").map { String(cString: $0) } == "true"
            guard drill.isolation == .mountNamespace else {
                #expect(!isRequired, "this system gives no mount namespace: \(drill.findings)")
                #expect(drill.findings.contains { $0.code == "drill.not-isolated" })
                return
            }
            #expect(answer["visible"] == ["/proc"])
            #expect(!drill.findings.contains { $0.code == "drill.not-isolated" })
        }
    }

    @Test("An object that only the source and another tier have does not help")
    func noHelp() throws {
        try Scene.withRun { scene in
            let vault = try scene.vault("far")
            let point = try #require(vault.points(of: "runs/exp1").first)
            let key = try vault.keys(of: "weights/last.pt", in: point)[0]
            try vault.store.delete(key, unlessWrittenSince: nil)
            #expect(try scene.vault("near").store.facts(key) != nil)
            var request = scene.request("far")
            request.hidden = [scene.source, "\(scene.root)/near", scene.root]
            let drill = try scene.drill(request)
            #expect(drill.errors == ["drill.object-missing", "drill.restore-failed"])
            let missing = drill.findings.first { $0.code == "drill.object-missing" }
            #expect(missing?.path == "\(scene.root)/far/\(key)", "people know the path, not the descriptor")
        }
    }

    @Test(
        "A worker that dies, lies or says nothing is a failed drill",
        arguments: [
            "exit 3", "kill -9 $$", "cat >/dev/null", "cat >/dev/null; echo '{\"drill\": 1}'",
            "cat >/dev/null; echo '{\"error\": \"out of luck\"}'", "echo complaint >&2; exit 1",
        ]
    )
    func deaths(script: String) throws {
        try Scene.withRun { scene in
            let drill = try scene.drill(scene.request(), executable: "/bin/sh", arguments: ["-c", script])
            #expect(drill.errors == ["drill.worker-died"])
            #expect(drill.verdict == .failed)
            if script.contains("complaint") { #expect(drill.findings[0].message.contains("complaint")) }
        }
        try Scene.withRun { scene in
            let drill = try scene.drill(scene.request(), executable: "/no/such/program")
            #expect(drill.errors == ["drill.worker-died"])
        }
    }

    @Test("A worker killed in the middle of a restore leaves nothing, not even closed directories")
    func killed() throws {
        try Scene.withRun { scene in
            let script = "echo $$ > \(scene.root)/pid; exec \(Scene.program) drill-worker"
            let killer = Killer(pidFile: "\(scene.root)/pid", scratch: scene.scratch)
            let drill = try scene.drill(
                scene.request(),
                executable: "/bin/sh",
                arguments: ["-c", script],
                progress: killer
            )
            #expect(killer.hasKilled)
            #expect(drill.errors == ["drill.worker-died"])
            #expect(drill.findings.contains { $0.message.contains("signal 9") })
        }
    }

    @Test("A stop ends the worker and all it started")
    func cancelled() throws {
        try Scene.withRun { scene in
            let script = "sleep 1000 & echo $! > \(scene.root)/pid; sleep 1000"
            let pidFile = "\(scene.root)/pid"
            let cancellation = Cancellation { (try? Self.number(pidFile)) != nil }
            let error = #expect(throws: LifeboatError.self) {
                try scene.drill(
                    scene.request(),
                    executable: "/bin/sh",
                    arguments: ["-c", script],
                    cancellation: cancellation
                )
            }
            #expect(error?.code == .interrupted)
            let sleeper = try Self.number(pidFile)
            #expect(try Self.isGone(sleeper))
        }
    }

    fileprivate static func number(_ file: String) throws -> pid_t {
        let text = String(decoding: try Descriptor.reading(file).contents(limit: 64), as: UTF8.self)
        guard text.hasSuffix("\n"), let number = pid_t(text.dropLast()) else {
            throw LifeboatError(.notFound, "not written yet")
        }
        return number
    }

    /// Gone, or a zombie that nobody has taken yet.
    private static func isGone(_ number: pid_t) throws -> Bool {
        for _ in 0..<200 {
            guard let stat = try? Descriptor.reading("/proc/\(number)/stat").bytes(at: 0, count: 512) else {
                return true
            }
            if String(decoding: stat, as: UTF8.self).contains(") Z ") { return true }
            Pause.seconds(0.01)
        }
        return false
    }

    /// Closes a directory in the scratch space and kills the worker when the restore begins.
    private final class Killer: Progress {
        private let pidFile: String
        private let scratch: String
        private let state = Mutex(false)
        var hasKilled: Bool { state.withLock { $0 } }

        init(pidFile: String, scratch: String) {
            self.pidFile = pidFile
            self.scratch = scratch
        }

        func begin(_ step: String, total: Int?) {
            guard step.hasPrefix("Drilling"), let number = try? WorkerTests.number(pidFile) else { return }
            kill(number, SIGKILL)
            state.withLock { $0 = true }
            guard let root = try? Directory(scratch), let name = try? root.names().first,
                let closed = try? root.directory(FileName(bytes: name)).makeDirectory(
                    FileName("closed/inner")
                )
            else { return }
            _ = closed
            try? root.setPermissions(FileName(bytes: name).appending(Array("closed".utf8)), 0)
        }

        func advance(_ bytes: Int) {}
        func end(_ summary: String) {}
    }
}

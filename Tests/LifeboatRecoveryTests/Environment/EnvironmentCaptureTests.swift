import LifeboatCore
import LifeboatFiles
import LifeboatPolicy
import LifeboatTestSupport
import Testing

@testable import LifeboatRecovery

@Suite("Capture of an environment")
struct EnvironmentCaptureTests {
    private func withMachine(_ body: (FakeMachine) throws -> Void) throws {
        try withScratchDirectory { scratch in
            let machine = FakeMachine(root: scratch)
            try machine.makeWhole()
            try body(machine)
        }
    }

    @Test("tells the system, the GPUs and the Python environment")
    func whole() throws {
        try withMachine { machine in
            let captured = machine.capture()
            let json = captured.json
            #expect(captured.findings == [])
            #expect(json["schema"] == "lifeboat.environment/1")
            #expect(
                json["system"] == [
                    "os": ["id": "ubuntu", "version": "24.04", "name": "Ubuntu 24.04.1 LTS"],
                    "kernel": "6.8.0-45-generic", "architecture": "x86_64",
                    "cpu": ["model": "AMD EPYC 9454 48-Core Processor", "count": 4],
                    "memoryBytes": 540_000_780_288,
                ]
            )
            #expect(json["accelerator"]?["driver"] == "550.54.15")
            #expect(
                json["accelerator"]?["gpus"]?.arrayValue?.first == [
                    "bus": "0000:18:00.0", "model": "NVIDIA H100 80GB HBM3", "uuid": "GPU-0000:18:00.0",
                ]
            )
            #expect(json["accelerator"]?["gpus"]?.arrayValue?.count == 2)
            let python = try #require(json["python"])
            #expect(python["version"] == "3.12.3")
            #expect(python["kind"] == "venv")
            #expect(python["base"] == "/usr/bin")
            #expect(
                python["torch"] == [
                    "version": "2.6.0+cu124", "cuda": "12.4", "hip": nil, "commit": "deadbeef",
                ]
            )
            let packages = try python.array("packages").map { try $0.string("name") }
            #expect(packages == ["numpy", "own-tools", "Torch", "zope.interface"])
            #expect(
                try python.array("packages")[0] == ["name": "numpy", "version": "2.1.3", "installer": "uv"]
            )
            #expect(try python.array("packages")[1]["commit"] == "abc123")
        }
    }

    @Test("holds no secret")
    func secrets() throws {
        try withMachine { machine in
            let text = machine.capture().json.pretty
            #expect(!text.contains("hunter2"))
            #expect(text.contains("https://git.example.com/t.git"))
        }
        #expect(SafeURL.text("https://token@h/p") == "https://h/p")
        #expect(SafeURL.text("ssh://git:pw@h:22/p") == "ssh://git@h:22/p")
        #expect(SafeURL.text("git+ssh://git@h/p") == "git+ssh://git@h/p")
        #expect(SafeURL.text("https://h/p?sig=x#y") == "https://h/p")
        #expect(SafeURL.text("https://u:p@w@h/p") == "https://h/p")
        #expect(SafeURL.text("file:///opt/x") == "file:///opt/x")
        #expect(SafeURL.text("git@h:o/r.git") == "git@h:o/r.git")
    }

    @Test("of an empty machine is null, and no error")
    func empty() throws {
        try withScratchDirectory { scratch in
            let captured = FakeMachine(root: scratch).capture(python: nil)
            #expect(captured.findings == [])
            #expect(captured.json["accelerator"] == .null)
            #expect(captured.json["python"] == .null)
            #expect(captured.json["system"]?["kernel"] == .null)
            #expect(captured.json["system"]?["cpu"] == .null)
            #expect(captured.json["datasets"] == [])
            let named = FakeMachine(root: scratch).capture(
                python: "/opt/none",
                dataset: ["/none", "relative.yaml"]
            )
            #expect(
                named.findings.map(\.code) == [
                    "environment.python-missing", "environment.dataset-missing",
                    "environment.dataset-relative",
                ]
            )
        }
    }

    @Test("keeps its digest until something changes")
    func digest() throws {
        try withMachine { machine in
            let first = machine.capture()
            #expect(machine.capture() == first)
            #expect(first.json["digest"] == .string(first.digest.hex))
            try machine.install("added", "1")
            #expect(machine.capture().digest != first.digest)
        }
    }

    @Test("says what it cannot read, and goes on")
    func unreadable() throws {
        try withMachine { machine in
            let root = try Directory(machine.root)
            try Attributes.setPermissions(root.descriptor, 0o755)
            let metadata = FileName(
                String(FakeMachine.packages.dropFirst()) + "/numpy-2.1.3.dist-info/METADATA"
            )
            try root.setPermissions(metadata, 0)
            let captured = try withoutPrivilege { machine.capture() }
            #expect(captured.findings.map(\.code) == ["environment.unreadable"])
            #expect(captured.findings.first?.path.hasSuffix("METADATA") == true)
            #expect(try captured.json["python"]?.array("packages").count == 3)
        }
    }

    @Test("takes whatever the files hold")
    func hostile() throws {
        try withMachine { machine in
            let root = try Directory(machine.root)
            for path in ["etc/os-release", "proc/cpuinfo", "proc/meminfo", "opt/venv/pyvenv.cfg"] {
                _ = try root.write(
                    [0xFF, 0x00, 0x3D, 0x3A, 0x0A, 0x22, 0x0A],
                    to: FileName(path),
                    replacing: true
                )
            }
            try machine.write("MemTotal: 9223372036854775807 kB\n", "/proc/meminfo")
            try machine.write("NVRM version: none\n", "/proc/driver/nvidia/version")
            try machine.write("= '\n__version__ = '\ncuda='\n'", FakeMachine.packages + "/torch/version.py")
            let folder = FakeMachine.packages + "/evil-1.dist-info"
            try machine.write("Name: e\u{1B}[31mvil\r\nVersion: 1\r\n", "\(folder)/METADATA")
            try machine.write("{\"url\": 5, \"vcs_info\": []", "\(folder)/direct_url.json")
            try machine.write(
                String(repeating: "x", count: 100_000),
                FakeMachine.packages + "/l-1.dist-info/METADATA"
            )
            _ = try root.makeDirectory(
                FileName("opt/venv/lib/python3.12/site-packages/d-1.dist-info/METADATA")
            )
            #expect(makePipe(machine.root + FakeMachine.packages + "/numpy-2.1.3.dist-info/REQUESTED"))
            #expect(makePipe(machine.root + "/etc/machine"))
            let json = machine.capture().json
            #expect(json["system"]?["memoryBytes"] == .null)
            let names = try json["python"]?.array("packages").compactMap { $0["name"]?.stringValue } ?? []
            #expect(names.contains("e\\u{1b}[31mvil"))
            #expect(!names.contains("l"))
            #expect(try JSON.parse(json.canonical) == json)
        }
    }

    @Test("cuts a very large environment short, and says so")
    func limit() throws {
        try withMachine { machine in
            var limits = EnvironmentLimits()
            limits.packages = 2
            let captured = machine.capture(limits: limits)
            let python = try #require(captured.json["python"])
            #expect(try python.array("packages").count == 2)
            #expect(python["truncated"] == true)
            #expect(captured.findings.map(\.code) == ["environment.cut-short"])
        }
    }

    @Test("of this machine works")
    func real() {
        let captured = EnvironmentCapture(settings: EnvironmentSettings()).capture()
        #expect(captured.json["system"]?["kernel"]?.stringValue?.isEmpty == false)
        #expect((captured.json["system"]?["cpu"]?["count"]?.intValue ?? 0) > 0)
        #expect((captured.json["system"]?["memoryBytes"]?.intValue ?? 0) > 1 << 20)
    }
}

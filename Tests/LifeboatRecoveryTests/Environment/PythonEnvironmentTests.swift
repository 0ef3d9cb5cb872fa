import LifeboatCore
import LifeboatTestSupport
import Testing

@testable import LifeboatRecovery

@Suite("Finding a Python environment")
struct PythonEnvironmentTests {
    private func withMachine(_ body: (FakeMachine) throws -> Void) throws {
        try withScratchDirectory { try body(FakeMachine(root: $0)) }
    }

    @Test("by its interpreter, by a candidate, and at a usual place")
    func places() throws {
        try withMachine { machine in
            try machine.makeWhole()
            try machine.write("", "/opt/venv/bin/python")
            #expect(machine.capture(python: "/opt/venv/bin/python").json["python"]?["path"] == "/opt/venv")
            try machine.write("version_info = 3.11.2\n", "/home/me/env/pyvenv.cfg")
            let candidates = ["/none", "/home/me/env"]
            let found = machine.capture(python: nil, candidates: candidates).json["python"]
            #expect(found?["path"] == "/home/me/env")
            #expect(found?["version"] == "3.11.2")
            #expect(machine.capture(python: nil).json["python"]?["path"] == "/opt/venv")
        }
    }

    @Test("a conda environment tells its version by its own records")
    func conda() throws {
        try withMachine { machine in
            try machine.write("{}", "/opt/conda/conda-meta/python-3.11.8-hab00c5b_0_cpython.json")
            try machine.write("{}", "/opt/conda/conda-meta/python_abi-3.11-4_cp311.json")
            try machine.install("numpy", "1.26.4", in: "/opt/conda/lib/python3.11/site-packages")
            let python = machine.capture(python: nil).json["python"]
            #expect(python?["kind"] == "conda")
            #expect(python?["version"] == "3.11.8")
            #expect(try python?.array("packages").count == 1)
        }
    }

    @Test("the system's own interpreter has its packages in Debian's places")
    func system() throws {
        try withMachine { machine in
            try machine.write("", "/usr/lib/python3.12/os.py")
            try machine.write("", "/usr/bin/python3")
            try machine.install("a", "1", in: "/usr/lib/python3/dist-packages")
            try machine.install("a", "2", in: "/usr/local/lib/python3.12/dist-packages")
            let egg = "/usr/lib/python3/dist-packages/b-1.egg-info/PKG-INFO"
            try machine.write("Metadata-Version: 1.1\nName: b\nVersion: 1\n", egg)
            let python = machine.capture(python: "/usr/bin/python3").json["python"]
            #expect(python?["kind"] == "system")
            #expect(python?["version"] == "3.12")
            let packages = try python?.array("packages").map {
                "\($0["name"] ?? nil) \($0["version"] ?? nil)"
            }
            #expect(packages?.count == 2)
            #expect(try python?.array("packages").first?["version"] == "2")
        }
    }

    @Test("an environment that includes the system's packages hides those it has itself")
    func inherited() throws {
        try withMachine { machine in
            let text = "home = /usr/bin\ninclude-system-site-packages = true\nversion = 3.12.3\n"
            try machine.write(text, "/opt/venv/pyvenv.cfg")
            try machine.install("a", "2")
            try machine.install("a", "1", in: "/usr/lib/python3/dist-packages")
            try machine.install("c", "1", in: "/usr/lib/python3/dist-packages")
            let python = machine.capture().json["python"]
            #expect(python?["systemPackages"] == true)
            let versions = try python?.array("packages").map { try $0.string("version") }
            #expect(versions == ["2", "1"])
        }
    }
}

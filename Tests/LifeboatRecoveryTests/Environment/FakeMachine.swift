import LifeboatCore
import LifeboatFiles
import LifeboatPolicy

@testable import LifeboatRecovery

/// The files of a training node in a directory.
struct FakeMachine {
    let root: String

    func write(_ text: String, _ path: String) throws {
        let name = FileName(String(path.dropFirst()))
        _ = try Directory(root).write(Array(text.utf8), to: name, replacing: true)
    }

    func install(_ name: String, _ version: String, in directory: String = FakeMachine.packages) throws {
        let folder = "\(directory)/\(name.replacing("-", with: "_"))-\(version).dist-info"
        let text = "Metadata-Version: 2.4\nName: \(name)\nVersion: \(version)\nSummary: x\n\nName: not me\n"
        try write(text, "\(folder)/METADATA")
        try write("uv\n", "\(folder)/INSTALLER")
    }

    static let packages = "/opt/venv/lib/python3.12/site-packages"

    /// An Ubuntu node with two GPUs, a virtual environment and a data set.
    func makeWhole() throws {
        let release = "# x\nID=ubuntu\nVERSION_ID=\"24.04\"\nPRETTY_NAME='Ubuntu 24.04.1 LTS'\nBAD\n"
        try write(release, "/etc/os-release")
        try write("6.8.0-45-generic\n", "/proc/sys/kernel/osrelease")
        try write("x86_64\n", "/proc/sys/kernel/arch")
        let core = "vendor_id\t: AMD\nmodel name\t: AMD EPYC 9454 48-Core Processor\nflags\t: a b\n\n"
        try write((0..<4).map { "processor\t: \($0)\n" + core }.joined(), "/proc/cpuinfo")
        try write("MemTotal:       527344512 kB\nMemFree: 1 kB\n", "/proc/meminfo")
        let driver = "NVRM version: NVIDIA UNIX Open Kernel Module for x86_64  550.54.15  Release Build\n"
        let compiler = "GCC version:  gcc version 12.3.0 (Ubuntu 12.3.0)\n"
        try write(driver + compiler, "/proc/driver/nvidia/version")
        for bus in ["0000:18:00.0", "0000:2a:00.0"] {
            let text = "Model: \t\t NVIDIA H100 80GB HBM3\nIRQ:   \t\t 0\nGPU UUID: \t GPU-\(bus)\n"
            try write(text, "/proc/driver/nvidia/gpus/\(bus)/information")
        }
        let configuration = "home = /usr/bin\ninclude-system-site-packages = false\nversion = 3.12.3\n"
        let command = "command = /usr/bin/python3 -m venv --secret=hunter2\n"
        try write(configuration + command, "/opt/venv/pyvenv.cfg")
        try install("numpy", "2.1.3")
        try install("Torch", "2.6.0+cu124")
        try install("zope.interface", "7.0")
        try install("own-tools", "1.0")
        let own = Self.packages + "/own_tools-1.0.dist-info/direct_url.json"
        try write(
            #"{"url":"https://user:hunter2@git.example.com/t.git?token=hunter2","#
                + #""vcs_info":{"vcs":"git","commit_id":"abc123"}}"#,
            own
        )
        try write(
            "from typing import Optional\n__version__ = '2.6.0+cu124'\ncuda: Optional[str] = '12.4'\n"
                + "hip: Optional[str] = None\ngit_version = 'deadbeef'\n",
            Self.packages + "/torch/version.py"
        )
        try write("path: /data/coco # here\ntrain: images/train\n", "/data/coco.yaml")
        try write("12345", "/data/coco/images/train/1.jpg")
        try write("123", "/data/coco/labels/train/1.txt")
        try write("made by the trainer", "/data/coco/labels/train.cache")
    }

    func capture(
        python: String? = "/opt/venv",
        dataset: [String] = [],
        datasets: [String] = [],
        candidates: [String] = [],
        limits: EnvironmentLimits = EnvironmentLimits()
    ) -> CapturedEnvironment {
        EnvironmentCapture(
            settings: EnvironmentSettings(python: python, dataset: dataset),
            root: root,
            candidates: candidates,
            limits: limits
        ).capture(datasets: datasets)
    }
}

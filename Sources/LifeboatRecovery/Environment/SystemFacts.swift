internal import LifeboatCore

/// The operating system and the machine, from `/etc/os-release` and `/proc`.
enum SystemFacts {
    static func json(_ files: inout HostFiles) -> JSON {
        let release = values(files.text("/etc/os-release") ?? files.text("/usr/lib/os-release") ?? "")
        return [
            "os": [
                "id": .optional(release["ID"]), "version": .optional(release["VERSION_ID"]),
                "name": .optional(release["PRETTY_NAME"]),
            ],
            "kernel": .optional(line(files.text("/proc/sys/kernel/osrelease"))),
            "architecture": .string(line(files.text("/proc/sys/kernel/arch")) ?? architecture),
            "cpu": cpu(&files), "memoryBytes": .optional(memory(&files)),
        ]
    }

    /// Kernels before 6.1 have no file for it; a program runs on the architecture it was built for.
    private static var architecture: String {
        #if arch(x86_64)
            "x86_64"
        #elseif arch(arm64)
            "aarch64"
        #else
            "unknown"
        #endif
    }

    private static func line(_ text: String?) -> String? {
        text?.split(separator: "\n").first.map { Printable.text(String($0)) }
    }

    /// `KEY=value` or `KEY="value"`, one a line (os-release(5)).
    private static func values(_ text: String) -> [String: String] {
        var values: [String: String] = [:]
        for line in text.split(whereSeparator: \.isNewline) where !line.hasPrefix("#") {
            guard let equals = line.firstIndex(of: "=") else { continue }
            var value = line[line.index(after: equals)...]
            if let quote = value.first, quote == "\"" || quote == "'", value.count > 1, value.last == quote {
                value = value.dropFirst().dropLast()
            }
            values[String(line[..<equals])] = Printable.text(String(value))
        }
        return values
    }

    private static func cpu(_ files: inout HostFiles) -> JSON {
        guard let text = files.text("/proc/cpuinfo", limit: 4 << 20) else { return .null }
        var count = 0
        var model: String?
        for line in text.split(separator: "\n") {
            if line.hasPrefix("processor") { count += 1 }
            if model == nil, line.hasPrefix("model name") { model = FieldLine(line)?.value }
        }
        return ["model": .optional(model), "count": .number(count)]
    }

    private static func memory(_ files: inout HostFiles) -> Int? {
        let line = files.text("/proc/meminfo")?.split(separator: "\n").first { $0.hasPrefix("MemTotal:") }
        let kilobytes = line?.split(separator: " ").dropFirst().first.flatMap { Int($0) }
        guard let bytes = kilobytes?.multipliedReportingOverflow(by: 1024), !bytes.overflow else {
            return nil
        }
        return bytes.partialValue
    }
}

internal import LifeboatPolicy

/// Reads with an environment that never changes.
enum Reading {
    static let environment = ["DATA": "/mnt/data", "EMPTY": "", "LINES": "/a\nb"]

    static func read(_ text: String, capabilities: Capabilities = .current) -> PolicyReading {
        read(bytes: Array(text.utf8), capabilities: capabilities)
    }

    static func read(bytes: [UInt8], capabilities: Capabilities = .current) -> PolicyReading {
        PolicyReader.read(
            bytes: bytes,
            file: "lifeboat.yaml",
            environment: environment,
            home: "/home/ada",
            baseDirectory: "/srv/train",
            capabilities: capabilities
        )
    }
}

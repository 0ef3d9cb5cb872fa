import Glibc

/// Whether goldens are written anew (`RECORD_GOLDENS=1`).
enum Recording {
    static var isOn: Bool { getenv("RECORD_GOLDENS").map { String(cString: $0) } == "1" }
}

internal import LifeboatCore

extension Timestamp {
    /// Reads ISO 8601 in UTC, or with an offset as in `2026-01-01T02:00:00+02:00`.
    init?(iso8601 text: String) {
        let offset = text.suffix(6)
        guard let sign = offset.first, sign == "+" || sign == "-", text.contains("T"), text.count > 6 else {
            self.init(text)
            return
        }
        let parts = offset.dropFirst().split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let hours = UInt8(parts[0]), let minutes = UInt8(parts[1]),
            let local = Timestamp(String(text.dropLast(6)))
        else { return nil }
        let seconds = Double(hours) * 3600 + Double(minutes) * 60
        self = local.adding(seconds: sign == "+" ? -seconds : seconds)
    }
}

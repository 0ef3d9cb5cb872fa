extension ZipEnd {
    private static let again =
        "take an earlier copy; if the trainer was writing at that moment, capture it again"

    static func missing(_ source: any ByteSource) -> Damage {
        Damage(
            "checkpoint.truncated",
            "the file breaks off at byte \(source.count), before the directory of its records",
            hint: again
        )
    }

    /// Says why the end record is not the last thing in the file.
    static func explainTail(_ source: any ByteSource) throws -> Damage {
        let window = min(source.count, 0xFFFF + endSize)
        let tail = try source.bytes(at: source.count - window, count: window)
        if tail.allSatisfy({ $0 == 0 }) {
            return Damage(
                "checkpoint.zeroed",
                "the end of the file holds only zero bytes, as after a power loss or an unfinished download",
                hint: again
            )
        }
        let signature: [UInt8] = [0x50, 0x4B, 5, 6]
        var index = window - endSize
        while index >= 0 {
            if tail[index...].starts(with: signature) {
                let extra = window - index - endSize
                return Damage(
                    "checkpoint.trailing-bytes",
                    "\(extra) bytes stand behind the end of the archive",
                    hint: again
                )
            }
            index -= 1
        }
        return missing(source)
    }
}

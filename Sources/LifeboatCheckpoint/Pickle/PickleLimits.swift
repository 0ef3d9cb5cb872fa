/// Bounds on the work and memory that one pickle may cost; a large real checkpoint uses about a hundredth.
struct PickleLimits: Sendable {
    var opcodes = 16_000_000
    var values = 4_000_000
    var stack = 2_000_000
    var marks = 100_000
    var memo = 4_000_000
    /// Text and bytes longer than this are passed over and only counted.
    var textBytes = 64 << 10
    /// All text and bytes that are kept.
    var keptBytes = 64 << 20
    /// Characters of a line-based argument.
    var lineBytes = 4096
}

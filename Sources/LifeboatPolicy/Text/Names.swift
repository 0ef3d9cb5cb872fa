/// What names of sources, tiers and the policy look like.
enum Names {
    /// 1 to 64 of `a-z 0-9 _ -`, with capitals where they are allowed; begins with a letter or digit.
    static func isName(_ text: String, capitals: Bool) -> Bool {
        guard (1...64).contains(text.utf8.count), let first = text.utf8.first, first != 0x2D, first != 0x5F
        else {
            return false
        }
        return text.utf8.allSatisfy {
            switch $0 {
            case 0x61...0x7A, 0x30...0x39, 0x2D, 0x5F: true
            case 0x41...0x5A: capitals
            default: false
            }
        }
    }
}

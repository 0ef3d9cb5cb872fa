import LifeboatHTTP
import Testing

@Suite struct IPv4AddressTests {
    @Test(
        arguments: [
            ("0.0.0.0", 0), ("127.0.0.1", 0x7F00_0001), ("255.255.255.255", .max), ("10.1.2.3", 0x0A01_0203),
        ] as [(String, UInt32)]
    )
    func addresses(text: String, number: UInt32) {
        let address = IPv4Address(text)
        #expect(address?.number == number && address?.isLoopback == text.hasPrefix("127."))
    }

    @Test(arguments: [
        "", "1", "1.2.3", "1.2.3.4.5", "1.2.3.256", "1.2.3.+4", "1.2.3.-4", "1..2.3", "a.b.c.d",
    ])
    func others(text: String) { #expect(IPv4Address(text) == nil) }
}

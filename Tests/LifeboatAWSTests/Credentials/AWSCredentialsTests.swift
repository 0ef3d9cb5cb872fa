import LifeboatAWS
import Testing

@Suite struct AWSCredentialsTests {
    @Test func noDescriptionHoldsTheSecret() {
        let credentials = AWSCredentials(accessKeyID: "AKID", secretAccessKey: "hush", sessionToken: "shh")
        var dumped = ""
        dump(credentials, to: &dumped)
        for text in ["\(credentials)", String(reflecting: credentials), dumped] {
            #expect(text.contains("AKID"))
            #expect(!text.contains("hush") && !text.contains("shh"))
        }
    }
}

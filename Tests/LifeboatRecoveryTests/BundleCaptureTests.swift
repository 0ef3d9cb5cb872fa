import LifeboatCore
import LifeboatVault
import Testing

@testable import LifeboatRecovery

/// How small files are cut into bundles.
struct BundleCaptureTests {
    @Test(arguments: [0, 1, 200, 511, 512, 513, 40_000, VaultFormat.smallFileLimit - 1])
    func bundlesStayWithinTheLimitOfAnObject(size: Int) {
        let sizes = [Int](repeating: size, count: 100_000)
        let batches = BundleCapture.batches(sizes)
        #expect(batches.flatMap { Array($0) } == Array(sizes.indices))
        for batch in batches {
            let space = batch.count * BundleBuilder.space(for: size)
            #expect(space < VaultFormat.bundleSize + BundleBuilder.space(for: size))
            #expect(space + BundleBuilder.space(for: 0) * 2 <= VaultFormat.objectLimit)
        }
    }

    @Test func theSpaceOfAMemberIsWhatItTakes() {
        for length in [0, 1, 511, 512, 513, 5000] {
            var builder = BundleBuilder()
            builder.append([UInt8](repeating: 1, count: length), digest: Hasher256.digest(of: []))
            #expect(builder.count == BundleBuilder.space(for: length))
        }
    }
}

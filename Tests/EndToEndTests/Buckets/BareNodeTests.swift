internal import LifeboatCore
internal import LifeboatTestSupport
internal import Testing

extension EndToEnd {
    /// A vault in a bucket on a node that has no Lifeboat.
    @Suite("Bare nodes", .serialized)
    struct BareNodeTests {
        @Test("a vault that any S3 client copied down is restored by the script in it")
        func copiedDown() throws {
            try BucketSite.inScratch { node, bucket in
                let scratch = node.site.place("bare")
                try node.site.addRun("live", as: "exp1")
                #expect(try node.lifeboat.run("protect").ending == .exited(0))
                let access = bucket.server.access(.drill)
                let rclone = try ServerTools.current().program("rclone")
                let script = """
                    set -e
                    mkdir \(scratch)
                    export RCLONE_CONFIG=\(scratch)/rclone.conf RCLONE_S3_PROVIDER=Other
                    export RCLONE_S3_ENDPOINT=\(access.endpoint) RCLONE_S3_ENV_AUTH=true
                    export AWS_ACCESS_KEY_ID=\(access.accessKey) AWS_SECRET_ACCESS_KEY=\(access.secretKey)
                    \(rclone) copy --quiet :s3:\(bucket.name)/vault \(scratch)/vault
                    sh \(scratch)/vault/recovery/break-glass.sh restore train/exp1 \(scratch)/back
                    """
                let restore = try node.lifeboat.shell(script)
                #expect(restore.ending == .exited(0), "\(restore.out)\(restore.notes)")
                let source = try FileTree("\(node.site.source)/exp1").digests()
                #expect(try FileTree("\(scratch)/back").digests() == source)
            }
        }
    }
}

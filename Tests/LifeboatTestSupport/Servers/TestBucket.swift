public import LifeboatCore
internal import LifeboatFiles

/// A bucket of its own for a test, on any of the servers, as the reference client sees it.
public struct TestBucket: Sendable {
    /// What a bucket does with what is overwritten or deleted.
    public enum Keeping: Sendable {
        /// Nothing: it is gone.
        case nothing
        /// Versioning is on.
        case versions
        /// Versioning is on, and Object Lock is there to be used.
        case locks
    }

    /// Its server.
    public let server: any ObjectServer
    /// Its name.
    public let name: String

    /// Makes a bucket, with a fresh name where none is given.
    public init(on server: any ObjectServer, keeping: Keeping = .nothing, named name: String? = nil) throws {
        var random = SystemRandomNumberGenerator()
        self.server = server
        self.name = name ?? "test-" + String(UInt64.random(in: .min ... .max, using: &random), radix: 36)
        try call("create_bucket", keeping == .locks ? ["ObjectLockEnabledForBucket": true] : [:])
        if keeping == .versions {
            try call("put_bucket_versioning", ["VersioningConfiguration": ["Status": "Enabled"]])
        }
    }

    /// Calls an operation on this bucket, by the reference client as the admin.
    @discardableResult
    public func call(_ operation: String, _ arguments: [String: JSON] = [:]) throws -> JSON {
        try ReferenceClient.shared().call(operation, with(arguments), at: server.access(.admin))
    }

    /// Puts an object.
    public func put(_ key: String, _ bytes: [UInt8]) throws {
        try call("put_object", ["Key": .string(key), "Body": ReferenceClient.binary(bytes)])
    }

    /// The bytes of an object, of the version if one is named.
    public func get(_ key: String, version: String? = nil) throws -> [UInt8] {
        var arguments: [String: JSON] = ["Key": .string(key)]
        if let version { arguments["VersionId"] = .string(version) }
        return try ReferenceClient.bytes(call("get_object", arguments)["Body"])
    }

    /// The keys of all objects that are not deleted, sorted by the server.
    public func keys(_ prefix: String = "") throws -> [String] {
        try list("list_objects_v2", "Contents", ["Prefix": .string(prefix)]).map { try $0.string("Key") }
    }

    /// Every version, with `Key`, `VersionId`, `IsLatest`, `Size` as S3 has them; newest first for each key.
    public func versions(_ prefix: String = "") throws -> [JSON] {
        try list("list_object_versions", "Versions", ["Prefix": .string(prefix)])
    }

    /// Every delete marker, with `Key`, `VersionId`, `IsLatest`.
    public func deleteMarkers(_ prefix: String = "") throws -> [JSON] {
        try list("list_object_versions", "DeleteMarkers", ["Prefix": .string(prefix)])
    }

    /// The uploads in parts that were begun and neither completed nor given up, with `Key` and `UploadId`.
    public func uploads() throws -> [JSON] { try list("list_multipart_uploads", "Uploads", [:]) }

    /// Deletes an object, or exactly one version of it.
    public func delete(_ key: String, version: String? = nil) throws {
        var arguments: [String: JSON] = ["Key": .string(key)]
        if let version { arguments["VersionId"] = .string(version) }
        try call("delete_object", arguments)
    }

    /// Replaces some bytes of an object behind the back of whoever wrote it.
    public func tamper(_ key: String, _ change: (inout [UInt8]) -> Void) throws {
        var bytes = try get(key)
        change(&bytes)
        try put(key, bytes)
    }

    private func list(_ operation: String, _ key: String, _ arguments: [String: JSON]) throws -> [JSON] {
        try ReferenceClient.shared().list(operation, key, with(arguments), at: server.access(.admin))
    }

    private func with(_ arguments: [String: JSON]) -> [String: JSON] {
        arguments.merging(["Bucket": .string(name)]) { $1 }
    }
}

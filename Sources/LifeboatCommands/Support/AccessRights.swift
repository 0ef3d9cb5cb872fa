internal import LifeboatCore
internal import LifeboatPolicy
internal import LifeboatTiers
internal import LifeboatVault

/// The rights of one role in the bucket of one tier, as an IAM policy (the policy grammar of IAM, version
/// 2012-10-17; the actions are those of the Service Authorization Reference of S3 and KMS).
struct AccessRights {
    private let settings: ObjectStoreSettings
    private let address: S3Address
    private let role: AccessRole

    /// The rights for a tier with these settings. Throws where its URL is none.
    init(_ settings: ObjectStoreSettings, role: AccessRole) throws {
        self.settings = settings
        self.role = role
        address = try S3Address(settings.url)
    }

    /// The document.
    var document: JSON {
        var statements = [
            statement("LookIntoTheBucket", bucketActions, [bucket]),
            statement("ReadTheVault", readActions, [place("*")]),
        ]
        switch role {
        case .drill, .restore: break
        case .writer: statements.append(statement("AddToTheVault", writeActions, [place("*")]))
        case .prune:
            let notes = [
                VaultFormat.collectionsPrefix, VaultFormat.prunedPrefix, VaultFormat.evidencePrefix,
            ].map { place($0 + "*") }
            statements.append(statement("NoteWhatWasDone", ["s3:PutObject"] + lockActions, notes))
            let deleted = [
                VaultFormat.pointsPrefix, VaultFormat.objectsPrefix, VaultFormat.collectionsPrefix,
            ].map { place($0 + "*") }
            statements.append(
                statement("DeleteFromTheVault", ["s3:AbortMultipartUpload", "s3:DeleteObject"], deleted)
            )
        }
        if let key = keyStatement { statements.append(key) }
        return ["Version": "2012-10-17", "Statement": .array(statements)]
    }

    /// No condition on the prefix: with one, a store answers to a look for what is not there yet with 403 in
    /// place of 404, because such a look has no prefix.
    private var bucketActions: [String] {
        let writes = ["s3:GetBucketObjectLockConfiguration", "s3:ListBucketMultipartUploads"]
        return ["s3:GetBucketVersioning", "s3:ListBucket", "s3:ListBucketVersions"]
            + (role == .writer || role == .prune ? writes : [])
    }

    private var readActions: [String] {
        ["s3:GetObject", "s3:GetObjectVersion"] + (settings.lock == nil ? [] : ["s3:GetObjectRetention"])
    }

    private var writeActions: [String] {
        ["s3:AbortMultipartUpload", "s3:ListMultipartUploadParts", "s3:PutObject"] + lockActions
    }

    /// What is put with a lock asks for this right too.
    private var lockActions: [String] { settings.lock == nil ? [] : ["s3:PutObjectRetention"] }

    private var partition: String {
        guard let region = settings.region else { return "aws" }
        if region.hasPrefix("cn-") { return "aws-cn" }
        return region.hasPrefix("us-gov-") ? "aws-us-gov" : "aws"
    }

    private var bucket: String { "arn:\(partition):s3:::\(address.bucket)" }

    private func place(_ rest: String) -> String {
        ([bucket] + (address.prefix.isEmpty ? [] : [address.prefix]) + [rest]).joined(separator: "/")
    }

    private func statement(_ name: String, _ actions: [String], _ resources: [String]) -> JSON {
        [
            "Sid": .string(name), "Effect": "Allow", "Action": .array(actions.sorted().map(JSON.string)),
            "Resource": .array(resources.map(JSON.string)),
        ]
    }

    /// The account's own key for S3 (`aws/s3`) asks for nothing beside the rights in the bucket.
    private var keyStatement: JSON? {
        guard let encryption = settings.encryption, encryption.sse == "aws:kms", let key = encryption.key
        else { return nil }
        let writes = role == .writer || role == .prune
        let actions = ["kms:Decrypt"] + (writes ? ["kms:GenerateDataKey"] : [])
        if key.hasPrefix("arn:"), !key.contains(":alias/") { return statement("UseTheKey", actions, [key]) }
        let keys = "arn:\(partition):kms:\(settings.region ?? "*"):*:key/"
        guard let alias = key.firstRange(of: "alias/") else {
            return statement("UseTheKey", actions, [keys + key])
        }
        // A policy names keys and no aliases; this condition names them.
        let condition: JSON = [
            "ForAnyValue:StringEquals": ["kms:ResourceAliases": .string(String(key[alias.lowerBound...]))]
        ]
        return statement("UseTheKey", actions, [keys + "*"]).with("Condition", condition)
    }
}

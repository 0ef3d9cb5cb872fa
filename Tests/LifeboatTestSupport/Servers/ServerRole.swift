/// What an identity of a test server may do.
public enum ServerRole: String, Sendable, CaseIterable {
    /// Everything.
    case admin
    /// Puts, gets and lists objects and sets their retention; deletes nothing.
    case writer
    /// Gets and lists objects and their versions; changes nothing.
    case reader
    /// The least that a drill needs: gets and lists objects.
    case drill
    /// Prunes and collects: deletes objects, and no versions.
    case pruner
    /// Known to nobody.
    case stranger

    /// Its access key.
    public var accessKey: String { "LIFEBOAT\(rawValue.uppercased())KEY" }
    /// Its secret key.
    public var secretKey: String { "secret-of-the-\(rawValue)-in-tests" }

    /// What the identity may do, in the names of S3's own permissions.
    var permissions: [String] {
        let reading = ["s3:GetObject", "s3:ListBucket"]
        let facts = [
            "s3:GetObjectVersion", "s3:ListBucketVersions", "s3:GetBucketLocation", "s3:GetBucketVersioning",
            "s3:GetBucketObjectLockConfiguration", "s3:GetObjectRetention", "s3:GetObjectLegalHold",
        ]
        let writing = [
            "s3:PutObject", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts",
            "s3:ListBucketMultipartUploads", "s3:PutObjectRetention", "s3:PutObjectLegalHold",
        ]
        switch self {
        case .admin: return ["s3:*"]
        case .writer: return reading + facts + writing
        case .reader: return reading + facts
        case .drill: return reading
        case .pruner: return reading + facts + writing + ["s3:DeleteObject"]
        case .stranger: return []
        }
    }
}

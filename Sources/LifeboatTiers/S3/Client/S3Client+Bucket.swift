internal import LifeboatAWS
internal import LifeboatHTTP

extension S3Client {
    /// Whether the bucket exists and these credentials may look at it; throws the store's refusal otherwise
    /// (HeadBucket).
    public func headBucket() throws {
        do { _ = try send(S3Request(.head, nil)) } catch let error as S3Error where error.isMissing {
            throw S3Error(AWSRefusal(status: 404, code: "NoSuchBucket"), path: path(nil))
        }
    }

    /// Whether the bucket keeps what is overwritten or deleted (GetBucketVersioning).
    public func versioning() throws -> S3Versioning {
        let answer = try document(S3Request(.get, nil, .init("versioning")))
        return answer.text(of: "Status").flatMap { S3Versioning(rawValue: $0) } ?? .off
    }
}

internal import LifeboatCore
public import LifeboatHTTP

/// What a service answered in place of what was asked for.
public struct AWSRefusal: Error, Sendable, Hashable {
    /// The status of the answer.
    public let status: Int
    /// The service's name of the failure, as in `NoSuchKey`; empty where the answer has none.
    public let code: String
    /// What the service says about it; empty where it says nothing.
    public let message: String
    /// The id that its support asks for.
    public let requestID: String?
    /// The region that the answer points to.
    public let region: String?
    /// How often the request was sent, this time included: one that was sent before may have been carried
    /// out, its answer lost.
    public var attempts = 1

    /// Makes a refusal.
    public init(
        status: Int,
        code: String,
        message: String = "",
        requestID: String? = nil,
        region: String? = nil
    ) {
        self.status = status
        self.code = code
        self.message = message
        self.requestID = requestID
        self.region = region
    }

    /// Reads an answer: XML as S3, STS and EC2 send it, JSON as the newer services do, or the status alone.
    public init(_ response: HTTPResponse) {
        let headers = response.headers
        let document = response.body.first == 0x3C ? try? XMLReader.read(response.body) : nil
        let error = document?.first("Error")
        let json = response.body.first == 0x7B ? try? JSON.parse(response.body) : nil
        self.init(
            status: response.status,
            code: error?.text(of: "Code") ?? Self.type(headers, json),
            message: Self.short(
                error?.text(of: "Message") ?? json?["message"]?.stringValue ?? json?["Message"]?.stringValue
                    ?? ""
            ),
            requestID: headers["x-amz-request-id"] ?? headers["x-amzn-requestid"]
                ?? document?.first("RequestId")?.text ?? document?.first("RequestID")?.text,
            region: headers["x-amz-bucket-region"] ?? error?.text(of: "Region")
        )
    }

    /// The name of a failure in JSON, as in `com.amazonaws.ebs#ValidationException` or
    /// `ValidationException:http://...`.
    private static func type(_ headers: HTTPHeaders, _ json: JSON?) -> String {
        let type = headers["x-amzn-errortype"] ?? json?["__type"]?.stringValue ?? json?["code"]?.stringValue
        let name = type?.split(separator: ":").first?.split(separator: "#").last
        return name.map(String.init) ?? ""
    }

    /// On one line and of a length that fits into an error.
    private static func short(_ text: String) -> String {
        let line = Printable.text(text.split(whereSeparator: \.isWhitespace).joined(separator: " "))
        let bare = line.hasSuffix(".") ? String(line.dropLast()) : line
        return bare.count > 400 ? bare.prefix(400) + "…" : bare
    }
}

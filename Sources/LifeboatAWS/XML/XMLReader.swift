internal import CExpat
public import LifeboatCore

/// Reads XML into elements, in bounded memory. Attributes, comments and namespaces are passed over; a
/// document type is refused, and with it every entity of the document's own.
public enum XMLReader {
    /// The root of the document. Throws `corrupt` for what is not well-formed, is over a limit, or declares a
    /// document type.
    public static func read(_ bytes: [UInt8], limits: XMLLimits = XMLLimits()) throws(LifeboatError)
        -> XMLElement
    {
        guard bytes.count <= limits.bytes else {
            throw corrupt("\(ByteCount.text(bytes.count)) of XML; at most \(ByteCount.text(limits.bytes))")
        }
        guard let parser = XML_ParserCreate(nil) else {
            throw LifeboatError(.failed, "there is no memory for reading XML")
        }
        defer { XML_ParserFree(parser) }
        let builder = XMLTreeBuilder(parser, limits)
        // The parser borrows it for as long as this function runs.
        XML_SetUserData(parser, Unmanaged.passUnretained(builder).toOpaque())
        XMLTreeBuilder.listen(to: parser)
        let status = bytes.withUnsafeBytes { raw in
            XML_Parse(parser, raw.assumingMemoryBound(to: CChar.self).baseAddress, Int32(raw.count), 1)
        }
        return try withExtendedLifetime(builder) { () throws(LifeboatError) in
            if let refusal = builder.refusal { throw corrupt(refusal) }
            guard status == XML_STATUS_OK, let root = builder.root else { throw malformed(parser) }
            return root
        }
    }

    private static func malformed(_ parser: OpaquePointer) -> LifeboatError {
        let reason = XML_ErrorString(XML_GetErrorCode(parser)).map { String(cString: $0) } ?? "no root"
        return corrupt("\(reason), line \(XML_GetCurrentLineNumber(parser))")
    }

    private static func corrupt(_ reason: String) -> LifeboatError {
        LifeboatError(
            .corrupt,
            "the answer is not the XML that was expected: \(reason)",
            hint: "Run the same command again. When it stays, check that the endpoint is that of such a"
                + " service, and what stands between, as a proxy."
        )
    }
}

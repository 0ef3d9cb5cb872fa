/// One receiver of notifications.
public struct NotifyRule: Sendable, Hashable {
    /// What it is sent through.
    public let kind: NotifyKind
    /// The address: a secret, because who has it can post.
    public let url: SecretReference
    /// What messages are signed with; nil where the receiver wants none.
    public let secret: SecretReference?
    /// What it is sent about.
    public let on: [NotifyEvent]

    /// Makes a rule.
    public init(
        kind: NotifyKind,
        url: SecretReference,
        secret: SecretReference? = nil,
        on: [NotifyEvent] = NotifyEvent.allCases
    ) {
        self.kind = kind
        self.url = url
        self.secret = secret
        self.on = on
    }
}

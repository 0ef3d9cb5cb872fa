/// What a notification is sent through.
public enum NotifyKind: String, Sendable, Hashable, CaseIterable {
    case dingtalk
    case feishu
    case wecom
    case slack
    case webhook
}

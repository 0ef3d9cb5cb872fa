/// What a notification is sent through.
public enum NotifyKind: String, Sendable, Hashable, CaseIterable {
    /// A DingTalk group robot.
    case dingtalk
    /// A Feishu (Lark) group bot.
    case feishu
    /// A WeCom group bot.
    case wecom
    /// A Slack incoming webhook.
    case slack
    /// JSON posted to any address.
    case webhook
}

//! Where requests come from.

use super::text_enum;

text_enum! {
    /// Where requests come from.
    Channel {
        /// The platform's own chat.
        Chatbot = "chatbot",
        /// A change in Jira.
        JiraTrigger = "jira_trigger",
        /// Slack.
        Slack = "slack",
        /// `WhatsApp`.
        Whatsapp = "whatsapp",
        /// The platform's API.
        Api = "api",
        /// Another workflow.
        Workflow = "workflow",
        /// A webhook.
        Webhook = "webhook",
        /// Telegram.
        Telegram = "telegram",
        /// Discord.
        Discord = "discord",
        /// Microsoft Teams.
        Teams = "teams",
        /// Google Chat.
        GoogleChat = "google_chat",
        /// Signal.
        Signal = "signal",
        /// `iMessage`.
        Imessage = "imessage",
        /// IRC.
        Irc = "irc",
        /// Matrix.
        Matrix = "matrix",
        /// LINE.
        Line = "line",
    }
}

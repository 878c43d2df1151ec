//! How a provider of language models writes tools.

use super::text_enum;

text_enum! {
    /// How a provider of language models writes tools.
    ToolFormat {
        /// As `OpenAI` does, and most others.
        Openai = "openai",
        /// As Anthropic does.
        Anthropic = "anthropic",
    }
}

//! Messages, as Anthropic has them.

use serde::Deserialize;
use serde_json::{Value, json};

use super::endpoint::Endpoint;
use super::failure::Failure;
use super::{Judge, Question, Reply, Settings};
use crate::error::Advice;

const HOME: &str = "https://api.anthropic.com";
/// The protocol's version, which every request names.
const VERSION: &str = "2023-06-01";
/// The longest answer, in tokens: the protocol wants to be told.
const LONGEST: u32 = 4096;

/// Asks by messages.
pub struct Client {
    endpoint: Endpoint,
    model: String,
}

#[derive(Deserialize)]
struct Message {
    content: Vec<Block>,
    stop_reason: Option<String>,
    usage: Option<Usage>,
}

#[derive(Deserialize)]
struct Block {
    #[serde(default)]
    text: String,
}

#[derive(Deserialize)]
struct Usage {
    #[serde(default)]
    input_tokens: u64,
    #[serde(default)]
    output_tokens: u64,
}

impl Client {
    /// For a server of that protocol.
    pub fn new(settings: Settings) -> Result<Self, Advice> {
        let Settings {
            protocol: _,
            url,
            model,
            key,
            timeout,
        } = settings;
        let url = url.as_deref().unwrap_or(HOME).trim_end_matches('/');
        let base = url.strip_suffix("/v1").unwrap_or(url);
        let endpoint = Endpoint::new(base, "/v1/messages", timeout)?
            .with_header("anthropic-version", VERSION)
            .with_key(key, "x-api-key", "")?;
        Ok(Self { endpoint, model })
    }

    fn read(&self, answer: Value) -> Result<Reply, Failure> {
        let message: Message =
            serde_json::from_value(answer).map_err(|_| self.endpoint.unexpected("no message"))?;
        match message.stop_reason.as_deref() {
            Some("refusal") => return Err(Failure::Refused),
            Some("max_tokens") => return Err(Failure::CutShort),
            Some(_) | None => {}
        }
        let text: String = message
            .content
            .iter()
            .map(|one| one.text.as_str())
            .collect();
        if text.is_empty() {
            return Err(self.endpoint.unexpected("no text"));
        }
        Ok(Reply {
            text: self.endpoint.without_key(&text),
            tokens: message.usage.map_or(0, |usage| {
                usage.input_tokens.saturating_add(usage.output_tokens)
            }),
        })
    }
}

impl Judge for Client {
    fn model(&self) -> &str {
        &self.model
    }

    fn ask(&self, question: &Question) -> Result<Reply, Failure> {
        let answer = self.endpoint.post(&json!({
            "model": self.model,
            "max_tokens": LONGEST,
            "system": question.system,
            "messages": [{"role": "user", "content": question.user}],
        }))?;
        self.read(answer)
    }
}

//! Chat completions, as `OpenAI` and most other servers have them.

use serde::Deserialize;
use serde_json::{Value, json};

use super::endpoint::Endpoint;
use super::failure::Failure;
use super::{Judge, Question, Reply, Settings};
use crate::error::Advice;

const HOME: &str = "https://api.openai.com/v1";

/// Asks by chat completions.
pub struct Client {
    endpoint: Endpoint,
    model: String,
}

#[derive(Deserialize)]
struct Completion {
    choices: Vec<Choice>,
    usage: Option<Usage>,
}

#[derive(Deserialize)]
struct Choice {
    message: Message,
    finish_reason: Option<String>,
}

#[derive(Deserialize)]
struct Message {
    content: Option<String>,
    refusal: Option<String>,
}

#[derive(Deserialize)]
struct Usage {
    #[serde(default)]
    total_tokens: u64,
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
        let url = url.as_deref().unwrap_or(HOME);
        let endpoint = Endpoint::new(url, "/chat/completions", timeout)?.with_key(
            key,
            "authorization",
            "Bearer ",
        )?;
        Ok(Self { endpoint, model })
    }

    fn read(&self, answer: Value) -> Result<Reply, Failure> {
        let completion: Completion = serde_json::from_value(answer)
            .map_err(|_| self.endpoint.unexpected("no chat completion"))?;
        let Some(choice) = completion.choices.into_iter().next() else {
            return Err(self.endpoint.unexpected("no choices"));
        };
        match choice.finish_reason.as_deref() {
            Some("content_filter") => return Err(Failure::Refused),
            Some("length") => return Err(Failure::CutShort),
            Some(_) | None => {}
        }
        match (choice.message.content, choice.message.refusal) {
            (_, Some(_)) => Err(Failure::Refused),
            (None, None) => Err(self.endpoint.unexpected("no text")),
            (Some(text), None) => Ok(Reply {
                text: self.endpoint.without_key(&text),
                tokens: completion.usage.map_or(0, |usage| usage.total_tokens),
            }),
        }
    }
}

impl Judge for Client {
    fn model(&self) -> &str {
        &self.model
    }

    fn ask(&self, question: &Question) -> Result<Reply, Failure> {
        let answer = self.endpoint.post(&json!({
            "model": self.model,
            "messages": [
                {"role": "system", "content": question.system},
                {"role": "user", "content": question.user},
            ],
            "response_format": {"type": "json_object"},
        }))?;
        self.read(answer)
    }
}

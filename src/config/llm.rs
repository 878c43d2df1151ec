//! The settings of the judge of plugins.

use std::time::Duration;

use super::resolve::Resolved;
use crate::model::Secret;

/// What the judge's server speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LlmProtocol {
    /// Chat completions.
    OpenAi,
    /// Messages.
    Anthropic,
}

/// How the judge is reached, and whether it must be.
pub struct Llm {
    /// What its server speaks.
    pub protocol: LlmProtocol,
    /// Its server; the protocol's own when absent.
    pub url: Option<String>,
    /// Its model.
    pub model: Option<String>,
    /// What its server wants to be shown.
    pub key: Option<Secret>,
    /// How long one answer may take.
    pub timeout: Duration,
    /// Whether a verdict needs its opinion.
    pub is_required: bool,
}

impl Llm {
    /// Takes its settings out of all; the key is no longer among them then.
    pub(super) fn of(resolved: &mut [Resolved]) -> anyhow::Result<Self> {
        let key = Resolved::take(resolved, "llm_api_key");
        let get = |name| Resolved::find(resolved, name);
        Ok(Self {
            protocol: match get("llm_protocol").text() {
                "openai" => LlmProtocol::OpenAi,
                "anthropic" => LlmProtocol::Anthropic,
                _ => {
                    return Err(get("llm_protocol")
                        .invalid("use openai or anthropic")
                        .into());
                }
            },
            url: get("llm_url").value.clone(),
            model: get("llm_model").value.clone(),
            key,
            timeout: match get("llm_timeout").duration()? {
                Duration::ZERO => {
                    return Err(get("llm_timeout")
                        .invalid("use a time such as 30s or 2m")
                        .into());
                }
                timeout => timeout,
            },
            is_required: match get("llm_required").text() {
                "yes" | "true" | "1" => true,
                "no" | "false" | "0" => false,
                _ => return Err(get("llm_required").invalid("use yes or no").into()),
            },
        })
    }
}

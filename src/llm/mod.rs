//! The judge: a language model's opinion of a plugin, which may add to the scanner's verdict and never weaken it.
//!
//! [`consult`] asks a [`Judge`], [`combine`] makes one verdict of its opinion and the scanner's report. The
//! plugin is data to be judged: what it says to the judge is evidence against it.

mod answer;
mod anthropic;
mod bait;
mod cache;
mod combination;
mod consultation;
mod endpoint;
mod failure;
mod marker;
mod openai;
mod opinion;
mod passages;
mod patience;
mod question;
mod wait;

use std::time::Duration;

pub use cache::{Cache, key as cache_key};
pub use combination::{Combined, Need, combine};
pub use consultation::consult;
pub use failure::Failure;
pub use marker::Marker;
pub use opinion::{Opinion, Status};

use crate::error::Advice;
use crate::model::Secret;

/// A model that can be asked.
pub trait Judge {
    /// The model's name.
    fn model(&self) -> &str;

    /// Asks one question; waits for the answer, and tries again where that may help.
    fn ask(&self, question: &Question) -> Result<Reply, Failure>;
}

/// What a model is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The orders, which hold for whatever follows.
    pub system: String,
    /// The plugin, as data.
    pub user: String,
}

/// What a model answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// Its text.
    pub text: String,
    /// Tokens of question and answer together; zero when the server did not say.
    pub tokens: u64,
}

/// What the server speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Protocol {
    /// Chat completions as `OpenAI` has them, which most servers speak.
    OpenAi,
    /// Messages as Anthropic has them.
    Anthropic,
}

/// How a judge is reached.
pub struct Settings {
    /// What the server speaks.
    pub protocol: Protocol,
    /// The server; the protocol's own when absent.
    pub url: Option<String>,
    /// The model.
    pub model: String,
    /// What goes with the request, where the server wants one.
    pub key: Option<Secret>,
    /// How long one attempt may take.
    pub timeout: Duration,
}

/// The judge of those settings. Fails where the URL or the key cannot be used; nothing is sent yet.
pub fn judge(settings: Settings) -> Result<Box<dyn Judge>, Advice> {
    let judge: Box<dyn Judge> = match settings.protocol {
        Protocol::OpenAi => Box::new(openai::Client::new(settings)?),
        Protocol::Anthropic => Box::new(anthropic::Client::new(settings)?),
    };
    Ok(Box::new(patience::Patience::with(judge)))
}

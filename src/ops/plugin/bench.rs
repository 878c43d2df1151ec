//! The judges of a run: the scanner always, a language model where it is wanted.

use serde::Serialize;

use crate::llm::{self, Cache, Combined, Marker, Need, Opinion};
use crate::package::Package;
use crate::scan::Report;

/// Gives opinions, where they are wanted.
pub struct Bench {
    /// The model to ask.
    pub judge: Option<Box<dyn llm::Judge>>,
    /// Where opinions are remembered.
    pub cache: Option<Cache>,
    /// Whether a verdict can do without an opinion.
    pub need: Need,
}

/// What a judge said of a plugin, and the verdict with that.
#[derive(Debug, Serialize)]
pub struct Judged {
    pub opinion: Opinion,
    /// The verdict of scanner and judge.
    pub combined: Combined,
}

impl Bench {
    /// The scanner alone: no model is asked, and none is missed.
    pub fn scanner_alone() -> Self {
        Self {
            judge: None,
            cache: None,
            need: Need::Optional,
        }
    }

    /// Whether no plugin gets an opinion.
    pub fn is_silent(&self) -> bool {
        self.judge.is_none() && self.need == Need::Optional
    }

    /// The opinion of a plugin and the verdict with it under these thresholds; nothing where no
    /// opinion is wanted. Takes as long as the model takes.
    pub fn judge(
        &self,
        package: &Package,
        report: &Report,
        thresholds: (u32, u32),
    ) -> anyhow::Result<Option<Judged>> {
        let opinion = match &self.judge {
            Some(judge) => self.opinion(judge.as_ref(), package, report)?,
            None if self.need == Need::Required => {
                Opinion::skipped("`--llm` was not given, and llm_required is set")
            }
            None => return Ok(None),
        };
        let combined = llm::combine(package, report, &opinion, thresholds, self.need);
        Ok(Some(Judged { opinion, combined }))
    }

    fn opinion(
        &self,
        judge: &dyn llm::Judge,
        package: &Package,
        report: &Report,
    ) -> anyhow::Result<Opinion> {
        let key = llm::cache_key(package.sha256(), judge.model());
        if let Some(cache) = &self.cache
            && let Some(opinion) = cache.get(&key)?
        {
            return Ok(opinion);
        }
        let opinion = llm::consult(judge, package, report, &Marker::random()?);
        if let Some(cache) = &self.cache {
            cache.keep(&key, &opinion)?;
        }
        Ok(opinion)
    }
}

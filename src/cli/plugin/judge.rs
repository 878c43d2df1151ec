//! The judge of `automatos plugin scan --llm`: asked about each plugin, or remembered.

use std::io::{self, Write};

use serde::Serialize;

use crate::cli::app::App;
use crate::config::LlmProtocol;
use crate::error::{Advice, Code};
use crate::llm::{self, Cache, Combined, Judge, Marker, Need, Opinion, Protocol};
use crate::package::Package;
use crate::scan::Report;

/// Flags of the judge.
#[derive(Debug, clap::Args)]
#[group(skip)]
pub struct Args {
    /// Ask a language model too: it can only raise a risk; without its answer a person has to look
    #[arg(long)]
    llm: bool,
}

/// Gives opinions, where they are wanted.
pub struct Bench {
    judge: Option<Box<dyn Judge>>,
    cache: Option<Cache>,
    need: Need,
    thresholds: (u32, u32),
}

/// What a judge said of a plugin, and the verdict with that.
#[derive(Serialize)]
pub struct Judged {
    opinion: Opinion,
    /// The verdict of scanner and judge.
    pub combined: Combined,
}

impl Bench {
    /// For the flags and settings of this run; the thresholds are the policy's.
    pub fn new(args: &Args, thresholds: (u32, u32), app: &App) -> anyhow::Result<Self> {
        let settings = &app.config.llm;
        let need = if args.llm || settings.is_required {
            Need::Required
        } else {
            Need::Optional
        };
        let judge = if args.llm {
            let Some(model) = settings.model.clone() else {
                return Err(Advice::new(Code::ConfigValue, "no model is set that could judge")
                    .hint("set AUTOMATOS_LLM_MODEL, and AUTOMATOS_LLM_API_KEY if the server wants a key")
                    .into());
            };
            Some(llm::judge(llm::Settings {
                protocol: match settings.protocol {
                    LlmProtocol::OpenAi => Protocol::OpenAi,
                    LlmProtocol::Anthropic => Protocol::Anthropic,
                },
                url: settings.url.clone(),
                model,
                key: settings.key.clone(),
                timeout: settings.timeout,
            })?)
        } else {
            None
        };
        Ok(Self {
            judge,
            cache: app
                .cache_folder()
                .map(|folder| Cache::at(folder.join("judge"))),
            need,
            thresholds,
        })
    }

    /// Whether no plugin gets an opinion.
    pub fn is_silent(&self) -> bool {
        self.judge.is_none() && self.need != Need::Required
    }

    /// The opinion of a plugin and the verdict with it; nothing where no opinion is wanted.
    pub fn judge(&self, package: &Package, report: &Report) -> anyhow::Result<Option<Judged>> {
        let opinion = match &self.judge {
            Some(judge) => self.opinion(judge.as_ref(), package, report)?,
            None if self.need == Need::Required => {
                Opinion::skipped("`--llm` was not given, and llm_required is set")
            }
            None => return Ok(None),
        };
        let combined = llm::combine(package, report, &opinion, self.thresholds, self.need);
        Ok(Some(Judged { opinion, combined }))
    }

    fn opinion(
        &self,
        judge: &dyn Judge,
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

/// Writes the opinion below the report of the scanner.
pub fn write(out: &mut dyn Write, judged: &Judged) -> io::Result<()> {
    let Judged { opinion, combined } = judged;
    write!(out, "  judge")?;
    if let Some(model) = &opinion.model {
        write!(out, " {model}")?;
    }
    write!(out, ": {}", opinion.status.word())?;
    if let Some(risk) = opinion.risk {
        write!(out, ", risk {risk}")?;
    }
    if opinion.cached {
        write!(out, ", from the cache")?;
    } else if let Some(tokens) = opinion.tokens {
        write!(out, ", {tokens} tokens")?;
    }
    writeln!(out)?;
    for text in opinion.cause.iter().chain(&opinion.summary) {
        for line in text.lines() {
            writeln!(out, "      {line}")?;
        }
    }
    for one in &opinion.findings {
        let line = one.line.map_or_else(String::new, |line| format!(":{line}"));
        let severity = one.severity.word();
        writeln!(
            out,
            "  {severity} {}{line}: {} [judge]",
            one.file, one.title
        )?;
        for line in one.reason.lines() {
            writeln!(out, "      {line}")?;
        }
    }
    let left_out = &opinion.left_out;
    if left_out.files > 0 {
        writeln!(
            out,
            "  the judge did not see {} bytes of {} files",
            left_out.bytes, left_out.files
        )?;
    }
    for one in &combined.attempts {
        writeln!(
            out,
            "  {} {}:{}: {} [judge.bait]",
            one.severity.word(),
            one.file,
            one.line,
            one.kind.words()
        )?;
        writeln!(out, "      {}", one.evidence)?;
    }
    for reason in &combined.reasons {
        writeln!(out, "  risk raised from {reason}")?;
    }
    Ok(())
}

//! The judge that `--llm` asks about each plugin.

use std::io::{self, Write};

use crate::cli::app::App;
use crate::config::LlmProtocol;
use crate::error::{Advice, Code};
use crate::llm::{self, Cache, Need, Protocol};
use crate::ops::plugin::bench::{Bench, Judged};

/// Flags of the judge.
#[derive(Debug, clap::Args)]
#[group(skip)]
pub struct Args {
    /// Ask a language model too: it can only raise a risk; without its answer a person has to look
    #[arg(long)]
    llm: bool,
}

/// The judges of a run, by its flags and settings. `required` says whether another setting demands
/// an opinion.
pub fn bench(args: &Args, required: bool, app: &App) -> anyhow::Result<Bench> {
    let settings = &app.config.llm;
    let need = if args.llm || settings.is_required || required {
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
    let cache = app.cache_folder();
    Ok(Bench {
        judge,
        cache: cache.map(|folder| Cache::at(folder.join("judge"))),
        need,
    })
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

//! How a run ends.

use std::io;
use std::process::ExitCode;

use super::output::Output;
use super::redact;
use crate::db::{failure, interrupt};
use crate::error::{Advice, Code};

/// The answer of a command that ran to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Done, or nothing to do.
    Done,
    /// What was asked about is there: pending migrations, changes, a verdict.
    Found,
    /// A part of a batch failed; the output says which.
    Partial,
    /// A batch ended before its end, for this reason; the output says how far it came.
    Cut(Code),
}

/// The exit code of [`Status::Found`].
const FOUND: u8 = 3;
/// The exit code of [`Status::Partial`].
const PARTIAL: u8 = 1;

/// Writes what went wrong, if anything, and gives the process its code.
pub fn code(result: anyhow::Result<Status>, out: &Output) -> ExitCode {
    match result {
        Ok(Status::Done) => ExitCode::SUCCESS,
        Ok(Status::Found) => ExitCode::from(FOUND),
        Ok(Status::Partial) => ExitCode::from(PARTIAL),
        Ok(Status::Cut(code)) => ExitCode::from(exit_number(code)),
        // The reader has all it wanted.
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            let (advice, causes) = explain(&error);
            let code = exit_number(advice.code);
            // Where nobody can be told any more the code still says it.
            drop(out.failure(&advice, &causes));
            ExitCode::from(code)
        }
    }
}

fn exit_number(code: Code) -> u8 {
    match interrupt::signal().and_then(|signal| u8::try_from(signal).ok()) {
        Some(signal) => 128 + signal,
        None => code.exit() as u8,
    }
}

/// The headline with its hint, and the causes below it.
pub fn explain(error: &anyhow::Error) -> (Advice, Vec<String>) {
    if interrupt::signal().is_some() {
        // A batch says how far it came: what it committed before stays.
        let batch = error.downcast_ref::<Advice>();
        let batch =
            batch.filter(|advice| advice.code == Code::Interrupted && advice.hint.is_some());
        let usual = || {
            Advice::new(
                Code::Interrupted,
                "interrupted; the database is as it was before",
            )
        };
        return (batch.cloned().unwrap_or_else(usual), Vec::new());
    }
    // Advice may be the error itself or stand anywhere as its context; a chain shows no context.
    let found = error
        .downcast_ref::<Advice>()
        .cloned()
        .or_else(|| error.chain().find_map(statement_of));
    let mut texts: Vec<String> = error.chain().map(plain).collect();
    texts.dedup();
    let headline = if texts.is_empty() {
        String::new()
    } else {
        texts.remove(0)
    };
    let mut advice = found.unwrap_or_else(|| Advice::new(Code::Failed, headline.clone()));
    advice.message = redact::passwords(&headline);
    let causes = texts.iter().map(|text| redact::passwords(text)).collect();
    (advice, causes)
}

fn statement_of(cause: &(dyn std::error::Error + 'static)) -> Option<Advice> {
    cause
        .downcast_ref::<diesel::result::Error>()
        .map(failure::statement)
}

/// A cause in plain words, on one line unless it is a list of problems.
fn plain(cause: &(dyn std::error::Error + 'static)) -> String {
    match cause.downcast_ref::<diesel::result::Error>() {
        Some(error) => failure::statement(error).message,
        None => cause.to_string().trim_end().to_owned(),
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .any(|io| io.kind() == io::ErrorKind::BrokenPipe)
}

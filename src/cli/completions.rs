//! `automatos completions`

use std::io::{self, Write};

use clap_complete::Shell;

use super::app::App;
use super::exit::Status;

/// Print the completions of a shell
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

pub fn run(args: Args, _: &App) -> anyhow::Result<Status> {
    let mut text = Vec::new();
    clap_complete::generate(args.shell, &mut super::command(), "automatos", &mut text);
    io::stdout().lock().write_all(&text)?;
    Ok(Status::Done)
}

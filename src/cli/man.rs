//! `automatos man`

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap_mangen::Man;

use super::app::App;
use super::exit::Status;

/// Print the manual page, or write those of all commands into a folder
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The folder for one page a command
    folder: Option<PathBuf>,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let mut command = super::command();
    command.build();
    let Some(folder) = args.folder else {
        let mut page = Vec::new();
        Man::new(command).render(&mut page)?;
        io::stdout().lock().write_all(&page)?;
        return Ok(Status::Done);
    };
    fs::create_dir_all(&folder)
        .and_then(|()| write_pages(&command, "automatos", &folder))
        .with_context(|| format!("the manual pages cannot be written to {}", folder.display()))?;
    app.out
        .note(format!("manual pages are in {}", folder.display()))?;
    Ok(Status::Done)
}

fn write_pages(command: &clap::Command, name: &str, folder: &Path) -> io::Result<()> {
    let mut page = Vec::new();
    Man::new(command.clone().name(name.to_owned())).render(&mut page)?;
    fs::write(folder.join(format!("{name}.1")), page)?;
    for sub in command.get_subcommands() {
        write_pages(sub, &format!("{name}-{}", sub.get_name()), folder)?;
    }
    Ok(())
}

//! `automatos recipe validate`

use std::io::{self, Write};
use std::path::PathBuf;

use serde::Serialize;

use crate::cli::app::App;
use crate::cli::definition_file;
use crate::cli::exit::{self, Status};
use crate::cli::output::Render;
use crate::seed::Definition;

/// Check files of recipes; no database is needed
///
/// Agents and workspaces that a file names are looked for only when the recipe is made and used.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// YAML or JSON files, each with one recipe; `-` is standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
}

#[derive(Serialize)]
struct Validated {
    files: Vec<One>,
}

#[derive(Serialize)]
struct One {
    file: String,
    valid: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    problems: Vec<String>,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let one = |file: &PathBuf| {
        let problems = match definition_file::read(Definition::Recipe, file) {
            Ok(_) => Vec::new(),
            Err(error) => {
                let (advice, causes) = exit::explain(&error);
                if causes.is_empty() {
                    vec![advice.message]
                } else {
                    causes
                }
            }
        };
        One {
            file: file.display().to_string(),
            valid: problems.is_empty(),
            problems,
        }
    };
    let files = Validated {
        files: args.files.iter().map(one).collect(),
    };
    let all = files.files.iter().all(|one| one.valid);
    app.out.show(&files)?;
    Ok(if all { Status::Done } else { Status::Partial })
}

impl Render for Validated {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        for One {
            file,
            valid,
            problems,
        } in &self.files
        {
            if *valid {
                writeln!(out, "{file}: good")?;
            }
            for problem in problems {
                writeln!(out, "{problem}")?;
            }
        }
        Ok(())
    }
}

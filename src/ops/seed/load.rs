//! Seed files, loaded and checked before anything is opened.

use std::path::PathBuf;

use anyhow::Context;

use crate::error::{Advice, Code};
use crate::seed::{self, Problems, Seeds, SourcesError, Variables};

/// All that ships with the binary.
pub fn shipped() -> anyhow::Result<Seeds> {
    seed::shipped().map_err(invalid)
}

/// The files in these folders, later ones over earlier ones.
pub fn from_folders(folders: &[PathBuf], variables: Variables<'_>) -> anyhow::Result<Seeds> {
    let sources = match seed::sources(folders) {
        Ok(sources) => sources,
        Err(SourcesError::Missing(folder)) => {
            let message = format!("there is no seed folder {}", folder.display());
            return Err(Advice::new(Code::SeedMissing, message)
                .hint("check `--dir`")
                .into());
        }
        Err(SourcesError::Names(problems)) => return Err(invalid(problems)),
        Err(SourcesError::Read { path, error }) => {
            return Err(error).with_context(|| {
                Advice::new(
                    Code::FileRead,
                    format!("cannot read {}", path.display()),
                )
            });
        }
    };
    seed::load(&sources, variables).map_err(invalid)
}

fn invalid(problems: Problems) -> anyhow::Error {
    let count = problems.list.len() as u64 + problems.more;
    let message = match count {
        1 => "the seed files have a problem; nothing was written".to_owned(),
        count => format!("the seed files have {count} problems; nothing was written"),
    };
    anyhow::Error::new(problems).context(Advice::new(Code::SeedInvalid, message))
}

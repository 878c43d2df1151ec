//! Seed files, found and checked before anything is opened.

use std::path::{Path, PathBuf};

use anyhow::Context;
use serde_json::{Map, Value};

use crate::error::{Advice, Code};
use crate::seed::{self, Checked, Kind, Problems, Seeds, Source, SourcesError, Variables};

/// All that ships with the binary.
pub fn shipped() -> anyhow::Result<Seeds> {
    seed::shipped().map_err(invalid)
}

/// The files in these folders, later ones over earlier ones.
pub fn from_folders(folders: &[PathBuf]) -> anyhow::Result<Vec<Source>> {
    match seed::sources(folders) {
        Ok(sources) => Ok(sources),
        Err(SourcesError::Missing(folder)) => {
            let message = format!("there is no seed folder {}", folder.display());
            Err(Advice::new(Code::SeedMissing, message)
                .hint("check `--dir`")
                .into())
        }
        Err(SourcesError::Names(problems)) => Err(invalid(problems)),
        Err(SourcesError::Read { path, error }) => Err(error).with_context(|| {
            Advice::new(Code::FileRead, format!("cannot read {}", path.display()))
        }),
    }
}

/// Adds standard input, which was put into that file, above the others.
pub fn with_standard_input(
    mut sources: Vec<Source>,
    spooled: &Path,
    layer: usize,
) -> anyhow::Result<Vec<Source>> {
    let source = Source::standard_input(spooled.to_owned())
        .context(Advice::new(Code::FileRead, "cannot read standard input"))?;
    sources.push(source.in_layer(layer));
    Ok(sources)
}

/// Reads and checks every file and keeps all items in memory.
pub fn load(sources: &[Source], variables: Variables<'_>) -> anyhow::Result<Seeds> {
    seed::load(sources, variables).map_err(invalid)
}

/// Reads a file that holds one item and nothing else. `given` are fields that it may leave out.
pub fn alone(
    kind: Kind,
    file: PathBuf,
    given: &[(&str, &str)],
    variables: Variables<'_>,
) -> anyhow::Result<Map<String, Value>> {
    let source = Source::file(file);
    seed::read_alone(kind, &source, given, variables)
        .with_context(|| Advice::new(Code::FileRead, format!("cannot read {}", source.name())))?
        .map_err(invalid)
}

/// Reads every file once, and fails with everything that is wrong with any of them.
pub fn check<'a>(sources: &'a [Source], variables: Variables<'a>) -> anyhow::Result<Checked<'a>> {
    seed::check(sources, variables).map_err(invalid)
}

/// The error of seed files with problems.
pub fn invalid(problems: Problems) -> anyhow::Error {
    let count = problems.list.len() as u64 + problems.more;
    let message = match count {
        1 => "the seed files have a problem; nothing was written".to_owned(),
        count => format!("the seed files have {count} problems; nothing was written"),
    };
    anyhow::Error::new(problems).context(Advice::new(Code::SeedInvalid, message))
}

//! Where seeds come from: files embedded in the binary, files in folders, standard input.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::kind::Kind;
use super::problem::{Finding, Place, Problem, Problems};

/// One seed file.
#[derive(Debug, Clone)]
pub struct Source {
    name: String,
    kind: Option<Kind>,
    layer: usize,
    form: Form,
    content: Content,
}

/// How a file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Yaml,
    /// One JSON object a line.
    Ndjson,
}

#[derive(Debug, Clone)]
enum Content {
    Embedded(&'static str),
    File(PathBuf),
}

/// Why folders could not be listed.
#[derive(Debug, thiserror::Error)]
pub enum SourcesError {
    /// There is no such folder.
    #[error("there is no folder {}", .0.display())]
    Missing(PathBuf),
    /// A folder cannot be read.
    #[error("cannot read {}: {error}", .path.display())]
    Read {
        path: PathBuf,
        #[source]
        error: io::Error,
    },
    /// Files whose names say nothing.
    #[error(transparent)]
    Names(#[from] Problems),
}

impl Source {
    /// A file in the binary. Its name, such as `personas/engineer.yaml`, tells its kind.
    pub fn embedded(name: &str, text: &'static str) -> Self {
        Self {
            name: name.to_owned(),
            kind: kind_of(Path::new(name)),
            layer: 0,
            form: form_of(Path::new(name)),
            content: Content::Embedded(text),
        }
    }

    /// A file on disk. If its name tells its kind, what it says must agree.
    pub fn file(path: PathBuf) -> Self {
        Self {
            name: path.display().to_string(),
            kind: kind_of(&path),
            layer: 0,
            form: form_of(&path),
            content: Content::File(path),
        }
    }

    /// Standard input, which the caller has put into a file, since it is read twice. JSON lines if
    /// it begins with a brace, else YAML.
    pub fn standard_input(spooled: PathBuf) -> io::Result<Self> {
        let mut first = String::new();
        File::open(&spooled)?
            .take(4096)
            .read_to_string(&mut first)
            .or_else(|error| {
                // Bytes that are no text are reported, with their place, when the whole is read.
                if error.kind() == io::ErrorKind::InvalidData {
                    Ok(0)
                } else {
                    Err(error)
                }
            })?;
        let json = first.trim_start().starts_with('{');
        Ok(Self {
            name: "-".to_owned(),
            kind: None,
            layer: 0,
            form: if json { Form::Ndjson } else { Form::Yaml },
            content: Content::File(spooled),
        })
    }

    /// Puts the source above others: its items replace those of lower layers that have the same
    /// key. Within a layer a key stands once.
    #[must_use]
    pub fn in_layer(mut self, layer: usize) -> Self {
        self.layer = layer;
        self
    }

    /// The name to show; `-` is standard input.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The kind its name tells, if any.
    pub fn kind(&self) -> Option<Kind> {
        self.kind
    }

    /// Its layer; higher ones win.
    pub fn layer(&self) -> usize {
        self.layer
    }

    /// How it is written.
    pub fn form(&self) -> Form {
        self.form
    }

    /// Opens it at its beginning, as often as needed.
    pub fn open(&self) -> io::Result<Box<dyn Read + '_>> {
        match &self.content {
            Content::Embedded(text) => Ok(Box::new(text.as_bytes())),
            Content::File(path) => Ok(Box::new(File::open(path)?)),
        }
    }

    /// Its size in bytes.
    pub fn size(&self) -> io::Result<u64> {
        match &self.content {
            Content::Embedded(text) => Ok(text.len() as u64),
            Content::File(path) => Ok(fs::metadata(path)?.len()),
        }
    }
}

/// Finds the seed files of folders, each folder one layer above the one before: `KIND.yaml`,
/// `KIND.ndjson` and `KIND/*.yaml`, in the order of kinds and names. Hidden files, `*.md` and the
/// folder `schema`, which is for editors, are passed over; any other name is a problem.
pub fn sources(folders: &[PathBuf]) -> Result<Vec<Source>, SourcesError> {
    let mut found = Vec::new();
    let mut problems = Problems::default();
    for (layer, folder) in folders.iter().enumerate() {
        if !folder.is_dir() {
            return Err(SourcesError::Missing(folder.clone()));
        }
        for path in entries(folder)? {
            if path.is_dir() && path.ends_with(SCHEMA) {
                continue;
            }
            if path.is_dir() {
                inside(&path, layer, &mut found, &mut problems)?;
            } else {
                one(&path, layer, &mut found, &mut problems);
            }
        }
    }
    if !problems.is_empty() {
        problems.sort();
        return Err(SourcesError::Names(problems));
    }
    found.sort_by_key(|source| (source.layer, source.kind));
    Ok(found)
}

/// The folder of the JSON Schemas of all kinds.
const SCHEMA: &str = "schema";

/// The files in the folder of a kind.
fn inside(
    folder: &Path,
    layer: usize,
    found: &mut Vec<Source>,
    problems: &mut Problems,
) -> Result<(), SourcesError> {
    if let Err(unknown) = stem(folder).parse::<Kind>() {
        let finding = Finding::new(Place::FILE, format!("{unknown}")).hint(Some(unknown.hint()));
        problems.push(Problem::new(&folder.display().to_string(), finding));
        return Ok(());
    }
    for path in entries(folder)? {
        if path.is_dir() {
            let finding = Finding::new(Place::FILE, "a folder of a kind holds only files");
            problems.push(Problem::new(&path.display().to_string(), finding));
        } else if seedlike(&path) {
            found.push(Source::file(path).in_layer(layer));
        } else {
            problems.push(not_a_seed(&path));
        }
    }
    Ok(())
}

/// A file that stands in the folder of seeds itself.
fn one(path: &Path, layer: usize, found: &mut Vec<Source>, problems: &mut Problems) {
    if !seedlike(path) {
        problems.push(not_a_seed(path));
    } else if let Err(unknown) = stem(path).parse::<Kind>() {
        let finding = Finding::new(Place::FILE, format!("{unknown}")).hint(Some(unknown.hint()));
        problems.push(Problem::new(&path.display().to_string(), finding));
    } else {
        found.push(Source::file(path.to_owned()).in_layer(layer));
    }
}

fn not_a_seed(path: &Path) -> Problem {
    let finding = Finding::new(Place::FILE, "not a seed file").hint(Some(
        "seed files are named KIND.yaml, KIND.ndjson or KIND/*.yaml".to_owned(),
    ));
    Problem::new(&path.display().to_string(), finding)
}

/// What is in a folder, in the order of names, but for hidden files and documentation.
fn entries(folder: &Path) -> Result<Vec<PathBuf>, SourcesError> {
    let failed = |error| SourcesError::Read {
        path: folder.to_owned(),
        error,
    };
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        paths.push(entry.map_err(failed)?.path());
    }
    paths.retain(|path| {
        let name = path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned());
        !name.is_some_and(|name| name.starts_with('.'))
            && path.extension().is_none_or(|end| end != "md")
    });
    paths.sort();
    Ok(paths)
}

fn seedlike(path: &Path) -> bool {
    path.extension()
        .is_some_and(|end| end == "yaml" || end == "yml" || end == "ndjson")
}

fn stem(path: &Path) -> String {
    path.file_stem()
        .map(|stem| stem.to_string_lossy().into_owned())
        .unwrap_or_default()
}

/// The kind a path tells: by the file's own name, or by that of its folder.
fn kind_of(path: &Path) -> Option<Kind> {
    let own = stem(path).parse().ok();
    own.or_else(|| stem(path.parent()?).parse().ok())
}

fn form_of(path: &Path) -> Form {
    if path.extension().is_some_and(|end| end == "ndjson") {
        Form::Ndjson
    } else {
        Form::Yaml
    }
}

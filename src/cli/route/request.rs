//! A request on the command line: its source and its content.

use std::fs::File;
use std::io::{self, IsTerminal, Read};
use std::path::{Path, PathBuf};

use anyhow::Context;

use crate::error::{Advice, Code};
use crate::route::{Envelope, Source};

/// The longest content, in bytes.
const LONGEST: u64 = 1 << 20;

/// Where the request came from and what it says.
#[derive(Debug, clap::Args)]
pub struct Request {
    /// Where it came from: a channel, or a place in one, as in slack:#support
    #[arg(long)]
    source: Source,

    /// What it says; without this it is read from stdin
    #[arg(long, value_name = "TEXT", conflicts_with = "content_file")]
    content: Option<String>,

    /// The file with what it says; `-` is stdin
    #[arg(long, value_name = "FILE")]
    content_file: Option<PathBuf>,
}

impl Request {
    /// The envelope, and the content as it came.
    pub fn read(self) -> anyhow::Result<(Envelope, String)> {
        let content = match (self.content, self.content_file) {
            (Some(content), _) => content,
            (None, Some(path)) if path != Path::new("-") => from_file(&path)?,
            (None, Some(_)) => from_reader(io::stdin().lock(), "stdin")?,
            (None, None) => {
                if io::stdin().is_terminal() {
                    return Err(Advice::new(Code::Usage, "the request has no content")
                        .hint("give `--content TEXT`, `--content-file FILE`, or pipe it in")
                        .into());
                }
                from_reader(io::stdin().lock(), "stdin")?
            }
        };
        if content.contains('\0') {
            let message = "the content has a NUL character, which PostgreSQL cannot keep";
            return Err(Advice::new(Code::Usage, message).into());
        }
        Ok((Envelope::new(self.source, &content), content))
    }
}

fn from_file(path: &Path) -> anyhow::Result<String> {
    let name = path.display().to_string();
    let explain = || Advice::new(Code::FileRead, format!("{name} cannot be read"));
    from_reader(File::open(path).with_context(explain)?, &name)
}

fn from_reader(reader: impl Read, name: &str) -> anyhow::Result<String> {
    let explain = || Advice::new(Code::FileRead, format!("{name} cannot be read"));
    let mut bytes = Vec::new();
    reader
        .take(LONGEST + 1)
        .read_to_end(&mut bytes)
        .with_context(explain)?;
    if bytes.len() as u64 > LONGEST {
        let message = format!("the content in {name} is longer than {LONGEST} bytes");
        return Err(Advice::new(Code::FileRead, message).into());
    }
    String::from_utf8(bytes).map_err(|_| {
        Advice::new(
            Code::FileRead,
            format!("the content in {name} is not UTF-8"),
        )
        .into()
    })
}

//! `automatos setting set`

use std::fs;
use std::io;
use std::path::PathBuf;

use anyhow::Context;

use crate::cli::app::App;
use crate::cli::credential::{deed, text_of};
use crate::cli::exit::Status;
use crate::db::Commit;
use crate::error::{Advice, Code};
use crate::model::Secret;
use crate::ops;

/// Give a setting a value, checked against its type and its rules
///
/// The value of a sensitive setting is never taken from the command line; it is sealed with the
/// master key and masked in every output.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Its category and key, joined by a dot
    #[arg(value_name = "CATEGORY.KEY")]
    name: String,

    /// The value
    #[arg(required_unless_present_any = ["from_stdin", "from_file"], allow_hyphen_values = true)]
    value: Option<String>,

    /// Read the value from stdin, but for a last line end
    #[arg(long, conflicts_with = "value")]
    from_stdin: bool,

    /// Read the value from a file, but for a last line end
    #[arg(long, value_name = "FILE", conflicts_with_all = ["value", "from_stdin"])]
    from_file: Option<PathBuf>,

    /// Do it all, report it, and roll it back
    #[arg(long)]
    dry_run: bool,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let commit = Commit::unless(args.dry_run);
    let (category, key) = super::parts(&args.name)?;
    let read = read(&args)?;
    let mut session = app.connect_to_write(commit)?;
    let setting = super::find(&mut session.conn, category, key)?;
    let name = &setting.name;
    let value = match (read, args.value) {
        (Some(value), _) => Secret::new(value),
        (None, Some(_)) if setting.is_sensitive => {
            let message =
                format!("`{name}` is sensitive: its value is not taken from the command line");
            return Err(Advice::new(Code::Usage, message)
                .hint("use `--from-stdin` or `--from-file`, and change the value that was seen")
                .into());
        }
        (None, value) => value.and_then(Secret::new),
    };
    let value = value.ok_or_else(|| {
        Advice::new(
            Code::SettingInvalid,
            format!("`{name}` was given an empty value"),
        )
        .hint("`automatos setting unset` goes back to the default")
    })?;
    let deed = deed(app, commit);
    let ring = if setting.is_sensitive {
        let ring = app.key_ring().inspect_err(|error| {
            ops::setting::set::refused(&mut session, &deed, &setting, error);
        })?;
        Some(ring)
    } else {
        None
    };
    let set = ops::setting::set::run(&mut session, ring.as_ref(), &deed, &setting, &value)?;
    app.out.show(&set)?;
    Ok(Status::Done)
}

/// What stdin or the file holds; nothing where neither was named.
fn read(args: &Args) -> anyhow::Result<Option<String>> {
    let text = match &args.from_file {
        _ if args.from_stdin => text_of(io::stdin().lock(), "stdin")?,
        Some(path) => {
            let name = path.display().to_string();
            let file = fs::File::open(path)
                .with_context(|| Advice::new(Code::FileRead, format!("{name} cannot be read")))?;
            text_of(file, &name)?
        }
        None => return Ok(None),
    };
    let text = text.strip_suffix('\n').unwrap_or(&text);
    Ok(Some(text.strip_suffix('\r').unwrap_or(text).to_owned()))
}

//! `automatos seed export`

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;

use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::error::{Advice, Code};
use crate::ops::seed::export;
use crate::seed::Kind;

/// Write live rows as seed files
///
/// One kind goes to standard output; several need `--to`. What is exported can be applied again and
/// changes nothing.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The kinds; all when none is named
    kinds: Vec<Kind>,

    /// A folder for one file a kind
    #[arg(long, value_name = "FOLDER")]
    to: Option<PathBuf>,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let kinds = if args.kinds.is_empty() {
        Kind::ALL.to_vec()
    } else {
        args.kinds
    };
    match (&args.to, kinds.as_slice()) {
        (Some(folder), kinds) => to_folder(app, kinds, folder)?,
        (None, [kind]) => {
            let conn = &mut app.connect()?.conn;
            let mut out = BufWriter::new(io::stdout().lock());
            export::kind(conn, *kind, None, &mut out)?;
            out.flush()?;
        }
        (None, _) => {
            return Err(Advice::new(Code::Usage, "several kinds need a folder")
                .hint("add `--to FOLDER`, or name one kind")
                .into());
        }
    }
    Ok(Status::Done)
}

fn to_folder(app: &App, kinds: &[Kind], folder: &Path) -> anyhow::Result<()> {
    let conn = &mut app.connect()?.conn;
    fs::create_dir_all(folder)
        .with_context(|| format!("cannot make the folder {}", folder.display()))?;
    for kind in kinds {
        let path = folder.join(format!("{kind}.yaml"));
        let explain = || format!("cannot write {}", path.display());
        let mut out = BufWriter::new(File::create(&path).with_context(explain)?);
        let count = export::kind(conn, *kind, None, &mut out)?;
        out.flush().with_context(explain)?;
        app.out.note(format!("{}: {count} items", path.display()))?;
    }
    Ok(())
}

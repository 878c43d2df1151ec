//! `automatos credential rotate`

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::deed;
use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::output::Render;
use crate::db::{Commit, Session};
use crate::error::{Advice, Code};
use crate::ops::credential::rotate::{self, Rotated};
use crate::ops::credential::verify::Failed;
use crate::vault::{self, KeyRing, MasterKey};

/// Seal everything anew with the active master key, or with a new one
///
/// Credentials and sensitive settings go over batch by batch, each committed once it was opened
/// again; the old keys are needed until the end. A run that was killed is simply run again. With
/// `--new-key-file` the first key of that file becomes the active one: where the master keys are in
/// the key file of this tool, it is put in front of them first, so that other commands on this
/// machine read both; where they come from the environment, it has to be there already, behind the
/// others. What does not open stays as it is and is listed, and the command ends with 1.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// A key file whose first key is to be the new one; `key generate --out FILE` makes it
    #[arg(long, value_name = "FILE")]
    new_key_file: Option<PathBuf>,

    /// Do it all, report it, and roll it back
    #[arg(long)]
    dry_run: bool,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let commit = Commit::unless(args.dry_run);
    let mut session = app.connect_to_write(commit)?;
    let prepared = prepared(&args, app, &mut session);
    let ring = rotate::recorded(&mut session, &deed(app, commit), prepared)?;
    let done = app.out.with_progress("rotated", |tell| {
        rotate::run(&mut session, &ring, &deed(app, commit), tell)
    })?;
    app.out.show(&done)?;
    Ok(if done.failed > 0 {
        Status::Partial
    } else {
        Status::Done
    })
}

/// The ring to rotate with, whose new key every command of this machine can read by then.
fn prepared(args: &Args, app: &App, session: &mut Session) -> anyhow::Result<KeyRing> {
    let ring = app.key_ring()?;
    let new = args.new_key_file.as_deref().map(new_key).transpose()?;
    rotate::check(session, &ring)?;
    match new {
        Some(new) if args.dry_run => Ok(ring.with_active(new.active().clone())),
        Some(new) => announced(app, &ring, new.active()),
        None => Ok(ring),
    }
}

fn new_key(path: &Path) -> anyhow::Result<KeyRing> {
    vault::read_key_file(path)?.ok_or_else(|| {
        let message = format!("there is no key file {}", path.display());
        Advice::new(Code::KeyMissing, message)
            .hint(format!(
                "make it with `automatos key generate --out {}`",
                path.display()
            ))
            .into()
    })
}

/// Lets the other commands of this machine read what is sealed with the new key, before there is
/// any; gives the ring with it.
fn announced(app: &App, ring: &KeyRing, new: &MasterKey) -> anyhow::Result<KeyRing> {
    if ring.active().id() == new.id() {
        return Ok(ring.clone());
    }
    let id = new.id();
    match app.own_key_file()? {
        Some(path) => {
            let both = vault::put_first(&path, new)?;
            app.out.note(format!(
                "{} now begins with the key {id}: back it up, and keep the older keys as long as \
                 backups of the database need them",
                path.display()
            ))?;
            Ok(both)
        }
        None if ring.find(id).is_some() => Ok(ring.with_active(new.clone())),
        None => {
            let message = format!("the master keys of the configuration lack the key {id}");
            let hint = "add it there first, behind the others, wherever credentials are read";
            Err(Advice::new(Code::KeyMissing, message).hint(hint).into())
        }
    }
}

impl Render for Rotated {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        let would = if self.dry_run { "would be " } else { "" };
        writeln!(
            out,
            "{} credentials and {} settings {would}sealed with the key {}",
            self.credentials, self.settings, self.key_id
        )?;
        for failed in &self.failures {
            let Failed {
                name,
                key_id,
                reason,
                ..
            } = failed;
            writeln!(out, "{name} stays under {key_id}: {reason}")?;
        }
        if self.failed > 0 {
            writeln!(
                out,
                "{} could not be opened: keep the older keys",
                self.failed
            )?;
        }
        Ok(())
    }
}

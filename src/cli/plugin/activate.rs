//! `automatos plugin activate`

use std::io::{self, Write};

use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::output::{Render, fields};
use crate::db::Commit;
use crate::ops::plugin::activate::{self, Activity};

/// Show a plugin in the marketplace again, once a version of it is approved
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    change: Change,
}

/// Which plugin, and why.
#[derive(Debug, clap::Args)]
pub struct Change {
    /// Its slug, name or id
    plugin: String,

    /// Why
    #[arg(long, value_name = "TEXT", value_parser = super::reason)]
    reason: Option<String>,

    /// Do it all, report it, and roll it back
    #[arg(long)]
    dry_run: bool,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    args.change.set(app, true)
}

impl Change {
    /// Shows the plugin or hides it.
    pub fn set(&self, app: &App, is_active: bool) -> anyhow::Result<Status> {
        let commit = Commit::unless(self.dry_run);
        let mut session = app.connect_to_write(commit)?;
        let plugin = super::find(&mut session.conn, &self.plugin)?;
        let deed = super::deed(app, self.reason.as_deref(), commit);
        let activity = activate::run(&mut session, &deed, &plugin.slug, is_active)?;
        if !activity.changed {
            app.out.note("nothing to do: it was so already")?;
        }
        app.out.show(&activity)?;
        Ok(Status::Done)
    }
}

impl Render for Activity {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        fields(out, self, &["changed"])
    }
}

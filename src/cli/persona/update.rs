//! `automatos persona update`

use super::fields::Fields;
use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::workspace::Chosen;
use crate::db::Commit;
use crate::error::{Advice, Code};
use crate::ops::persona::update;

/// Change fields of a persona
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Its slug, name or id
    persona: String,

    #[command(flatten)]
    workspace: Chosen,

    #[command(flatten)]
    fields: Fields,

    /// Do it all, report it, and roll it back
    #[arg(long)]
    dry_run: bool,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let commit = Commit::unless(args.dry_run);
    let changes = args.fields.given()?;
    if changes.is_empty() {
        return Err(Advice::new(Code::Usage, "nothing is to change")
            .hint("name a field, as in `--temperature 0.4`")
            .into());
    }
    let mut session = app.connect_to_write(commit)?;
    let workspace_id = args.workspace.id(&mut session.conn)?;
    let persona = super::find(&mut session.conn, &args.persona, workspace_id)?;
    super::check_own(&persona, workspace_id)?;
    let updated = update::run(&mut session, &app.deed(commit), &persona, &changes)?;
    app.out.show(&updated)?;
    Ok(Status::Done)
}

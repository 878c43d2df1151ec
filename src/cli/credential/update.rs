//! `automatos credential update`

use super::{Chosen, deed, input, kind_of};
use crate::cli::app::App;
use crate::cli::exit::Status;
use crate::cli::moment::Moment;
use crate::db::Commit;
use crate::error::{Advice, Code};
use crate::model::CredentialAction;
use crate::ops::credential::{form, refused, update};

/// Change a credential: what it is called and for, or its values
///
/// The values that are given are put over those that are there, and the rest stays; a field that is
/// null or empty loses its value. `--replace` takes them for all of it. New values begin untested.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    credential: Chosen,

    #[command(flatten)]
    input: input::Args,

    /// The values given are all there are; without any, ask for them
    #[arg(long)]
    replace: bool,

    /// Give it another name
    #[arg(long, value_name = "NAME")]
    rename: Option<String>,

    /// What it is used for; empty for nothing
    #[arg(long)]
    description: Option<String>,

    /// A word to find it by, instead of those it has; may be repeated
    #[arg(long = "tag", value_name = "WORD")]
    tags: Option<Vec<String>>,

    /// When it stops working: 90d, or a day
    #[arg(long, value_name = "WHEN")]
    expires: Option<Moment>,

    /// Not known to stop working
    #[arg(long, conflicts_with = "expires")]
    never_expires: bool,

    /// Whether it is to be used: true or false
    #[arg(long, value_name = "BOOL")]
    active: Option<bool>,

    /// Do it all, report it, and roll it back
    #[arg(long)]
    dry_run: bool,
}

pub fn run(args: Args, app: &App) -> anyhow::Result<Status> {
    let commit = Commit::unless(args.dry_run);
    let needs_key = args.replace || args.input.is_given();
    let deed = deed(app, commit);
    let mut session = app.connect_to_write(commit)?;
    let credential = args.credential.find(&mut session.conn)?;
    let ring = if needs_key {
        Some(app.key_ring())
    } else {
        None
    };
    let ring = match ring.transpose() {
        Ok(ring) => ring,
        Err(error) => {
            let action = CredentialAction::Updated;
            refused(&mut session, &deed, &credential, action, &error)?;
            return Err(error);
        }
    };
    let kind = kind_of(&mut session.conn, &credential)?;
    let values = if args.replace {
        update::Values::All(args.input.read_or_ask(app, &form(&kind)?)?)
    } else {
        let given = args.input.read(app)?;
        given.map_or(update::Values::Same, update::Values::Some)
    };
    let expires_at = match args.expires {
        Some(when) => Some(Some(when.expiry(&mut session.conn)?)),
        None => args.never_expires.then_some(None),
    };
    let description = args
        .description
        .map(|text| Some(text).filter(|text| !text.is_empty()));
    let wanted = update::Wanted {
        name: args.rename,
        description,
        tags: args.tags,
        is_active: args.active,
        expires_at,
        values,
    };
    if wanted.is_empty() {
        return Err(Advice::new(Code::Usage, "nothing is to change")
            .hint("name a field, as in `--from-env api_key=OPENAI_API_KEY`")
            .into());
    }
    let what = (&credential, &kind);
    let updated = update::run(&mut session, ring.as_ref(), &deed, what, &wanted)?;
    app.out.show(&updated)?;
    Ok(Status::Done)
}

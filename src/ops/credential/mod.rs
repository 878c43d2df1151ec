//! What changes credentials, reads what is sealed in them, and keeps account of both.
//!
//! Another verb that needs a credential's values takes [`open`] of a row that
//! [`crate::db::credential_seal::hold`] or `batch` read, and [`record`] in the same transaction;
//! what it could not do it tells [`refused`]. New credentials come from [`create::run`].

pub mod create;
pub mod delete;
pub mod export;
pub mod reveal;
pub mod rotate;
pub mod test;
pub mod update;
pub mod verify;

use anyhow::Context;
use diesel::PgConnection;
use serde_json::{Value, json};

use crate::db::audit_event::{self, Change};
use crate::db::credential::Credential;
use crate::db::credential_audit_log::{self, Subject};
use crate::db::credential_seal::{self, Sealed};
use crate::db::credential_type::CredentialType;
use crate::db::{self, Commit, Exclusion, Session};
use crate::error::{Advice, Code};
use crate::model::{CredentialAction, CredentialForm, CredentialValues, FieldProblem};
use crate::package::Shown;
use crate::vault::{Binding, KeyRing};

/// By which command something is done, and whether it stays.
#[derive(Debug, Clone, Copy)]
pub struct Deed<'a> {
    pub command: &'a str,
    pub commit: Commit,
}

/// The form of a type of credential, which must be active.
pub fn form(kind: &CredentialType) -> anyhow::Result<CredentialForm> {
    if !kind.is_active {
        let message = format!("the credential type `{}` is not active", kind.name);
        return Err(Advice::new(Code::CredentialType, message)
            .hint("see `automatos credential type list`")
            .into());
    }
    CredentialForm::of(&kind.schema_definition).with_context(|| {
        let message = format!(
            "the fields of the type `{}` cannot be understood",
            kind.name
        );
        Advice::new(Code::CredentialType, message)
    })
}

/// All that is wrong with the values of a credential.
pub fn invalid(name: &str, problems: &[FieldProblem]) -> Advice {
    let lines: Vec<String> = problems
        .iter()
        .map(|problem| format!("\n  {problem}"))
        .collect();
    let message = format!("the values of `{name}` cannot be stored:{}", lines.concat());
    Advice::new(Code::CredentialInvalid, message)
        .hint("`automatos credential type show TYPE` shows what each field takes")
}

/// What the values of a credential are bound to.
pub const fn binding(row: &Sealed) -> Binding<'static> {
    Binding::Credential {
        workspace: row.workspace_id,
        credential: row.id,
        kind: row.credential_type_id,
    }
}

/// Opens what is sealed in a row.
pub fn open(ring: &KeyRing, row: &Sealed) -> anyhow::Result<CredentialValues> {
    let plain = ring
        .open(&binding(row), &row.encrypted_data)
        .map_err(|failure| unopened(&row.name, failure))?;
    // Its own error could show a part of the text.
    serde_json::from_slice(&plain).map_err(|_| {
        let message = format!("what is sealed in the credential `{}` is no JSON", row.name);
        Advice::new(Code::CredentialDamaged, message).into()
    })
}

fn unopened(name: &str, failure: crate::vault::Failure) -> anyhow::Error {
    use crate::vault::Failure;
    let message = format!("the credential `{name}` cannot be opened: {failure}");
    match failure {
        Failure::NoKey(_) => Advice::new(Code::KeyWrong, message)
            .hint("add that key to the master keys; see `automatos key verify`"),
        Failure::Form | Failure::Version(_) | Failure::Altered | Failure::Random => {
            Advice::new(Code::CredentialDamaged, message)
                .hint("restore the row from a backup, or give it new values with `automatos credential update --replace`")
        }
    }
    .into()
}

/// Whether a credential may be called that: something is there to read, and nothing that moves a cursor.
pub fn check_name(name: &str) -> Result<(), Advice> {
    let why = if name.trim().is_empty() {
        "is empty"
    } else if name
        .chars()
        .any(|letter| letter.is_control() || is_unseen(letter))
    {
        "holds characters that cannot be seen"
    } else if name.chars().count() > 255 {
        "has more than 255 characters"
    } else {
        return Ok(());
    };
    let message = format!("the name of the credential {why}: `{}`", Shown::of(name));
    Err(Advice::new(Code::CredentialInvalid, message).hint("choose another name"))
}

/// Letters without width, and those that turn the direction of a text.
const fn is_unseen(letter: char) -> bool {
    matches!(
        letter,
        '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}'
    )
}

/// Fails where something is sealed, and nothing of it with a key of this ring: then it is the ring
/// of another database, and what it sealed here nobody else could open.
pub fn check_ring(conn: &mut PgConnection, ring: &KeyRing) -> anyhow::Result<()> {
    let ids = ring.ids();
    if credential_seal::fits(conn, &ids)? {
        return Ok(());
    }
    let message = format!(
        "nothing in this database is sealed with the master key {}",
        ids.join(" or ")
    );
    Err(Advice::new(Code::KeyWrong, message)
        .hint("use the master keys of this database; `automatos key verify` says which it needs")
        .into())
}

/// Something that was done with credentials.
#[derive(Debug)]
pub struct Done<'a> {
    pub action: CredentialAction,
    /// Never a secret.
    pub details: Value,
    /// Why it failed; nothing where it succeeded.
    pub error: Option<&'a str>,
}

/// Adds what was done with credentials to their log, in the transaction that does it.
pub fn record(
    conn: &mut PgConnection,
    actor: &str,
    credentials: &[Credential],
    done: Done<'_>,
) -> anyhow::Result<()> {
    let subjects: Vec<Subject<'_>> = credentials.iter().map(subject).collect();
    let Done {
        action,
        details,
        error,
    } = done;
    let deed = credential_audit_log::Deed {
        action,
        by: actor,
        error,
        details,
    };
    credential_audit_log::append(conn, &subjects, &deed)?;
    Ok(())
}

/// Adds the change of one credential to the audit trail of everything.
fn tell(
    conn: &mut PgConnection,
    (actor, command): (&str, &str),
    (action, credential): (&str, &Credential),
    (before, after): (Value, Value),
) -> anyhow::Result<()> {
    let change = Change {
        workspace_id: credential.workspace_id,
        actor,
        command,
        object_type: "credential",
        object_id: &credential.id.to_string(),
        object_name: &credential.name,
        action,
        after,
    };
    audit_event::insert_explained(conn, &change, None, &before)?;
    Ok(())
}

/// Records an attempt that was refused, in a transaction of its own, since that of the attempt was
/// rolled back. Only what was to stay is recorded.
pub fn refused(
    session: &mut Session,
    deed: &Deed<'_>,
    credential: &Credential,
    action: CredentialAction,
    error: &anyhow::Error,
) -> anyhow::Result<()> {
    if deed.commit == Commit::DryRun {
        return Ok(());
    }
    let actor = session.actor.clone();
    let reason = reason(error);
    db::write(session, Commit::Keep, Exclusion::None, |conn| {
        let done = Done {
            action,
            details: json!({"command": deed.command}),
            error: Some(&reason),
        };
        record(conn, &actor, std::slice::from_ref(credential), done)?;
        let told = json!({"action": action, "error": reason});
        let who = (actor.as_str(), deed.command);
        tell(conn, who, ("refused", credential), (json!({}), told))
    })
    .context("the refused attempt could not be recorded either")
}

/// What an error says to people. The rest of its chain may say more than should be kept.
pub fn reason(error: &anyhow::Error) -> String {
    let of_database = || {
        let cause = error.chain().find_map(|it| it.downcast_ref());
        cause.map(db::failure::statement)
    };
    let advice = error.downcast_ref::<Advice>().cloned().or_else(of_database);
    advice.map_or_else(
        || Code::Failed.as_str().to_owned(),
        |advice| format!("{}: {}", advice.code.as_str(), advice.message),
    )
}

/// Runs the transaction of an attempt; where that fails, records that it did.
fn attempt<T>(
    session: &mut Session,
    deed: &Deed<'_>,
    (action, credential): (CredentialAction, &Credential),
    work: impl FnMut(&mut PgConnection) -> anyhow::Result<T>,
) -> anyhow::Result<T> {
    match db::write(session, deed.commit, Exclusion::None, work) {
        Ok(done) => Ok(done),
        Err(error) => {
            if let Err(second) = refused(session, deed, credential, action, &error) {
                (session.remark)(&format!("{second:#}"));
            }
            Err(error)
        }
    }
}

/// What is sealed in a credential, held to the end of the transaction.
fn held(conn: &mut PgConnection, credential: &Credential) -> anyhow::Result<Sealed> {
    credential_seal::hold(conn, credential.workspace_id, credential.id)?.ok_or_else(|| {
        let message = format!("the credential `{}` was removed meanwhile", credential.name);
        Advice::new(Code::NameUnknown, message).into()
    })
}

fn subject(credential: &Credential) -> Subject<'_> {
    Subject {
        workspace_id: credential.workspace_id,
        id: credential.id,
        name: &credential.name,
    }
}

/// What of a credential may be told.
fn told(credential: &Credential) -> Value {
    json!({
        "name": credential.name, "type": credential.kind, "environment": credential.environment,
        "description": credential.description, "tags": credential.tags,
        "is_active": credential.is_active, "expires_at": credential.expires_at,
        "key_id": credential.key_id,
    })
}

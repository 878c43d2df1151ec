//! A credential is changed: what it is called and for, or one of its values, or all of them.

use anyhow::Context;
use chrono::{DateTime, Utc};
use diesel::PgConnection;
use serde_json::{Value, json};

use super::{Deed, Done, attempt, binding, check_ring, form, held, invalid, open, record, told};
use crate::db::Session;
use crate::db::credential::{self, Changes, Credential};
use crate::db::credential_seal::Sealed;
use crate::db::credential_type::CredentialType;
use crate::error::{Advice, Code};
use crate::model::{CredentialAction, CredentialValues, TestStatus};
use crate::vault::KeyRing;

/// What is to change; what is absent stays, and an inner nothing clears it.
#[expect(
    clippy::option_option,
    reason = "to stay and to be cleared are two things"
)]
#[derive(Default)]
pub struct Wanted {
    pub name: Option<String>,
    pub description: Option<Option<String>>,
    pub tags: Option<Vec<String>>,
    pub is_active: Option<bool>,
    pub expires_at: Option<Option<DateTime<Utc>>>,
    pub values: Values,
}

/// What happens to its values.
#[derive(Default)]
pub enum Values {
    /// They stay.
    #[default]
    Same,
    /// These are put over those that are there; the rest stays.
    Some(CredentialValues),
    /// These and no others.
    All(CredentialValues),
}

impl Wanted {
    /// Whether nothing is to change.
    pub fn is_empty(&self) -> bool {
        let values = match &self.values {
            Values::Same => true,
            Values::Some(given) => given.is_empty(),
            Values::All(_) => false,
        };
        values
            && self.name.is_none()
            && self.description.is_none()
            && self.tags.is_none()
            && self.is_active.is_none()
            && self.expires_at.is_none()
    }
}

/// Changes it. Its last test says nothing of new values, so they begin untested.
pub fn run(
    session: &mut Session,
    ring: Option<&KeyRing>,
    deed: &Deed<'_>,
    (credential, kind): (&Credential, &CredentialType),
    wanted: &Wanted,
) -> anyhow::Result<Credential> {
    let actor = session.actor.clone();
    let what = (CredentialAction::Updated, credential);
    attempt(session, deed, what, |conn| {
        if let Some(name) = &wanted.name {
            super::check_name(name)?;
        }
        let before = held(conn, credential)?;
        let mut changes = Changes {
            name: wanted.name.as_deref(),
            description: wanted.description.clone(),
            tags: wanted.tags.as_deref(),
            is_active: wanted.is_active,
            expires_at: wanted.expires_at,
            ..Changes::default()
        };
        let mut fields: Vec<String> = Vec::new();
        if let Some(given) = wanted.values.given() {
            fields = given
                .names()
                .chain(given.emptied())
                .map(ToOwned::to_owned)
                .collect();
            let ring = ring.context("values were given without a master key")?;
            let sealed = resealed(conn, ring, (&before, kind), &wanted.values)?;
            changes.encrypted_data = Some(sealed);
            changes.key_id = Some(ring.active().id().to_string());
            changes.last_tested_at = Some(None);
            changes.test_status = Some(TestStatus::NotTested);
            changes.test_message = Some(None);
        }
        let after = credential::update(conn, credential, &changes)
            .map_err(|error| unchanged(credential, wanted, error))?;
        let done = Done {
            action: CredentialAction::Updated,
            details: json!({"command": deed.command, "fields": fields}),
            error: None,
        };
        record(conn, &actor, std::slice::from_ref(&after), done)?;
        let mut now = told(&after);
        if let Value::Object(now) = &mut now {
            now.insert("fields".to_owned(), json!(fields));
        }
        let who = (actor.as_str(), deed.command);
        super::tell(conn, who, ("update", &after), (told(credential), now))?;
        Ok(after)
    })
}

/// Why it could not be changed: mostly since its new name is taken.
fn unchanged(
    credential: &Credential,
    wanted: &Wanted,
    error: diesel::result::Error,
) -> anyhow::Error {
    use diesel::result::{DatabaseErrorKind, Error};
    match (&error, &wanted.name) {
        (Error::DatabaseError(DatabaseErrorKind::UniqueViolation, _), Some(name)) => {
            let environment = credential.environment;
            let message = format!("there is a credential `{name}` ({environment}) already");
            Advice::new(Code::NameTaken, message)
                .hint("choose another name")
                .into()
        }
        _ => anyhow::Error::new(error).context(format!(
            "the credential `{}` cannot be changed",
            credential.name
        )),
    }
}

impl Values {
    const fn given(&self) -> Option<&CredentialValues> {
        match self {
            Self::Same => None,
            Self::Some(values) | Self::All(values) => Some(values),
        }
    }
}

/// The new values, sealed.
fn resealed(
    conn: &mut PgConnection,
    ring: &KeyRing,
    (row, kind): (&Sealed, &CredentialType),
    values: &Values,
) -> anyhow::Result<String> {
    check_ring(conn, ring)?;
    let form = form(kind)?;
    let whole = match values {
        Values::Same => open(ring, row)?,
        Values::All(given) => given.clone(),
        Values::Some(given) => {
            let mut whole = open(ring, row)?;
            whole.extend(given.clone());
            let mut whole = form.pruned(whole);
            // What was given and does not fit is said, not dropped.
            whole.extend(given.clone());
            whole
        }
    };
    let whole = form
        .check(&whole)
        .map_err(|problems| invalid(&row.name, &problems))?;
    Ok(ring.seal(&binding(row), &whole.plain()?)?)
}

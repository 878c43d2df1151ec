//! A new user, with a personal workspace.

use anyhow::Context;
use serde::Serialize;
use serde_json::json;

use super::{record, taken, told};
use crate::db::user::{self, New, User};
use crate::db::{self, Exclusion, Session, seed_known, seed_owner};
use crate::error::{Advice, Code};
use crate::ops::Deed;

/// Who the new user is.
#[derive(Debug)]
pub struct Wanted {
    pub username: String,
    pub email: String,
    pub name: Option<String>,
}

/// A user and their own workspace.
#[derive(Debug, Serialize)]
pub struct Created {
    #[serde(flatten)]
    pub user: User,
    /// The slug of their personal workspace.
    pub workspace: Option<String>,
}

/// Creates the user, their personal workspace and their membership in it.
pub fn run(session: &mut Session, deed: &Deed<'_>, wanted: &Wanted) -> anyhow::Result<Created> {
    let Wanted {
        username,
        email,
        name,
    } = wanted;
    db::write(session, deed.commit, Exclusion::None, |conn| {
        let new = New {
            username,
            email,
            name: name.as_deref(),
        };
        let inserted = user::insert(conn, &new)
            .with_context(|| format!("the user `{username}` cannot be created"))?;
        let Some(user) = inserted else {
            if user::has_email(conn, 0, email)? {
                return Err(taken(email).into());
            }
            let message = format!("there is a user `{username}` already");
            return Err(Advice::new(Code::NameTaken, message)
                .hint("choose another name")
                .into());
        };
        let now = seed_known::now(conn)?;
        let made = seed_owner::give_workspaces(conn, &[username], now)?;
        let slugs: Vec<&str> = made
            .iter()
            .map(|member| member.workspace.as_str())
            .collect();
        seed_owner::admit_owners(conn, &slugs, now)?;
        let workspace = slugs.first().map(|slug| (*slug).to_owned());
        let mut after = told(&user);
        if let Some(map) = after.as_object_mut() {
            map.insert("workspace".to_owned(), json!(workspace));
        }
        record(conn, deed, ("create", &user), (&json!({}), after))?;
        Ok(Created { user, workspace })
    })
}

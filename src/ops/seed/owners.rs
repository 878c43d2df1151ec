//! What must hold of users, workspaces and members together, made and checked when all of them are
//! written.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Context;
use chrono::{DateTime, Utc};
use diesel::PgConnection;
use serde_json::{Value, json};

use super::load::invalid;
use super::reference::Written;
use super::report::{Action, Change, Field};
use crate::db::seed_owner::{self, Fault, Member};
use crate::db::seed_table::workspace_of;
use crate::seed::merge::{Outcome, State};
use crate::seed::{File, Kind, Place, Problem, Problems};

/// Where an item stands: its file's position, and its place in it.
type Stands = (usize, Place);

/// What a run wrote of users, workspaces and members, and of actions of apps.
#[derive(Debug, Default)]
pub struct Owners {
    new_users: Vec<String>,
    /// Workspaces, and those of members, by slug.
    workspaces: BTreeMap<String, Stands>,
    /// Workspaces that are new or have a new owner.
    owned: Vec<String>,
    /// Members by key.
    members: BTreeMap<String, Stands>,
    /// Workspaces that lost members.
    lost: BTreeSet<String>,
    apps: BTreeSet<String>,
}

impl Owners {
    /// Takes note of an item whose row is written.
    pub fn wrote(&mut self, Written { item, fields, new }: Written<'_>) {
        let stands = (item.file, item.place);
        match item.kind {
            Kind::Users if new => self.new_users.push(item.key.clone()),
            Kind::Workspaces => {
                self.workspaces.insert(item.key.clone(), stands);
                if new || fields.contains_key("owner") {
                    self.owned.push(item.key.clone());
                }
            }
            Kind::WorkspaceMembers => {
                let workspace = workspace_of(&item.key).to_owned();
                self.workspaces.entry(workspace).or_insert(stands);
                self.members.insert(item.key.clone(), stands);
            }
            Kind::ComposioActions => drop(self.apps.insert(workspace_of(&item.key).to_owned())),
            Kind::Users
            | Kind::CredentialTypes
            | Kind::SystemSettings
            | Kind::LlmModels
            | Kind::Skills
            | Kind::Patterns
            | Kind::Personas
            | Kind::PluginCategories
            | Kind::ComposioApps
            | Kind::Recipes
            | Kind::WorkspacePlugins
            | Kind::WorkspaceLlmModels
            | Kind::WorkspaceSkills
            | Kind::WorkspacePatterns
            | Kind::WorkspacePersonas
            | Kind::Agents
            | Kind::Workflows
            | Kind::RoutingRules => {}
        }
    }

    /// Takes note of rows of a kind that are removed.
    pub fn removed(&mut self, kind: Kind, keys: &[String]) {
        let first = keys.iter().map(|key| workspace_of(key).to_owned());
        if kind == Kind::WorkspaceMembers {
            for workspace in first {
                self.workspaces
                    .entry(workspace.clone())
                    .or_insert((0, Place::FILE));
                self.lost.insert(workspace);
            }
        } else if kind == Kind::ComposioActions {
            self.apps.extend(first);
        }
    }

    /// Gives new users their workspaces and workspaces their owners, and checks the members of all
    /// of them. Answers what was made. A fixed number of statements, and none where nothing changed.
    pub fn settle(
        &mut self,
        conn: &mut PgConnection,
        files: &[File],
        now: DateTime<Utc>,
    ) -> anyhow::Result<Vec<Change>> {
        let mut written = std::mem::take(self);
        if !written.apps.is_empty() {
            seed_owner::count_actions(conn, &texts(&written.apps))
                .context("the actions of apps cannot be counted")?;
        }
        let mut changes = Vec::new();
        let mut slugs: Vec<String> = written.workspaces.keys().cloned().collect();
        if !written.new_users.is_empty() {
            let made = seed_owner::give_workspaces(conn, &texts(&written.new_users), now)
                .context("personal workspaces cannot be created")?;
            for Member { workspace, .. } in &made {
                slugs.push(workspace.clone());
                written.owned.push(workspace.clone());
            }
            changes.extend(made.iter().map(workspace_made));
        }
        if slugs.is_empty() {
            return Ok(changes);
        }
        if !written.owned.is_empty() {
            let admitted = seed_owner::admit_owners(conn, &texts(&written.owned), now)
                .context("owners cannot be made members")?;
            changes.extend(admitted.iter().map(owner_admitted));
        }
        let faults = seed_owner::faults(conn, &texts(&slugs), &texts(&written.lost))
            .context("the members cannot be read")?;
        if faults.is_empty() {
            return Ok(changes);
        }
        let mut problems = Problems::default();
        for fault in &faults {
            problems.push(written.problem(fault, files));
        }
        problems.sort();
        Err(invalid(problems))
    }

    fn problem(&self, fault: &Fault, files: &[File]) -> Problem {
        let workspace = &fault.workspace;
        let (message, hint, stands) = match &fault.stranger {
            None => (
                format!("the workspace `{workspace}` has no member with the role `owner`"),
                "at least one owner remains: add one to workspace_members",
                self.workspaces.get(workspace),
            ),
            Some(username) => (
                format!("`{username}` is in the personal workspace `{workspace}` of somebody else"),
                "its owner is its only member: take the user out, or write `kind: organization`",
                self.members
                    .get(&format!("{workspace}/{username}"))
                    .or_else(|| self.workspaces.get(workspace)),
            ),
        };
        let (file, place) = stands.copied().unwrap_or((0, Place::FILE));
        Problem {
            file: files
                .get(file)
                .map(|file| file.name.clone())
                .unwrap_or_default(),
            line: place.line,
            column: place.column,
            message,
            text: None,
            hint: Some(hint.to_owned()),
        }
    }
}

fn texts<'a>(names: impl IntoIterator<Item = &'a String>) -> Vec<&'a str> {
    names.into_iter().map(String::as_str).collect()
}

fn workspace_made(made: &Member) -> Change {
    let fields = [("kind", json!("personal")), ("owner", json!(made.username))];
    change(Kind::Workspaces, made.workspace.clone(), &fields)
}

fn owner_admitted(made: &Member) -> Change {
    let key = format!("{}/{}", made.workspace, made.username);
    change(Kind::WorkspaceMembers, key, &[("role", json!("owner"))])
}

fn change(kind: Kind, key: String, fields: &[(&str, Value)]) -> Change {
    let field = |(field, to): &(&str, Value)| Field {
        field: (*field).to_owned(),
        state: State::Created,
        from: Value::Null,
        to: to.clone(),
    };
    Change {
        kind: kind.as_str(),
        key,
        outcome: Action::Merged(Outcome::Created),
        fields: fields.iter().map(field).collect(),
    }
}

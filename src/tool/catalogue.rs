//! Apps with their actions, checked, in the words of the app cache.

use std::collections::BTreeSet;

use serde::Serialize;
use serde_json::Value;

use crate::error::{Advice, Code};

/// What a catalogue says.
#[derive(Debug, Default)]
pub struct Catalogue {
    pub apps: Vec<App>,
    pub actions: Vec<Action>,
    /// Whether it lists apps for their own sake: one that it does not list is gone then. A list of
    /// actions alone names some apps only.
    pub is_complete: bool,
}

/// An app.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct App {
    /// In upper case.
    pub app_name: String,
    /// In lower case.
    pub app_slug: String,
    pub display_name: String,
    pub description: Option<String>,
    pub logo_url: Option<String>,
    pub categories: Vec<String>,
    pub auth_schemes: Vec<String>,
    /// How many actions it has; nothing where the catalogue does not say.
    pub action_count: Option<i32>,
    pub trigger_count: i32,
    pub status: String,
    pub metadata: Value,
    /// Whether the catalogue lists its actions: one that it does not list is gone then.
    #[serde(skip)]
    pub lists_actions: bool,
    /// Whether it was read as an app, and not made up from what an action says of its app.
    #[serde(skip)]
    pub is_listed: bool,
}

/// An action of an app.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Action {
    pub app_name: String,
    pub action_name: String,
    pub action_slug: String,
    pub display_name: String,
    pub description: Option<String>,
    pub parameters: Value,
    pub response_schema: Value,
    pub tags: Vec<String>,
    pub category: Option<String>,
    pub is_premium: bool,
    pub metadata: Value,
}

/// How many problems are told at once.
const MOST_TOLD: usize = 5;

impl Catalogue {
    /// Refuses what the app cache could not keep: all problems at once, `name` says of which
    /// document. Apps that are named twice the same way are one.
    pub fn checked(mut self, name: &str, mut problems: Vec<String>) -> Result<Self, Advice> {
        self.merge_apps();
        let mut slugs = BTreeSet::new();
        for app in &self.apps {
            let at = format!("app `{}`", app.app_name);
            length(&mut problems, &at, "name", &app.app_name, 255);
            length(&mut problems, &at, "slug", &app.app_slug, 100);
            length(&mut problems, &at, "display name", &app.display_name, 255);
            length(&mut problems, &at, "status", &app.status, 50);
            if app
                .logo_url
                .as_ref()
                .is_some_and(|url| url.chars().count() > 500)
            {
                problems.push(format!("{at}: its logo has more than 500 characters"));
            }
            if !slugs.insert(&app.app_slug) {
                problems.push(format!("{at}: another app has the slug `{}`", app.app_slug));
            }
        }
        let mut names = BTreeSet::new();
        for action in &self.actions {
            let at = format!("action `{}` of `{}`", action.action_name, action.app_name);
            length(&mut problems, &at, "name", &action.action_name, 255);
            length(&mut problems, &at, "slug", &action.action_slug, 100);
            length(
                &mut problems,
                &at,
                "display name",
                &action.display_name,
                255,
            );
            if !names.insert((&action.app_name, &action.action_name)) {
                problems.push(format!("{at} is there twice"));
            }
        }
        if self.apps.is_empty() && problems.is_empty() {
            problems.push("it has no apps".to_owned());
        }
        if problems.is_empty() {
            return Ok(self);
        }
        let more = problems.len().saturating_sub(MOST_TOLD);
        problems.truncate(MOST_TOLD);
        if more > 0 {
            problems.push(format!("and {more} more"));
        }
        let told = problems.join("; ");
        let message = format!("the catalogue {name} cannot be used: {told}");
        Err(Advice::new(Code::ToolCatalogue, message).hint("nothing was written"))
    }

    /// Makes one of apps of the same name: one that was listed goes before one that an action named.
    fn merge_apps(&mut self) {
        self.apps
            .sort_by(|a, b| (&a.app_name, !a.is_listed).cmp(&(&b.app_name, !b.is_listed)));
        let apps = std::mem::take(&mut self.apps);
        for app in apps {
            match self.apps.last_mut() {
                Some(last) if last.app_name == app.app_name => {
                    last.lists_actions |= app.lists_actions;
                }
                Some(_) | None => self.apps.push(app),
            }
        }
        for app in &mut self.apps {
            if app.lists_actions {
                let listed = self.actions.iter();
                let count = listed
                    .filter(|action| action.app_name == app.app_name)
                    .count();
                app.action_count = i32::try_from(count).ok();
            }
        }
    }
}

fn length(problems: &mut Vec<String>, at: &str, what: &str, text: &str, most: usize) {
    let count = text.chars().count();
    if count == 0 || count > most {
        problems.push(format!(
            "{at}: its {what} has {count} characters, not 1 to {most}"
        ));
    }
}

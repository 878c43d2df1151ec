//! A catalogue as a document: a page of Composio's API, a seed file's content as JSON, or both lists
//! in one.

use serde_json::Value;

use super::catalogue::Catalogue;
use super::composio;
use crate::error::{Advice, Code};

/// Reads the pages of a catalogue, which are one after the other. Each is
/// `{"items": [...]}`, `{"apps": [...], "actions": [...]}` or a list alone; the items are apps, which
/// may list their own actions, or actions.
pub fn read(name: &str, pages: &[Value]) -> Result<Catalogue, Advice> {
    let mut catalogue = Catalogue::default();
    let mut problems = Vec::new();
    for page in pages {
        let lists = lists(page).ok_or_else(|| {
            let message = format!("the catalogue {name} has no list of apps or actions");
            Advice::new(Code::ToolCatalogue, message)
                .hint("it is `{\"items\": [...]}` as Composio answers, or `{\"apps\": [...]}`")
        })?;
        for (list, items) in lists {
            for (index, item) in items.iter().enumerate() {
                if let Err(problem) = add(&mut catalogue, item) {
                    problems.push(format!("{list}[{index}]: {problem}"));
                }
            }
        }
    }
    catalogue.checked(name, problems)
}

/// The lists of a page with what they are called.
fn lists(page: &Value) -> Option<Vec<(&'static str, &Vec<Value>)>> {
    if let Value::Array(items) = page {
        return Some(vec![("items", items)]);
    }
    let found: Vec<(&'static str, &Vec<Value>)> = ["items", "apps", "toolkits", "actions", "tools"]
        .into_iter()
        .filter_map(|name| Some((name, page.get(name)?.as_array()?)))
        .collect();
    (!found.is_empty()).then_some(found)
}

fn add(catalogue: &mut Catalogue, item: &Value) -> Result<(), String> {
    if !item.is_object() {
        return Err("it is no object".to_owned());
    }
    if composio::is_action(item) {
        let (action, app) = composio::action(item, None)?;
        catalogue.actions.push(action);
        catalogue.apps.extend(app);
        return Ok(());
    }
    let app = composio::app(item)?;
    for (index, inner) in composio::actions_of(item).into_iter().flatten().enumerate() {
        let (action, _) = composio::action(inner, Some(&app))
            .map_err(|problem| format!("actions[{index}]: {problem}"))?;
        if action.app_name != app.app_name {
            return Err(format!("actions[{index}]: it is of another app"));
        }
        catalogue.actions.push(action);
    }
    catalogue.is_complete = true;
    catalogue.apps.push(app);
    Ok(())
}

//! One app or one action, in any of the forms in which Composio and our own seeds write them.
//!
//! Toolkits and tools of Composio's API of version 3 (`slug`, `name`, `meta`, `input_parameters`,
//! `toolkit`), apps and actions of version 1 (`key`, `displayName`, `appName`, `parameters`), and the
//! fields of the seed kinds `composio_apps` and `composio_actions`.

use serde_json::{Map, Value, json};

use super::catalogue::{Action, App};

/// Fields of an app that have a column of their own.
const APP_FIELDS: &[&str] = &[
    "slug",
    "key",
    "app_slug",
    "name",
    "app_name",
    "displayName",
    "display_name",
    "description",
    "logo",
    "logo_url",
    "categories",
    "auth_schemes",
    "status",
    "metadata",
    "meta",
    "actions",
    "tools",
    "trigger_count",
];
/// Fields of an action that have a column of their own.
const ACTION_FIELDS: &[&str] = &[
    "slug",
    "action_slug",
    "name",
    "action_name",
    "displayName",
    "display_name",
    "description",
    "input_parameters",
    "parameters",
    "output_parameters",
    "response",
    "response_schema",
    "tags",
    "category",
    "is_premium",
    "metadata",
    "toolkit",
    "appName",
    "app_name",
    "appKey",
];

/// Whether an item is an action: an app has neither parameters nor an app.
pub fn is_action(item: &Value) -> bool {
    [
        "input_parameters",
        "parameters",
        "toolkit",
        "appName",
        "appKey",
        "action_name",
    ]
    .iter()
    .any(|field| item.get(field).is_some())
}

/// Whether an item of a list tells which app it belongs to.
pub fn actions_of(item: &Value) -> Option<&Vec<Value>> {
    ["actions", "tools"]
        .iter()
        .find_map(|field| item.get(field)?.as_array())
}

/// The app that an item is.
pub fn app(item: &Value) -> Result<App, String> {
    let slug = text(item, &["slug", "app_slug", "key", "app_name", "name"])
        .ok_or("it has neither `slug` nor `name`")?;
    let name = text(item, &["app_name", "slug", "key", "name"]).unwrap_or(slug);
    let meta = item.get("meta").unwrap_or(&Value::Null);
    let of_either = |fields: &[&str]| text(item, fields).or_else(|| text(meta, fields));
    let number = |fields: &[&str]| whole(item, fields).or_else(|| whole(meta, fields));
    let categories = item.get("categories").or_else(|| meta.get("categories"));
    Ok(App {
        app_name: name.to_uppercase(),
        app_slug: slug.to_lowercase(),
        display_name: text(item, &["displayName", "display_name", "name"])
            .unwrap_or(name)
            .to_owned(),
        description: of_either(&["description"]).map(str::to_owned),
        logo_url: of_either(&["logo", "logo_url"]).map(str::to_owned),
        categories: words(categories),
        auth_schemes: words(item.get("auth_schemes")),
        action_count: number(&["tools_count", "actionsCount", "actions_count"]),
        trigger_count: number(&["triggers_count", "triggersCount", "trigger_count"]).unwrap_or(0),
        status: text(item, &["status"]).unwrap_or("active").to_owned(),
        metadata: rest(item, APP_FIELDS, meta),
        lists_actions: actions_of(item).is_some(),
        is_listed: true,
    })
}

/// The action that an item is; `within` is the app that lists it. Its app is told as an app too
/// where the item names it itself.
pub fn action(item: &Value, within: Option<&App>) -> Result<(Action, Option<App>), String> {
    let name =
        text(item, &["action_name", "slug", "name"]).ok_or("it has neither `slug` nor `name`")?;
    let own = match item.get("toolkit") {
        Some(toolkit @ Value::Object(_)) => Some(app(toolkit)?),
        Some(_) | None => text(item, &["app_name", "appName", "appKey"])
            .map(|name| app(&json!({ "slug": name })))
            .transpose()?,
    };
    let owner = own.as_ref().or(within);
    let app_name = owner.ok_or("it names no app")?.app_name.clone();
    let parameters = schema(item, &["input_parameters", "parameters"])?;
    let action = Action {
        app_name,
        action_name: name.to_owned(),
        action_slug: text(item, &["action_slug", "slug"])
            .unwrap_or(name)
            .to_owned(),
        display_name: text(item, &["displayName", "display_name", "name"])
            .unwrap_or(name)
            .to_owned(),
        description: text(item, &["description"]).map(str::to_owned),
        parameters,
        response_schema: schema(item, &["output_parameters", "response_schema", "response"])?,
        tags: words(item.get("tags")),
        category: text(item, &["category"]).map(str::to_owned),
        is_premium: item.get("is_premium") == Some(&Value::Bool(true)),
        metadata: rest(item, ACTION_FIELDS, &Value::Null),
    };
    let named = own.map(|app| App {
        is_listed: false,
        ..app
    });
    Ok((action, named))
}

/// The first of these fields that is a text which says something.
fn text<'a>(item: &'a Value, fields: &[&str]) -> Option<&'a str> {
    fields
        .iter()
        .filter_map(|field| item.get(field)?.as_str())
        .map(str::trim)
        .find(|text| !text.is_empty())
}

fn whole(item: &Value, fields: &[&str]) -> Option<i32> {
    let number = fields.iter().find_map(|field| item.get(field)?.as_u64());
    number.map(|number| i32::try_from(number).unwrap_or(i32::MAX))
}

/// A list of texts, of objects with a `name`, an `id`, a `slug` or a `mode`, or a text with commas.
fn words(value: Option<&Value>) -> Vec<String> {
    let listed: Vec<&str> = match value {
        Some(Value::Array(items)) => items
            .iter()
            .filter_map(|item| {
                item.as_str()
                    .or_else(|| text(item, &["name", "id", "slug", "mode"]))
            })
            .collect(),
        Some(Value::String(text)) => text.split(',').collect(),
        Some(_) | None => Vec::new(),
    };
    let mut words: Vec<String> = Vec::new();
    for word in listed.into_iter().map(str::trim) {
        if !word.is_empty() && !words.iter().any(|known| known == word) {
            words.push(word.to_owned());
        }
    }
    words
}

fn schema(item: &Value, fields: &[&str]) -> Result<Value, String> {
    let found = fields
        .iter()
        .find_map(|field| Some((*field, item.get(field)?)));
    match found {
        None | Some((_, Value::Null)) => Ok(json!({})),
        Some((_, schema @ Value::Object(_))) => Ok(schema.clone()),
        Some((field, _)) => Err(format!("its `{field}` is no JSON schema")),
    }
}

/// What an item says beyond the fields that have a column.
fn rest(item: &Value, known: &[&str], meta: &Value) -> Value {
    let mut rest: Map<String, Value> = item
        .get("metadata")
        .and_then(Value::as_object)
        .cloned()
        .unwrap_or_default();
    let more = item.as_object().into_iter().flatten();
    for (name, value) in more.filter(|(name, _)| !known.contains(&name.as_str())) {
        rest.insert(name.clone(), value.clone());
    }
    if let Value::Object(meta) = meta {
        for (name, value) in meta {
            rest.entry(name.clone()).or_insert_with(|| value.clone());
        }
    }
    Value::Object(rest)
}

//! What runs by itself: hooks and MCP servers.

use serde_json::{Map, Value};

use super::File;
use super::manifest::{Form, Manifest, json};
use super::parts;
use super::remark::{Remark, Remarks};
use super::shown::Shown;

const HOOKS: &str = "hooks/hooks.json";
const SERVERS: &str = ".mcp.json";

/// What was found.
#[derive(Debug, Default)]
pub struct Running {
    /// How many things hooks run.
    pub hooks: u64,
    /// Names of MCP servers, sorted, each once.
    pub mcp_servers: Vec<String>,
}

/// Counts hooks and servers: those in the usual files, and for a Claude Code plugin those that its
/// manifest holds or names. A file that cannot be understood is remarked on.
pub fn count(
    files: &[File],
    manifest: &Manifest,
    most_parsed: usize,
    remarks: &mut Remarks,
) -> Running {
    let mut running = Running::default();
    let mut find = |usual, key| {
        Search {
            files,
            most_parsed,
            remarks,
        }
        .all(usual, said(manifest, key))
    };
    for hooks in find(HOOKS, "hooks") {
        running.hooks += handlers(hooks.get("hooks").unwrap_or(&hooks));
    }
    for servers in find(SERVERS, "mcpServers") {
        let servers = servers.get("mcpServers").unwrap_or(&servers);
        let names = servers.as_object().into_iter().flat_map(Map::keys).cloned();
        running.mcp_servers.extend(names);
    }
    running.mcp_servers.sort();
    running.mcp_servers.dedup();
    running
}

fn said<'a>(manifest: &'a Manifest, key: &str) -> Option<&'a Value> {
    match manifest.form {
        Form::ClaudePlugin => manifest.raw.get(key),
        Form::Manifest | Form::Skill => None,
    }
}

/// Hooks by event: each event has a list of matchers, each matcher a list of what it runs; a matcher
/// without a list runs one thing.
fn handlers(events: &Value) -> u64 {
    let matchers = events
        .as_object()
        .into_iter()
        .flat_map(Map::values)
        .filter_map(Value::as_array);
    let runs = |matcher: &Value| {
        matcher
            .get("hooks")
            .and_then(Value::as_array)
            .map_or(1, Vec::len)
    };
    let count: usize = matchers.flatten().map(runs).sum();
    u64::try_from(count).unwrap_or(u64::MAX)
}

/// Looks for JSON in files and in the manifest.
struct Search<'a> {
    files: &'a [File],
    most_parsed: usize,
    remarks: &'a mut Remarks,
}

impl Search<'_> {
    /// Every JSON object there is: in the `usual` file, in the files that the manifest names, in itself.
    fn all(mut self, usual: &str, said: Option<&Value>) -> Vec<Value> {
        let mut places = parts::places(self.files, said, self.remarks);
        if self.files.iter().any(|file| file.path == usual) {
            places.insert(usual);
        }
        let mut found: Vec<Value> = places
            .into_iter()
            .filter_map(|path| self.parse(path))
            .collect();
        let inline = match said {
            Some(Value::Array(list)) => list.as_slice(),
            Some(value) => std::slice::from_ref(value),
            None => &[],
        };
        found.extend(inline.iter().filter(|value| value.is_object()).cloned());
        found
    }

    fn parse(&mut self, path: &str) -> Option<Value> {
        let file = self.files.iter().find(|file| file.path == path);
        let parsed = match file {
            None => Err("it is a folder".to_owned()),
            Some(file) if file.bytes.len() > self.most_parsed => {
                Err(format!("it is larger than {} bytes", self.most_parsed))
            }
            Some(file) => json::parse(&file.bytes).map_err(|cause| cause.to_string()),
        };
        let cause = match parsed {
            Ok(value) if value.is_object() => return Some(value),
            Ok(_) => "it is no JSON object".to_owned(),
            Err(cause) => cause,
        };
        self.remarks.push(Remark::Unparsable {
            path: Shown::of(path),
            cause: Shown::of(cause),
        });
        None
    }
}

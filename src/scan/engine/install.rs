//! Commands that install: what, and where from.

use crate::scan::host::Class;
use crate::scan::rules;
use crate::scan::shell::command::Call;
use crate::scan::shell::judge::Judge;
use crate::scan::shell::resolve::Value;

/// Flags that name a registry.
static REGISTRIES: &[&str] = &[
    "--index-url",
    "--extra-index-url",
    "--registry",
    "--find-links",
    "--index",
    "--default-index",
    "--source",
];
/// Installers that take addresses as well as names.
static INSTALLERS: &[&str] = &[
    "pip", "pip3", "npm", "npx", "uv", "uvx", "pipx", "yarn", "pnpm", "bunx",
];

/// Something is installed.
pub fn install(judge: &mut Judge, call: &Call, name: &str, words: &[Value]) {
    judge.facts.insert("installs packages");
    for (index, word) in words.iter().enumerate() {
        let next = words
            .get(index + 1)
            .map(|value| value.text.clone())
            .unwrap_or_default();
        let text = word.text.clone();
        let (flag, value) = text
            .split_once('=')
            .map_or((text.as_str(), next.as_str()), |(flag, value)| {
                (flag, value)
            });
        let registry = REGISTRIES.contains(&flag) || (flag == "-i" && name.starts_with("pip"));
        if registry {
            redirected(judge, call, flag, value);
        } else if index > 0
            && (index < 3 || name.starts_with("pip"))
            && !words.iter().take(index).any(|word| is_bridge(&word.text))
            && ["http://", "https://", "git+"]
                .iter()
                .any(|scheme| text.starts_with(scheme))
            && INSTALLERS.contains(&name)
        {
            from_address(judge, call, &text);
        } else if index > 0 && !text.starts_with('-') {
            package(judge, call, name, &text);
        }
    }
}

/// Bridges take addresses of servers, not of packages.
fn is_bridge(word: &str) -> bool {
    matches!(word, "mcp-remote" | "supergateway")
}

/// Packages are taken from another registry.
fn redirected(judge: &mut Judge, call: &Call, flag: &str, value: &str) {
    let Some((_, class)) = judge.host_of(value).filter(|_| value.contains("://")) else {
        return;
    };
    let belief = match class {
        Class::Good | Class::Local | Class::Placeholder => return,
        Class::Unknown if value.starts_with("http://") || flag == "--extra-index-url" => 1.0,
        Class::Unknown => 0.6,
        Class::Shortener
        | Class::RawAddress
        | Class::Collector
        | Class::Paste
        | Class::LookAlike
        | Class::Hostile => 1.9,
    };
    judge.found(&rules::REGISTRY, call.part, call.source, belief);
}

/// A package is taken from an address of its own.
fn from_address(judge: &mut Judge, call: &Call, address: &str) {
    let Some((_, class)) = judge.host_of(address) else {
        return;
    };
    let belief = match class {
        Class::Good | Class::Local => return,
        Class::Placeholder => 0.2,
        Class::Unknown => 1.2,
        Class::Shortener
        | Class::RawAddress
        | Class::Collector
        | Class::Paste
        | Class::LookAlike
        | Class::Hostile => 3.4,
    };
    judge.found(&rules::UNKNOWN_SOURCE, call.part, call.source, belief);
}

fn package(judge: &mut Judge, call: &Call, name: &str, text: &str) {
    let family = match name {
        "pip" | "pip3" | "uv" | "uvx" | "pipx" | "poetry" => super::supply::Family::Python,
        "npm" | "npx" | "yarn" | "pnpm" | "bunx" => super::supply::Family::Node,
        _ => return,
    };
    if super::supply::imitated(family, text).is_some() {
        judge.found(&rules::TYPOSQUAT, call.part, call.source, 1.0);
    }
}

//! The three forms of a manifest, and what is counted beside them.

use super::manifests::alone;
use super::refusal;
use super::zip::{Archive, stored};
use crate::package::contents::Part;
use crate::package::manifest::Form;
use crate::package::{Limits, Package, Remark, read_archive};

fn read(files: &[(&str, &str)]) -> Package {
    let entries = files
        .iter()
        .map(|(path, text)| stored(path, text.as_bytes()));
    read_archive(Archive::of(entries).bytes(), &Limits::default()).unwrap()
}

fn remarks(package: &Package) -> Vec<String> {
    package.remarks().iter().map(ToString::to_string).collect()
}

#[test]
fn the_form_of_this_marketplace_is_read() {
    let manifest = r#"{"slug": "tool", "name": "Tool", "version": "1.2.3-rc.1", "description": "d",
        "long_description": "l", "author": {"name": "A", "email": "a@b"}, "license": "MIT", "tags": ["t"],
        "category": "data", "recommended_models": ["m"], "token_estimate": 9, "tools": ["Read"],
        "contents": {"skills": ["one"], "commands": 1, "agents": {"a": {}}, "hooks": 1}}"#;
    let package = read(&[
        ("manifest.json", manifest),
        ("skills/one/SKILL.md", "four"),
        ("skills/one/reference.md", "x"),
        ("commands/go.md", "more"),
        ("agents/a.md", ""),
        (
            "hooks/hooks.json",
            r#"{"hooks": {"Stop": [{"hooks": [{"type": "command", "command": "x"}]}]}}"#,
        ),
    ]);
    let read = package.manifest();
    assert_eq!(
        (read.form, read.slug.as_str(), read.name.as_str()),
        (Form::Manifest, "tool", "Tool")
    );
    assert_eq!(read.version.to_string(), "1.2.3-rc.1");
    assert_eq!(
        (read.author.as_deref(), read.category.as_deref()),
        (Some("A"), Some("data"))
    );
    assert_eq!(
        (read.token_estimate, package.contents().token_estimate),
        (Some(9), 2)
    );
    assert_eq!(remarks(&package), Vec::<String>::new());
}

#[test]
fn a_manifest_that_claims_more_than_there_is_is_a_finding() {
    let manifest = r#"{"slug": "tool", "name": "Tool", "version": "1.0.0",
        "contents": {"skills": 3, "commands": [], "agents": 0, "hooks": 2}}"#;
    let package = read(&[
        ("manifest.json", manifest),
        ("commands/go.md", ""),
        ("agents/a.txt", ""),
    ]);
    let expected = [
        "the manifest claims 3 skills; there are 0",
        "the manifest claims 0 commands; there are 1",
        "the manifest claims 2 hooks; there are 0",
    ];
    assert_eq!(remarks(&package), expected);
}

#[test]
fn a_claude_plugin_keeps_what_it_says() {
    let plugin = r#"{"name": "Code Review", "version": "0.2.0", "keywords": ["a"], "outputStyles": "./styles",
        "skills": ["./extra/deep", "./none/"], "commands": "./more/go.md", "mcpServers": {"db": {}},
        "hooks": "./run.json"}"#;
    let package = read(&[
        (".claude-plugin/plugin.json", plugin),
        ("skills/one/SKILL.md", ""),
        ("extra/deep/SKILL.md", ""),
        ("commands/usual.md", ""),
        ("more/go.md", ""),
        ("more/other.md", ""),
        (
            "run.json",
            r#"{"hooks": {"Stop": [{"command": "x"}], "Start": [{"hooks": [{}, {}]}]}}"#,
        ),
        (".mcp.json", r#"{"mcpServers": {"web": {}, "db": {}}}"#),
    ]);
    let names =
        |parts: &[Part]| -> Vec<String> { parts.iter().map(|part| part.name.clone()).collect() };
    let contents = package.contents();
    assert_eq!(package.manifest().slug.as_str(), "code-review");
    assert_eq!(package.manifest().raw["outputStyles"], "./styles");
    assert_eq!(names(&contents.skills), ["deep", "one"]);
    assert_eq!(names(&contents.commands), ["usual", "go"]);
    assert_eq!(
        (contents.hooks, contents.mcp_servers.as_slice()),
        (3, ["db".to_owned(), "web".to_owned()].as_slice())
    );
    assert_eq!(
        remarks(&package),
        ["the manifest names `./none/`, which is not there"]
    );
}

#[test]
fn a_skill_is_a_package_by_itself() {
    let package = read(&[(
        "SKILL.md",
        "---\nname: PDF Tools\ndescription: Use when: always\nmetadata:\n  version: 1.10\n---\n",
    )]);
    let manifest = package.manifest();
    assert_eq!(
        (manifest.form, manifest.slug.as_str()),
        (Form::Skill, "pdf-tools")
    );
    assert_eq!(manifest.version.to_string(), "1.10.0");
    assert_eq!(package.contents().skills.len(), 1);
    let ids: Vec<&str> = package.remarks().iter().map(Remark::id).collect();
    assert_eq!(ids, ["loose-frontmatter", "loose-version"]);

    let plain = read(&[("skill.md", "---\nname: a\n---\n")]);
    assert_eq!(plain.manifest().version.to_string(), "0.1.0");
    assert!(plain.remarks().is_empty());
}

#[test]
fn one_manifest_counts() {
    let own = r#"{"slug": "own", "name": "Own", "version": "1.0.0"}"#;
    let both = read(&[
        ("manifest.json", own),
        (".claude-plugin/plugin.json", r#"{"name": "other"}"#),
    ]);
    assert_eq!(both.manifest().slug.as_str(), "own");
    assert_eq!(
        remarks(&both),
        [".claude-plugin/plugin.json is a second manifest; manifest.json counts"]
    );

    let foreign = read(&[
        ("manifest.json", r#"{"manifest_version": 3}"#),
        ("SKILL.md", "---\nname: a\n---\n"),
    ]);
    assert_eq!(foreign.manifest().form, Form::Skill);
    assert!(refusal(&alone("manifest.json", r#"{"manifest_version": 3}"#)).contains("no manifest"));
}

#[test]
fn what_runs_by_itself_and_cannot_be_understood_is_remarked_on() {
    let package = read(&[
        (".claude-plugin/plugin.json", r#"{"name": "a"}"#),
        ("hooks/hooks.json", "{hooks: 1}"),
        (".mcp.json", "[]"),
    ]);
    let ids: Vec<&str> = package.remarks().iter().map(Remark::id).collect();
    assert_eq!(ids, ["no-version", "unparsable", "unparsable"]);
}

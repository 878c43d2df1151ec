//! Manifests that are none.

use super::Hostile;
use super::zip::{Archive, stored};

const OWN: &str = "manifest.json";
const CLAUDE: &str = ".claude-plugin/plugin.json";
const SKILL: &str = "SKILL.md";

/// One file and what it holds.
const FILES: &[(&str, &str, &str, &str)] = &[
    (
        "a manifest that is no JSON",
        OWN,
        "slug: tool",
        "no manifest",
    ),
    (
        "a manifest cut short",
        OWN,
        r#"{"slug": "tool""#,
        "no manifest",
    ),
    ("a manifest that is a list", OWN, "[]", "no manifest"),
    (
        "no version",
        OWN,
        r#"{"slug": "a", "name": "A"}"#,
        "missing field `version`",
    ),
    (
        "no slug",
        OWN,
        r#"{"version": "1.0.0", "name": "A"}"#,
        "missing field `slug`",
    ),
    (
        "a slug that climbs",
        OWN,
        r#"{"slug": "../a", "name": "A", "version": "1.0.0"}"#,
        "is not a slug",
    ),
    (
        "a slug in upper case",
        OWN,
        r#"{"slug": "Tool", "name": "A", "version": "1.0.0"}"#,
        "is not a slug",
    ),
    (
        "a version that is none",
        OWN,
        r#"{"slug": "a", "name": "A", "version": "new"}"#,
        "not a semantic version",
    ),
    (
        "a version of two numbers",
        OWN,
        r#"{"slug": "a", "name": "A", "version": "1.0"}"#,
        "not a semantic version",
    ),
    (
        "a key said twice",
        OWN,
        r#"{"slug": "a", "slug": "b"}"#,
        "the key `slug` stands twice",
    ),
    (
        "an unknown key",
        OWN,
        r#"{"slug": "a", "verison": "1.0.0"}"#,
        "unknown field `verison`",
    ),
    (
        "a NUL in a name",
        OWN,
        r#"{"slug": "a", "name": "A\u0000"}"#,
        "holds a NUL",
    ),
    (
        "an escape in a name",
        OWN,
        r#"{"slug": "a", "name": "A\u001b[2J", "version": "1.0.0"}"#,
        "control character",
    ),
    (
        "an escape in a key",
        OWN,
        r#"{"slug": "a", "\u001b[2J": 1}"#,
        r"\u{1b}[2J",
    ),
    (
        "a plugin without a name",
        CLAUDE,
        "{}",
        "missing field `name`",
    ),
    (
        "a plugin that is no JSON",
        CLAUDE,
        "name: tool",
        "no manifest",
    ),
    (
        "a plugin in look-alikes",
        CLAUDE,
        r#"{"name": "p\u0430ypal"}"#,
        "no slug can be made",
    ),
    (
        "a plugin of no version",
        CLAUDE,
        r#"{"name": "a", "version": "one"}"#,
        "not a semantic version",
    ),
    (
        "a skill without frontmatter",
        SKILL,
        "# Skill\n",
        "does not begin with frontmatter",
    ),
    (
        "a skill without a name",
        SKILL,
        "---\ndescription: x\n---\n",
        "no name",
    ),
    (
        "a skill of two names",
        SKILL,
        "---\nname: a\nname: b\n---\n",
        "says `name` twice",
    ),
    (
        "frontmatter without an end",
        SKILL,
        "---\nname: a\n",
        "no end",
    ),
    ("no manifest", "README.md", "x", "no manifest"),
    (
        "a marketplace",
        ".claude-plugin/marketplace.json",
        "{}",
        "a marketplace",
    ),
];

/// Archives whose manifest cannot be believed.
pub fn all() -> Vec<Hostile> {
    let files = FILES
        .iter()
        .map(|(name, path, text, words)| Hostile::new(name, &alone(path, text), words));
    let long = [
        (
            "a manifest a mile deep",
            OWN,
            "[".repeat(200_000),
            "no manifest",
        ),
        (
            "a manifest of many small objects",
            OWN,
            format!(
                "{{\"tools\": [{}]}}",
                vec![r#"{"a":{"b":0}}"#; 18_000].join(",")
            ),
            "missing field `slug`",
        ),
        (
            "a manifest too large",
            OWN,
            " ".repeat(2 << 20),
            "manifest `manifest.json` is larger than 262144 bytes",
        ),
        ("frontmatter of endless aliases", SKILL, aliases(), "line"),
        (
            "frontmatter a mile deep",
            SKILL,
            format!("---\n{}\n---\n", "[".repeat(200_000)),
            "line",
        ),
    ];
    let long = long.map(|(name, path, text, words)| Hostile::new(name, &alone(path, &text), words));
    files.chain(long).collect()
}

/// YAML that says little and means nine to the twelfth words.
fn aliases() -> String {
    let lines = (1..12).map(|level| {
        let item = format!("*a{}", level - 1);
        format!(" a{level}: &a{level} [{}]\n", [item.as_str(); 9].join(","))
    });
    let lines: String = lines.collect();
    format!("---\n a0: &a0 [x,x,x,x,x,x,x,x,x]\n{lines}---\n")
}

/// An archive of one file.
pub fn alone(path: &str, text: &str) -> Archive {
    Archive::of([stored(path, text.as_bytes())])
}

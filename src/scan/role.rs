//! What part a file plays in a plugin, and in which language it is written.

use super::language::Language;

/// The part a file plays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Instructions the model follows: skills, commands, agents, rules.
    Instruction,
    /// Text the model or a person may read.
    Reference,
    /// Settings that make something run by itself.
    AutoRun,
    /// Files that run or decide on install.
    Install,
    /// Build pipelines and container recipes.
    Pipeline,
    /// Code.
    Script,
    /// Data.
    Data,
}

/// The last part of a path.
pub fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// Documents that speak to the model wherever they stand.
static TOLD: &[&str] = &[
    "skill.md",
    "claude.md",
    "agents.md",
    "gemini.md",
    "copilot-instructions.md",
    "soul.md",
    "memory.md",
    "heartbeat.md",
    "skill",
    "claude",
    ".cursorrules",
    ".windsurfrules",
    ".clinerules",
];
/// Settings whose commands run by themselves.
static SETTINGS: &[&str] = &[
    ".mcp.json",
    "mcp.json",
    "hooks.json",
    "settings.json",
    "settings.local.json",
    "plugin.json",
    "tasks.json",
    "claude_desktop_config.json",
    "mcp_config.json",
    "mcp_settings.json",
    ".mcp.yaml",
    "mcp.yaml",
    "launch.json",
    "devcontainer.json",
    "manifest.json",
    "server.json",
];
/// Files that an installation reads or runs.
static INSTALLED: &[&str] = &[
    "package.json",
    "setup.py",
    "setup.cfg",
    "pyproject.toml",
    "build.rs",
    "requirements.txt",
    "pipfile",
    "gemfile",
    "composer.json",
    ".npmrc",
    "pip.conf",
    ".yarnrc",
    ".pypirc",
    "sitecustomize.py",
    "usercustomize.py",
    "conftest.py",
    "extensions.json",
];

/// The part a file plays, by its place and name.
#[expect(
    clippy::case_sensitive_file_extension_comparisons,
    reason = "these are names of calls, keys and lower-case paths"
)]
pub fn role(path: &str, language: Language) -> Role {
    let lower = path.to_ascii_lowercase();
    let name = file_name(&lower);
    let inside = |folder: &str| {
        lower.starts_with(&format!("{folder}/")) || lower.contains(&format!("/{folder}/"))
    };
    if language == Language::Markdown {
        let told = TOLD.contains(&name) || name.ends_with(".mdc");
        let placed = [
            "commands", "agents", "prompts", "rules", "hooks", ".claude", ".cursor",
        ]
        .iter()
        .any(|folder| inside(folder));
        return if told || (placed && !name.starts_with("readme")) {
            Role::Instruction
        } else {
            Role::Reference
        };
    }
    let settings = SETTINGS.contains(&name);
    if settings {
        return Role::AutoRun;
    }
    if INSTALLED.contains(&name)
        || name.ends_with(".gemspec")
        || name.ends_with(".pth")
        || (name.starts_with("requirements") && name.ends_with(".txt"))
    {
        return Role::Install;
    }
    if lower.contains(".github/workflows/")
        || name == "action.yml"
        || name == ".gitlab-ci.yml"
        || name.starts_with("dockerfile")
        || name.starts_with("docker-compose")
        || name == "jenkinsfile"
    {
        return Role::Pipeline;
    }
    if language.is_code() {
        Role::Script
    } else {
        Role::Data
    }
}

/// Whether a file is a test or a sample for one, by its place and name.
pub fn is_test(path: &str) -> bool {
    let lower = path.to_ascii_lowercase();
    let name = file_name(&lower);
    let placed = lower.split('/').rev().skip(1).any(|part| {
        matches!(
            part,
            "test"
                | "tests"
                | "__tests__"
                | "evals"
                | "eval"
                | "fixtures"
                | "fixture"
                | "spec"
                | "specs"
                | "testdata"
                | "test-data"
                | "__mocks__"
                | "e2e"
                | "benchmarks"
                | "golden"
                | "snapshots"
        )
    });
    placed
        || name.starts_with("test_")
        || name.starts_with("test-")
        || [
            "_test.py",
            "_test.go",
            "_test.sh",
            ".test.ts",
            ".test.js",
            ".test.tsx",
            ".spec.ts",
            ".spec.js",
            "_spec.rb",
            ".test.mjs",
            "evals.json",
        ]
        .iter()
        .any(|ending| name.ends_with(ending))
}

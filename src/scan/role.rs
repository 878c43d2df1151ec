//! What part a file plays in a plugin, and in which language it is written.

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

/// A language the scanner can read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    /// Python.
    Python,
    /// JavaScript.
    JavaScript,
    /// TypeScript.
    TypeScript,
    /// POSIX shells.
    Shell,
    /// `PowerShell`.
    PowerShell,
    /// Windows batch files.
    Batch,
    /// Ruby.
    Ruby,
    /// Go.
    Go,
    /// PHP.
    Php,
    /// `AppleScript`.
    AppleScript,
    /// Another programming language, read word by word.
    OtherCode,
    /// Markdown.
    Markdown,
    /// HTML or XML.
    Markup,
    /// JSON.
    Json,
    /// YAML.
    Yaml,
    /// TOML or INI.
    Toml,
    /// Anything else.
    Plain,
}

impl Language {
    /// Whether it is code that runs.
    pub fn is_code(self) -> bool {
        match self {
            Self::Python
            | Self::JavaScript
            | Self::TypeScript
            | Self::Shell
            | Self::PowerShell
            | Self::Batch
            | Self::Ruby
            | Self::Go
            | Self::Php
            | Self::AppleScript
            | Self::OtherCode => true,
            Self::Markdown | Self::Markup | Self::Json | Self::Yaml | Self::Toml | Self::Plain => {
                false
            }
        }
    }

    /// The language a fence or a file ending names.
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "python" | "py" | "python3" | "pyw" | "ipython" | "pyi" => Self::Python,
            "javascript" | "js" | "mjs" | "cjs" | "jsx" | "node" => Self::JavaScript,
            "typescript" | "ts" | "tsx" | "mts" | "cts" => Self::TypeScript,
            "bash" | "sh" | "shell" | "zsh" | "console" | "terminal" | "shell-session"
            | "shellscript" | "ksh" | "fish" | "command" | "cmdline" => Self::Shell,
            "powershell" | "ps1" | "pwsh" | "psm1" | "ps" => Self::PowerShell,
            "batch" | "bat" | "cmd" => Self::Batch,
            "ruby" | "rb" | "gemspec" => Self::Ruby,
            "go" | "golang" => Self::Go,
            "php" => Self::Php,
            "applescript" | "scpt" => Self::AppleScript,
            "rust" | "rs" | "c" | "h" | "cpp" | "cc" | "hpp" | "java" | "kt" | "swift" | "cs"
            | "csharp" | "lua" | "perl" | "pl" | "pm" | "r" | "jl" | "scala" | "groovy" | "vbs"
            | "vba" | "dart" | "ex" | "clj" | "nim" | "zig" | "m" | "mm" | "sql" => Self::OtherCode,
            "markdown" | "md" | "mdx" | "mdc" | "mkd" | "rst" | "qmd" | "rmd" => Self::Markdown,
            "html" | "htm" | "xml" | "svg" | "xhtml" | "plist" | "vue" | "svelte" | "xsd" => {
                Self::Markup
            }
            "json" | "jsonc" | "json5" | "ipynb" | "webmanifest" | "jsonl" | "ndjson" => Self::Json,
            "yaml" | "yml" => Self::Yaml,
            "toml" | "ini" | "cfg" | "conf" | "properties" => Self::Toml,
            _ => return None,
        })
    }
}

/// The language of a file, by its ending, else by its first line.
pub fn language(path: &str, text: &str) -> Language {
    let name = file_name(path).to_ascii_lowercase();
    let by_line = || {
        let line = text.lines().next().unwrap_or_default();
        let has = |word: &str| line.starts_with("#!") && line.contains(word);
        if has("python") {
            Some(Language::Python)
        } else if has("node") || has("deno") || has("bun") {
            Some(Language::JavaScript)
        } else if has("sh") {
            Some(Language::Shell)
        } else if has("ruby") {
            Some(Language::Ruby)
        } else if has("php") {
            Some(Language::Php)
        } else if has("osascript") {
            Some(Language::AppleScript)
        } else if has("perl") {
            Some(Language::OtherCode)
        } else {
            None
        }
    };
    if let Some(language) = by_line() {
        return language;
    }
    match name.as_str() {
        "makefile" | "dockerfile" | "justfile" | ".bashrc" | ".zshrc" | ".profile" | ".envrc" => {
            return Language::Shell;
        }
        "rakefile" | "gemfile" | "vagrantfile" => return Language::Ruby,
        "skill" | "claude" | ".cursorrules" | ".windsurfrules" | ".clinerules" => {
            return Language::Markdown;
        }
        _ => {}
    }
    name.rsplit_once('.')
        .and_then(|(_, ending)| Language::named(ending))
        .unwrap_or(Language::Plain)
}

/// The last part of a path.
pub fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

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
        let told = matches!(
            name,
            "skill.md"
                | "claude.md"
                | "agents.md"
                | "gemini.md"
                | "copilot-instructions.md"
                | "soul.md"
                | "memory.md"
                | "heartbeat.md"
                | "skill"
                | "claude"
                | ".cursorrules"
                | ".windsurfrules"
                | ".clinerules"
        ) || name.ends_with(".mdc");
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
    let settings = matches!(
        name,
        ".mcp.json"
            | "mcp.json"
            | "hooks.json"
            | "settings.json"
            | "settings.local.json"
            | "plugin.json"
            | "tasks.json"
            | "claude_desktop_config.json"
            | "mcp_config.json"
            | "mcp_settings.json"
            | ".mcp.yaml"
            | "mcp.yaml"
            | "launch.json"
            | "devcontainer.json"
            | "manifest.json"
            | "server.json"
    );
    if settings {
        return Role::AutoRun;
    }
    if matches!(
        name,
        "package.json"
            | "setup.py"
            | "setup.cfg"
            | "pyproject.toml"
            | "build.rs"
            | "requirements.txt"
            | "pipfile"
            | "gemfile"
            | "composer.json"
            | ".npmrc"
            | "pip.conf"
            | ".yarnrc"
            | ".pypirc"
            | "sitecustomize.py"
            | "usercustomize.py"
            | "conftest.py"
            | "extensions.json"
    ) || name.ends_with(".gemspec")
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

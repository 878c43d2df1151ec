//! The language of a file.

use super::role::file_name;

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
            "python" | "py" | "pth" | "python3" | "pyw" | "ipython" | "pyi" => Self::Python,
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

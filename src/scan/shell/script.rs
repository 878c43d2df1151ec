//! Scripts as parsed: pipelines of commands made of words.

/// One word of a command.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Word {
    /// Its text; variables stay as `$NAME`, substitutions as `$()`.
    pub text: String,
    /// Variables it mentions.
    pub variables: Vec<String>,
    /// Commands whose output it holds.
    pub inner: Vec<Pipeline>,
    /// Whether quotes, escapes or `$IFS` break up an ordinary word.
    pub disguised: bool,
    /// Whether any of it was quoted.
    pub quoted: bool,
}

/// A command with its words, redirections and assignments.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Command {
    /// The words, the first of which names the command.
    pub words: Vec<Word>,
    /// Redirections: operator and target.
    pub redirects: Vec<(String, Word)>,
    /// Variables set before the command.
    pub assigns: Vec<(String, Word)>,
    /// Text fed to it by a here-document or here-string.
    pub fed: Option<Word>,
    /// The pipelines of a group in parentheses.
    pub group: Vec<Pipeline>,
    /// First byte.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
}

/// Commands joined by pipes.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Pipeline {
    /// The commands in order.
    pub commands: Vec<Command>,
}

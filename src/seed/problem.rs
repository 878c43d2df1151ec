//! What is wrong with seed files, and how it is shown: all at once, each with its line.

use std::fmt;

/// Where something stands in a file. Lines and columns start at one; columns count characters.
/// Line 0 means the file as a whole.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    pub line: u32,
    pub column: u32,
}

impl Place {
    /// The file as a whole.
    pub const FILE: Self = Self { line: 0, column: 0 };

    /// A line and a column, both from one.
    pub const fn new(line: u32, column: u32) -> Self {
        Self { line, column }
    }
}

/// What is wrong at one place, before it is known in which file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub place: Place,
    pub message: String,
    pub hint: Option<String>,
    /// Its line holds a secret and is not shown.
    pub is_secret: bool,
}

impl Finding {
    /// A finding without a hint.
    pub fn new(place: Place, message: impl Into<String>) -> Self {
        Self {
            place,
            message: message.into(),
            hint: None,
            is_secret: false,
        }
    }

    /// Says what to do about it.
    #[must_use]
    pub fn hint(mut self, hint: Option<String>) -> Self {
        self.hint = hint;
        self
    }
}

/// One thing that is wrong with one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The file as the user named it; `-` is standard input.
    pub file: String,
    /// From one; 0 for the file as a whole.
    pub line: u32,
    /// From one, in characters; 0 for the file as a whole.
    pub column: u32,
    /// One line: what is wrong.
    pub message: String,
    /// The line as it stands in the file, without its line end.
    pub text: Option<String>,
    /// What to do, as a phrase that can follow `hint:`.
    pub hint: Option<String>,
}

/// The widest message and the widest source line that are shown, in characters.
const WIDEST: usize = 240;
const WINDOW: usize = 100;

impl Problem {
    /// A finding, now that its file is known.
    pub fn new(file: &str, finding: Finding) -> Self {
        Self {
            file: file.to_owned(),
            line: finding.place.line,
            column: finding.place.column,
            message: shortened(&finding.message),
            text: None,
            hint: finding.hint,
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if self.line > 0 {
            write!(f, ":{}:{}", self.line, self.column)?;
        }
        write!(f, ": {}", self.message)?;
        if let Some(text) = self.text.as_ref().filter(|text| !text.is_empty()) {
            let (line, before) = excerpt(text, self.column);
            write!(f, "\n    | {line}\n    | {:before$}^", "")?;
        }
        if let Some(hint) = &self.hint {
            write!(f, "\n    hint: {hint}")?;
        }
        Ok(())
    }
}

/// Everything that is wrong, sorted by file and place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Problems {
    pub list: Vec<Problem>,
    /// How many more there are that were counted but not kept.
    pub more: u64,
}

/// So many problems are kept; the rest is only counted.
pub const KEPT: usize = 1000;

impl Problems {
    /// Adds one, or only counts it where there are very many already.
    pub fn push(&mut self, problem: Problem) {
        if self.list.len() < KEPT {
            self.list.push(problem);
        } else {
            self.more += 1;
        }
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Puts the problems in the order of their files and places.
    pub fn sort(&mut self) {
        self.list.sort_by(|a, b| {
            (&a.file, a.line, a.column, &a.message).cmp(&(&b.file, b.line, b.column, &b.message))
        });
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, problem) in self.list.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            write!(f, "{problem}")?;
        }
        if self.more > 0 {
            write!(f, "\nand {} more", self.more)?;
        }
        Ok(())
    }
}

impl std::error::Error for Problems {}

/// The part of a line around a column, safe to print, and how many characters stand before the
/// column in it.
fn excerpt(text: &str, column: u32) -> (String, usize) {
    let at = usize::try_from(column)
        .unwrap_or(usize::MAX)
        .saturating_sub(1);
    let length = text.chars().count();
    let at = at.min(length);
    let start = if length <= WINDOW {
        0
    } else {
        at.saturating_sub(WINDOW / 2)
    };
    let mut line = String::new();
    if start > 0 {
        line.push('…');
    }
    line.extend(text.chars().skip(start).take(WINDOW).map(printable));
    if length > start + WINDOW {
        line.push('…');
    }
    (line, at - start + usize::from(start > 0))
}

/// A tab is shown as an arrow one column wide, so that the caret stays under its column; other
/// control characters must not reach a terminal.
fn printable(c: char) -> char {
    match c {
        '\t' => '→',
        c if c.is_control() => '\u{fffd}',
        c => c,
    }
}

fn shortened(message: &str) -> String {
    let safe = |c: char| if c.is_control() { ' ' } else { c };
    if message.chars().count() <= WIDEST {
        message.chars().map(safe).collect()
    } else {
        message
            .chars()
            .take(WIDEST)
            .map(safe)
            .chain(['…'])
            .collect()
    }
}

//! Which paths a package may have, and that no two of them are one somewhere.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use unicode_normalization::UnicodeNormalization;

use super::limits::Limits;
use super::refused::Refused;
use super::shown::{self, Shown};

/// The paths seen so far, by the name that the least careful file system would know them by.
#[derive(Debug, Default)]
pub struct Names {
    seen: HashMap<String, Seen>,
}

#[derive(Debug)]
struct Seen {
    path: String,
    kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    File,
    Folder,
    /// A folder that only paths below it speak of.
    ImpliedFolder,
}

impl Names {
    /// Takes in the path of a file.
    pub fn file(&mut self, path: &str) -> Result<(), Refused> {
        self.add(path, Kind::File)
    }

    /// Takes in the path of a folder, without a slash at its end.
    pub fn folder(&mut self, path: &str) -> Result<(), Refused> {
        self.add(path, Kind::Folder)
    }

    fn add(&mut self, path: &str, kind: Kind) -> Result<(), Refused> {
        for (slash, _) in path.match_indices('/') {
            let (above, _) = path.split_at(slash);
            self.add_one(above, Kind::ImpliedFolder)?;
        }
        self.add_one(path, kind)
    }

    fn add_one(&mut self, path: &str, kind: Kind) -> Result<(), Refused> {
        let seen = match self.seen.entry(folded(path)) {
            Entry::Vacant(place) => {
                place.insert(Seen {
                    path: path.to_owned(),
                    kind,
                });
                return Ok(());
            }
            Entry::Occupied(place) => place.into_mut(),
        };
        if seen.path != path {
            return Err(Refused::Alike {
                first: Shown::of(&seen.path),
                second: Shown::of(path),
            });
        }
        match (seen.kind, kind) {
            (Kind::Folder | Kind::ImpliedFolder, Kind::ImpliedFolder) => Ok(()),
            (Kind::ImpliedFolder, Kind::Folder) => {
                seen.kind = Kind::Folder;
                Ok(())
            }
            (Kind::File, Kind::File) | (Kind::Folder, Kind::Folder) => {
                Err(Refused::Twice(Shown::of(path)))
            }
            (Kind::File, Kind::Folder | Kind::ImpliedFolder)
            | (Kind::Folder | Kind::ImpliedFolder, Kind::File) => {
                Err(Refused::FileAndFolder(Shown::of(path)))
            }
        }
    }
}

/// The name without the `./` that some packers put before everything in the folder they stand in. The
/// folder itself becomes an empty name.
pub fn plain(name: &[u8]) -> &[u8] {
    name.strip_prefix(b"./").unwrap_or(name)
}

/// Checks the bytes of an entry's path and gives it as text; a slash at the end stays.
pub fn checked<'a>(bytes: &'a [u8], limits: &Limits) -> Result<&'a str, Refused> {
    let refuse = |fault| Refused::Path {
        entry: Shown::bytes(bytes),
        fault,
    };
    if bytes.contains(&0) {
        return Err(refuse("a NUL in its path"));
    }
    let Ok(path) = str::from_utf8(bytes) else {
        return Err(refuse("a path that is not UTF-8"));
    };
    if let Some(fault) = fault(path) {
        return Err(refuse(fault));
    }
    if path.len() > limits.path_bytes {
        return Err(Refused::PathTooLong {
            entry: Shown::of(path),
            limit: limits.path_bytes,
        });
    }
    if path.trim_end_matches('/').split('/').count() > limits.depth {
        return Err(Refused::PathTooDeep {
            entry: Shown::of(path),
            limit: limits.depth,
        });
    }
    Ok(path)
}

/// Checks the path of a file, which has no slash at its end.
pub fn checked_file<'a>(bytes: &'a [u8], limits: &Limits) -> Result<&'a str, Refused> {
    let path = checked(bytes, limits)?;
    if path.ends_with('/') {
        return Err(Refused::Path {
            entry: Shown::of(path),
            fault: "a slash at its end although it is a file",
        });
    }
    Ok(path)
}

/// What is wrong with a path, as something that it has.
fn fault(path: &str) -> Option<&'static str> {
    if path.is_empty() {
        return Some("no path");
    }
    if path.contains('\\') {
        return Some("a backslash in its path");
    }
    if path.starts_with('/') {
        return Some("an absolute path");
    }
    let mut start = path.chars();
    if start
        .next()
        .is_some_and(|first| first.is_ascii_alphabetic())
        && start.next() == Some(':')
    {
        return Some("a drive letter in its path");
    }
    if path.contains(char::is_control) {
        return Some("a control character in its path");
    }
    let path = path.strip_suffix('/').unwrap_or(path);
    path.split('/').find_map(segment_fault)
}

fn segment_fault(segment: &str) -> Option<&'static str> {
    match segment {
        "" => Some("an empty segment in its path"),
        "." => Some("`.` in its path"),
        ".." => Some("`..` in its path"),
        _ if segment.is_ascii() => None,
        _ => {
            let plain: String = segment.nfkc().collect();
            let disguised = plain == "." || plain == ".." || plain.contains(['/', '\\']);
            disguised.then_some("a separator or `..` in another Unicode form in its path")
        }
    }
}

/// The name a path has where case, Unicode form, invisible characters, and dots and spaces at the end do
/// not count. Upper case comes first: that is how `ß` and `ss`, `ς` and `σ` become one.
fn folded(path: &str) -> String {
    let folded: String = if path.is_ascii() {
        path.to_ascii_lowercase()
    } else {
        let visible = path
            .chars()
            .filter(|character| !shown::is_invisible(*character));
        let plain: String = visible.nfkc().collect();
        plain.to_uppercase().to_lowercase().nfkc().collect()
    };
    let segments: Vec<&str> = folded.split('/').map(trimmed).collect();
    segments.join("/")
}

fn trimmed(segment: &str) -> &str {
    let short = segment.trim_end_matches(['.', ' ']);
    if short.is_empty() { segment } else { short }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(path: &str) -> String {
        checked(path.as_bytes(), &Limits::default())
            .unwrap_err()
            .to_string()
    }

    #[test]
    fn a_path_stays_below_the_top() {
        let cases = [
            ("", "no path"),
            ("/etc/passwd", "an absolute path"),
            ("../a", "`..` in its path"),
            ("a/../../b", "`..` in its path"),
            ("a/./b", "`.` in its path"),
            ("a//b", "an empty segment"),
            ("a//", "an empty segment"),
            ("C:/a", "a drive letter"),
            ("c:a", "a drive letter"),
            ("a\\b", "a backslash"),
            ("a\u{0}b", "a NUL"),
            ("a\nb", "a control character"),
            ("a/\u{ff0e}\u{ff0e}/b", "in another Unicode form"),
            ("a\u{ff0f}b", "in another Unicode form"),
            ("a\u{2100}b", "in another Unicode form"),
            ("\u{2025}/b", "in another Unicode form"),
        ];
        for (path, fault) in cases {
            assert!(refusal(path).contains(fault), "{path:?}: {}", refusal(path));
        }
        assert!(checked(b"a\xff", &Limits::default()).is_err());
        for good in [
            "a",
            "a/b/",
            "...",
            "a b/ü.md",
            "12:30.md",
            ".claude-plugin/plugin.json",
        ] {
            assert_eq!(checked(good.as_bytes(), &Limits::default()), Ok(good));
        }
    }

    #[test]
    fn length_and_depth_count_to_the_limit() {
        let limits = Limits::default();
        assert!(checked("a".repeat(255).as_bytes(), &limits).is_ok());
        assert!(checked("a".repeat(256).as_bytes(), &limits).is_err());
        assert!(checked("a/".repeat(16).as_bytes(), &limits).is_ok());
        assert!(checked(format!("{}b", "a/".repeat(16)).as_bytes(), &limits).is_err());
    }

    #[test]
    fn names_that_are_one_somewhere_are_refused() {
        let pairs = [
            ("a.md", "a.md", "is there twice"),
            ("a.md", "A.MD", "one name"),
            ("é.md", "e\u{301}.md", "one name"),
            ("fi.md", "\u{fb01}.md", "one name"),
            ("straße", "STRASSE", "one name"),
            ("a.md", "a.md.", "one name"),
            ("a.md", "a\u{200b}.md", "one name"),
            ("a/b", "A/c", "one name"),
            ("a", "a/b", "both a file and a folder"),
            ("a/b", "a", "both a file and a folder"),
        ];
        for (first, second, words) in pairs {
            let mut names = Names::default();
            names.file(first).unwrap();
            let refused = names.file(second).unwrap_err().to_string();
            assert!(refused.contains(words), "{first} {second}: {refused}");
        }
    }

    #[test]
    fn a_folder_may_be_spoken_of_before_and_after_what_is_in_it() {
        let mut names = Names::default();
        names.file("a/b").unwrap();
        names.folder("a").unwrap();
        names.file("a/c").unwrap();
        assert!(names.folder("a").is_err());
    }
}

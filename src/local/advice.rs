//! What a person is told when the cluster cannot be had.

use std::io::{Error, ErrorKind};
use std::path::Path;

use crate::error::{Advice, Code};

/// Turns a failed file operation into advice where there is something to advise.
///
/// `doing` is a phrase that follows "cannot", as in `write`.
pub fn blocked(error: Error, doing: &str, path: &Path) -> anyhow::Error {
    let message = format!("cannot {doing} {}: {error}", path.display());
    let advice = match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => no_space(message),
        ErrorKind::ReadOnlyFilesystem => Advice::new(Code::LocalReadOnly, message)
            .hint("set AUTOMATOS_HOME to a folder that can be written to"),
        ErrorKind::PermissionDenied => Advice::new(Code::LocalDenied, message)
            .hint("set AUTOMATOS_HOME to a folder of your own"),
        ErrorKind::NotADirectory => {
            Advice::new(Code::LocalNotAFolder, message).hint("set AUTOMATOS_HOME to a folder")
        }
        _ => {
            return anyhow::Error::new(error).context(format!("cannot {doing} {}", path.display()));
        }
    };
    advice.into()
}

/// The disk is full.
pub fn no_space(message: String) -> Advice {
    Advice::new(Code::LocalNoSpace, message)
        .hint("free some space, or set AUTOMATOS_HOME to a folder on another disk")
}

/// Nothing has been made yet.
pub fn absent(folder: &Path) -> Advice {
    Advice::new(
        Code::LocalAbsent,
        format!("there is no local PostgreSQL in {}", folder.display()),
    )
    .hint("`automatos init` makes one; DATABASE_URL names a server you have")
}

/// The last lines of what a program said, each indented on a line of its own.
pub fn last_lines(said: &str) -> String {
    // pg_ctl sends people to a log whose end they are reading.
    let lines: Vec<&str> = said
        .lines()
        .map(str::trim_end)
        .filter(|line| !line.is_empty() && *line != "Examine the log output.")
        .filter(|line| !line.ends_with("could not start server"))
        .collect();
    let shown = lines.len().saturating_sub(5);
    let indented = lines.iter().skip(shown).flat_map(|line| ["\n  ", line]);
    indented.collect()
}

#[cfg(test)]
mod tests {
    use std::io::{Error, ErrorKind};
    use std::path::Path;

    use super::{blocked, last_lines};
    use crate::error::{Advice, Code, Exit};

    #[test]
    fn a_full_disk_is_a_precondition_with_a_hint() {
        let error = blocked(ErrorKind::StorageFull.into(), "write", Path::new("/x"));
        let advice = error.downcast_ref::<Advice>().unwrap();
        assert_eq!(advice.code, Code::LocalNoSpace);
        assert_eq!(advice.code.exit(), Exit::Precondition);
        assert!(advice.hint.as_deref().unwrap().contains("AUTOMATOS_HOME"));
    }

    #[test]
    fn an_unforeseen_error_keeps_its_cause() {
        let error = blocked(Error::other("odd"), "write", Path::new("/x"));
        assert_eq!(format!("{error:#}"), "cannot write /x: odd");
    }

    #[test]
    fn only_the_last_lines_are_shown_and_not_the_advice_to_read_them() {
        let said = "a\nb\nc\nd\ne\n\nf\npg_ctl: could not start server\nExamine the log output.\n";
        assert_eq!(last_lines(said), "\n  b\n  c\n  d\n  e\n  f");
    }
}

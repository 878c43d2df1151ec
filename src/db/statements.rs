//! The statements of a file of SQL, one by one: between them stand semicolons, but not those in
//! quotes, comments and dollar quotes.

/// Each statement without its semicolon; comments before it stay with it, empty ones are left out.
pub fn split(sql: &str) -> Vec<&str> {
    let mut statements = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while let Some(rest) = sql.get(at..).filter(|rest| !rest.is_empty()) {
        at += match whole(rest) {
            Some(length) => length,
            None if rest.starts_with(';') => {
                statements.extend(sql.get(start..at));
                start = at + 1;
                1
            }
            None => rest.chars().next().map_or(1, char::len_utf8),
        };
    }
    statements.extend(sql.get(start..));
    statements.retain(|statement| !is_empty(statement));
    statements.into_iter().map(str::trim).collect()
}

/// The length of what stands at the beginning and has to be taken as a whole.
fn whole(rest: &str) -> Option<usize> {
    let until = |open: usize, close: &str| {
        let inner = rest.get(open..).unwrap_or_default();
        inner
            .find(close)
            .map_or(rest.len(), |at| open + at + close.len())
    };
    if rest.starts_with("--") {
        return Some(until(2, "\n"));
    }
    if rest.starts_with("/*") {
        return Some(until(2, "*/"));
    }
    if rest.starts_with('\'') {
        return Some(until(1, "'"));
    }
    if rest.starts_with('"') {
        return Some(until(1, "\""));
    }
    let tag = dollar_tag(rest)?;
    Some(until(tag.len(), tag))
}

/// `$$` or `$word$`.
fn dollar_tag(rest: &str) -> Option<&str> {
    let inner = rest.strip_prefix('$')?;
    let end = inner.find('$')?;
    let word = inner.get(..end)?;
    let is_word = word.chars().all(|c| c.is_alphanumeric() || c == '_')
        && !word.starts_with(|c: char| c.is_ascii_digit());
    is_word.then(|| rest.get(..end + 2)).flatten()
}

fn is_empty(statement: &str) -> bool {
    statement
        .lines()
        .all(|line| line.trim().is_empty() || line.trim_start().starts_with("--"))
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn statements_end_at_semicolons() {
        assert_eq!(split("SELECT 1;\nSELECT 2"), ["SELECT 1", "SELECT 2"]);
        assert_eq!(split(";; \n-- nothing;\n"), Vec::<&str>::new());
    }

    #[test]
    fn a_semicolon_in_quotes_or_comments_ends_nothing() {
        for one in [
            "SELECT 'a;''b'",
            "SELECT \"a;b\"",
            "SELECT 1 -- a;b\n + 1",
            "SELECT /* ; */ 1",
            "SELECT $$a;b$$",
            "SELECT $x$a;$$b;$x$, $1",
            "SELECT 'é;'",
        ] {
            let both = format!("{one};{one}");
            assert_eq!(split(&both), [one, one]);
        }
    }
}

//! Finding the one object that a name on the command line means.

use diesel::QueryResult;

use super::near;
use crate::error::{Advice, Code};

/// The one row that was found by `name`. None is an error that names near matches out of `known`,
/// which is asked only then; several are an error too.
pub fn one<T>(
    noun: &str,
    name: &str,
    found: Vec<T>,
    known: impl FnOnce() -> QueryResult<Vec<String>>,
) -> anyhow::Result<T> {
    let mut found = found.into_iter();
    match (found.next(), found.next()) {
        (Some(row), None) => Ok(row),
        (Some(_), Some(_)) => Err(Advice::new(
            Code::NameAmbiguous,
            format!("more than one {noun} goes by `{name}`"),
        )
        .hint(format!(
            "name it by its id; see `automatos {noun} list -o json`"
        ))
        .into()),
        (None, _) => Err(missing(noun, name, &known()?).into()),
    }
}

/// Nothing of that noun goes by that name.
pub fn missing(noun: &str, name: &str, known: &[String]) -> Advice {
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    let near = near::matches(name, &known);
    let advice = Advice::new(Code::NameUnknown, format!("there is no {noun} `{name}`"));
    if near.is_empty() {
        advice.hint(format!("see `automatos {noun} list`"))
    } else {
        advice.hint(format!("did you mean {}?", near::quoted(&near)))
    }
}

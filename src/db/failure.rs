//! What a database failure means to a person: a code, plain words, a next step.
//!
//! Diesel passes on no SQLSTATE, so where its error kind says too little the server's message has
//! to: in English, as servers are set up nearly everywhere. In another language such a failure is
//! still reported, as `DATABASE.FAILED`.

use diesel::ConnectionError;
use diesel::result::{DatabaseErrorInformation, DatabaseErrorKind, Error};

use super::failure_sign::{CONNECTION_SIGNS, STATEMENT_SIGNS};
use super::target::Target;
use crate::error::{Advice, Code};

/// What a failed attempt to connect means. libpq's words are shown without the password.
pub fn connection(error: &ConnectionError, target: &Target) -> Advice {
    let words = match error {
        ConnectionError::BadConnection(message) => message.clone(),
        ConnectionError::InvalidCString(_)
        | ConnectionError::InvalidConnectionUrl(_)
        | ConnectionError::CouldntSetupConfiguration(_)
        | _ => error.to_string(),
    };
    let message = |words: &str| format!("cannot connect to {target}: {words}");
    let plain = one_line(&without_repeats(&target.redact(&words)));
    if is_missing_database(&words) {
        return Advice::new(
            Code::DatabaseMissing,
            format!("the database {target} does not exist"),
        )
        .hint("`automatos init` creates it");
    }
    if words.contains("role") && words.contains("does not exist") {
        return Advice::new(Code::DatabaseDenied, message(&plain)).hint("check the user's name");
    }
    match CONNECTION_SIGNS
        .iter()
        .find(|(sign, ..)| words.contains(sign))
    {
        Some((_, code, hint)) => Advice::new(*code, message(&plain)).hint(*hint),
        None => Advice::new(Code::DatabaseFailed, message(&plain)),
    }
}

fn is_missing_database(words: &str) -> bool {
    words.contains("database \"") && words.contains("does not exist")
}

/// What a failed statement means.
pub fn statement(error: &Error) -> Advice {
    match error {
        Error::DatabaseError(kind, information) => database(*kind, information.as_ref()),
        Error::NotFound => Advice::new(Code::NameUnknown, "no such row"),
        Error::BrokenTransactionManager => {
            Advice::new(Code::DatabaseLost, "the connection was lost").hint("try again")
        }
        Error::InvalidCString(_)
        | Error::QueryBuilderError(_)
        | Error::DeserializationError(_)
        | Error::SerializationError(_)
        | Error::RollbackErrorOnCommit { .. }
        | Error::RollbackTransaction
        | Error::AlreadyInTransaction
        | Error::NotInTransaction
        | _ => Advice::new(Code::DatabaseFailed, error.to_string()),
    }
}

fn database(kind: DatabaseErrorKind, information: &dyn DatabaseErrorInformation) -> Advice {
    let words = information.message();
    let code = match kind {
        DatabaseErrorKind::UniqueViolation => Some((
            Code::NameTaken,
            "another row is called that already: choose another name",
        )),
        // What a command names it has looked up before, so that somebody else was faster.
        DatabaseErrorKind::ForeignKeyViolation => Some((
            Code::ObjectMoved,
            "another command deleted or took it meanwhile; try again",
        )),
        DatabaseErrorKind::SerializationFailure => Some((Code::LockTimeout, "try again")),
        DatabaseErrorKind::ReadOnlyTransaction => Some((
            Code::DatabaseReadOnly,
            "connect to the primary, with a session that may write",
        )),
        // In a transaction more is said, by who knows what became of it.
        DatabaseErrorKind::ClosedConnection => {
            Some((Code::DatabaseLost, "no change was under way; try again"))
        }
        _ => None,
    };
    let sign = STATEMENT_SIGNS
        .iter()
        .find(|(sign, ..)| words.contains(sign))
        .map(|(_, code, hint)| (*code, *hint));
    if let Some((code, hint)) = code.or(sign) {
        let words = one_line(words);
        let message = if code == Code::DatabaseReadOnly {
            format!("the server, or this session, only reads: {words}")
        } else {
            words
        };
        return Advice::new(code, message).hint(hint);
    }
    if words.starts_with("relation ") && words.ends_with("does not exist") {
        return Advice::new(Code::SchemaOld, one_line(words)).hint("run `automatos migrate`");
    }
    Advice::new(Code::DatabaseFailed, one_line(words))
}

/// Whether something of that name was made before: a table, a column, an index.
pub fn is_there_already(error: &Error) -> bool {
    matches!(error, Error::DatabaseError(_, information)
        if information.message().ends_with("already exists"))
}

/// Whether the same transaction may succeed when it is run again.
pub fn is_worth_retrying(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<Error>())
        .any(|error| matches!(statement(error).code, Code::LockTimeout | Code::ObjectMoved))
}

/// libpq says the same again for each attempt, such as one with TLS and one without.
fn without_repeats(words: &str) -> String {
    let mut lines: Vec<&str> = Vec::new();
    for line in words.lines().map(str::trim) {
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    lines.join(" ")
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

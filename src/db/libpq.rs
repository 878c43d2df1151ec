//! The one place that calls libpq itself, for what Diesel does not offer: which server process a
//! connection was told it has, and splitting a connection string the way libpq does. URLs with several hosts, keyword strings, service files and the `PG*`
//! variables then mean here exactly what they mean to psql.

#![expect(unsafe_code, reason = "libpq functions that Diesel does not offer")]

use std::ffi::{CStr, CString, c_char};
use std::ptr;

use pq_sys::{
    ConnStatusType, PQbackendPID, PQclear, PQconndefaults, PQconnectdb, PQconninfoFree,
    PQconninfoOption, PQconninfoParse, PQexec, PQfinish, PQfreemem, PQgetvalue, PQntuples,
    PQstatus,
};

/// The keywords that a URL or keyword string sets; nothing when libpq cannot parse it. The reason
/// is dropped on purpose: libpq quotes the string, and with it the password.
pub fn parse(text: &str) -> Option<Vec<(String, String)>> {
    let text = CString::new(text).ok()?;
    let mut message = ptr::null_mut();
    // SAFETY: `text` ends in NUL and outlives the call; `message` receives an allocated string or null.
    let options = unsafe { PQconninfoParse(text.as_ptr(), &raw mut message) };
    if !message.is_null() {
        // SAFETY: libpq allocated it and hands it over.
        unsafe { PQfreemem(message.cast()) };
    }
    collect(options).map(values)
}

/// The keywords that the environment, a service file and libpq's defaults set.
pub fn defaults() -> Vec<(String, String)> {
    // SAFETY: takes nothing; returns an array that `collect` frees, or null when out of memory.
    values(collect(unsafe { PQconndefaults() }).unwrap_or_default())
}

/// The number of the server process that a new connection was told, and the number of the one that
/// answers on it; nothing when it cannot be had. Behind a pooler the two differ.
pub fn backend_pids(connection_string: &str) -> Option<(i32, i32)> {
    let string = CString::new(connection_string).ok()?;
    // SAFETY: `string` ends in NUL and outlives the call; the result is freed by `PQfinish` below.
    let conn = unsafe { PQconnectdb(string.as_ptr()) };
    // SAFETY: libpq takes null for a connection that failed, and so answers for it.
    let connected = unsafe { PQstatus(conn) } == ConnStatusType::CONNECTION_OK;
    let pids = connected.then(|| {
        // SAFETY: the connection is open, and the query ends in NUL.
        let (told, answer) = unsafe {
            (
                PQbackendPID(conn),
                PQexec(conn, c"SELECT pg_backend_pid()".as_ptr()),
            )
        };
        // SAFETY: libpq takes null for a result that is not there, which then has no row.
        let pid = (unsafe { PQntuples(answer) } == 1).then(|| {
            // SAFETY: there is a row, so there is a value that lives until the result is cleared.
            unsafe { text(PQgetvalue(answer, 0, 0)) }
        });
        // SAFETY: the result is not used any more.
        unsafe { PQclear(answer) };
        let pid = pid.flatten()?.parse().ok()?;
        Some((told, pid))
    });
    // SAFETY: the connection is not used any more.
    unsafe { PQfinish(conn) };
    pids.flatten()
}

/// Every keyword that an environment variable can set, with that variable.
pub fn variables() -> Vec<(String, String)> {
    // SAFETY: as in `defaults`.
    let entries = collect(unsafe { PQconndefaults() }).unwrap_or_default();
    let pair = |entry: Entry| Some((entry.keyword, entry.variable?));
    entries.into_iter().filter_map(pair).collect()
}

/// What libpq says of one keyword.
struct Entry {
    keyword: String,
    variable: Option<String>,
    value: Option<String>,
}

fn values(entries: Vec<Entry>) -> Vec<(String, String)> {
    let pair = |entry: Entry| Some((entry.keyword, entry.value?));
    entries.into_iter().filter_map(pair).collect()
}

fn collect(options: *mut PQconninfoOption) -> Option<Vec<Entry>> {
    if options.is_null() {
        return None;
    }
    let mut found = Vec::new();
    let mut next = options;
    loop {
        // SAFETY: the array ends with an entry whose keyword is null, and the loop stops there.
        let option = unsafe { &*next };
        if option.keyword.is_null() {
            break;
        }
        // SAFETY: each is null or a string that ends in NUL and lives until the array is freed.
        let (keyword, variable, value) =
            unsafe { (text(option.keyword), text(option.envvar), text(option.val)) };
        found.push(Entry {
            keyword: keyword.unwrap_or_default(),
            variable,
            value,
        });
        // SAFETY: the entry with the null keyword has not been reached yet.
        next = unsafe { next.add(1) };
    }
    // SAFETY: libpq allocated the array and nothing points into it any more.
    unsafe { PQconninfoFree(options) };
    Some(found)
}

/// A C string, if there is one.
///
/// # Safety
/// The pointer is null or points to a string that ends in NUL.
unsafe fn text(pointer: *const c_char) -> Option<String> {
    if pointer.is_null() {
        return None;
    }
    // SAFETY: what the caller promises.
    let text = unsafe { CStr::from_ptr(pointer) };
    Some(text.to_string_lossy().into_owned())
}

#[cfg(test)]
mod tests {
    use super::{parse, variables};

    #[test]
    fn variables_are_known_by_their_keyword() {
        let known = variables();
        for (keyword, variable) in [("host", "PGHOST"), ("dbname", "PGDATABASE")] {
            assert!(known.contains(&(keyword.to_owned(), variable.to_owned())));
        }
    }

    #[test]
    fn urls_and_keywords_mean_the_same() {
        let pairs = |text| parse(text).expect("well formed");
        let url = pairs("postgres://me:p%40ss@db:5433/app?sslmode=require");
        for keyword in [
            ("host", "db"),
            ("port", "5433"),
            ("user", "me"),
            ("password", "p@ss"),
            ("dbname", "app"),
            ("sslmode", "require"),
        ] {
            assert!(url.contains(&(keyword.0.to_owned(), keyword.1.to_owned())));
        }
        assert_eq!(pairs("host=db dbname=app").len(), 2);
        assert!(parse("postgres://[::1").is_none());
        assert!(parse("a\0b").is_none());
    }
}

//! What is in the messages of the server and of libpq, and what it means.

use crate::error::Code;

/// Signs of a failed connection, and what each means. The first that fits decides.
pub const CONNECTION_SIGNS: &[(&str, Code, &str)] = &[
    (
        "password authentication failed",
        Code::DatabaseDenied,
        "check the user and the password",
    ),
    (
        "no password supplied",
        Code::DatabaseDenied,
        "give a password in the URL, PGPASSWORD or ~/.pgpass",
    ),
    (
        "authentication failed",
        Code::DatabaseDenied,
        "check the user and pg_hba.conf",
    ),
    (
        "no pg_hba.conf entry",
        Code::DatabaseDenied,
        "pg_hba.conf of the server must allow this user from here",
    ),
    (
        "is not permitted to log in",
        Code::DatabaseDenied,
        "the role lacks LOGIN",
    ),
    (
        "permission denied for database",
        Code::DatabaseDenied,
        "the role lacks CONNECT on the database",
    ),
    (
        "certificate verify failed",
        Code::DatabaseTls,
        "set sslrootcert to the authority that signed the server's certificate",
    ),
    (
        "does not match host name",
        Code::DatabaseTls,
        "connect by the name that the certificate carries",
    ),
    (
        "root certificate file",
        Code::DatabaseTls,
        "set sslrootcert to the authority that signed the server's certificate",
    ),
    (
        "server does not support SSL",
        Code::DatabaseTls,
        "turn TLS on at the server, or choose another sslmode",
    ),
    (
        "SSL error",
        Code::DatabaseTls,
        "check sslmode, sslrootcert and the server's certificate",
    ),
    (
        "too many c",
        Code::DatabaseUnreachable,
        "the server has no connection left; try again later",
    ),
    (
        "remaining connection slots",
        Code::DatabaseUnreachable,
        "the server has no connection left; try again later",
    ),
    (
        "terminating connection",
        Code::DatabaseUnreachable,
        "the server is starting or stopping; `--wait` waits for it",
    ),
    (
        "the database system is",
        Code::DatabaseUnreachable,
        "the server is starting or stopping; `--wait` waits for it",
    ),
    (
        "Connection refused",
        Code::DatabaseUnreachable,
        "is the server up? `--wait` waits for it",
    ),
    (
        "No such file or directory",
        Code::DatabaseUnreachable,
        "is the server up? `--wait` waits for it",
    ),
    (
        "timeout expired",
        Code::DatabaseUnreachable,
        "is the server up? `--wait` waits for it",
    ),
    (
        "could not translate host name",
        Code::DatabaseUnreachable,
        "check the host name",
    ),
    (
        "server closed the connection unexpectedly",
        Code::DatabaseUnreachable,
        "is it a PostgreSQL server, and up?",
    ),
    (
        "Network is unreachable",
        Code::DatabaseUnreachable,
        "check the network",
    ),
    (
        "No route to host",
        Code::DatabaseUnreachable,
        "check the network",
    ),
    (
        "Connection reset",
        Code::DatabaseUnreachable,
        "is it a PostgreSQL server, and up?",
    ),
];

const GONE: &str = "the server went away; try again";

/// Signs in the message of a failed statement.
pub const STATEMENT_SIGNS: &[(&str, Code, &str)] = &[
    (
        "canceling statement due to statement timeout",
        Code::StatementTimeout,
        "raise it with `--statement-timeout`",
    ),
    (
        "canceling statement due to lock timeout",
        Code::LockTimeout,
        "something else holds the rows; try again, or raise `--lock-timeout`",
    ),
    ("deadlock detected", Code::LockTimeout, "try again"),
    (
        "permission denied",
        Code::DatabaseDenied,
        "connect as the owner of the database, or ask for the grant",
    ),
    (
        "must be owner of",
        Code::DatabaseDenied,
        "connect as the owner of the database",
    ),
    (
        "No space left on device",
        Code::DatabaseFailed,
        "the server's disk is full",
    ),
    ("terminating connection", Code::DatabaseLost, GONE),
    (
        "server closed the connection unexpectedly",
        Code::DatabaseLost,
        GONE,
    ),
    ("no connection to the server", Code::DatabaseLost, GONE),
    (
        "in recovery mode",
        Code::DatabaseUnreachable,
        "the server is starting; try again",
    ),
    (
        "cannot execute",
        Code::DatabaseReadOnly,
        "connect to the primary, with a session that may write",
    ),
];

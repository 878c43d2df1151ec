//! One server for all tests: the tool's own embedded PostgreSQL, made by `automatos init` in a
//! folder of this run, and removed when the run ends, however it ends.

use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::LazyLock;

use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection};

/// The command under test.
pub fn binary() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_automatos"))
}

/// The server of this run.
pub struct Server {
    /// Its home folder, for `AUTOMATOS_HOME`.
    pub home: PathBuf,
    url: String,
}

static SERVER: LazyLock<Server> = LazyLock::new(Server::start);

impl Server {
    /// The one of this run, started when it is first asked for.
    pub fn get() -> &'static Self {
        &SERVER
    }

    /// A URL of one of its databases.
    pub fn url(&self, database: &str) -> String {
        self.url.replace("/automatos?", &format!("/{database}?"))
    }

    fn start() -> Self {
        let home = std::env::temp_dir().join(format!("automatos-it-{}", std::process::id()));
        let run = |words: &[&str]| {
            let output = clean(Command::new(binary()))
                .env("AUTOMATOS_HOME", &home)
                .args(words)
                .output()
                .expect("the command starts");
            assert!(
                output.status.success(),
                "{words:?}: {}",
                String::from_utf8_lossy(&output.stderr)
            );
            String::from_utf8(output.stdout).expect("a URL is text")
        };
        // It waits for the end of its input, which is the end of this process.
        let guardian = Command::new("sh")
            .args([
                "-c",
                "cat; exec \"$0\" local destroy --confirm automatos >/dev/null 2>&1",
            ])
            .arg(binary())
            .env("AUTOMATOS_HOME", &home)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()
            .expect("sh starts");
        std::mem::forget(guardian);
        run(&["init"]);
        let url = run(&["local", "url"]).trim().to_owned();
        Self { home, url }
    }
}

/// A command without this process's environment, but for what programs need to be found.
pub fn clean(mut command: Command) -> Command {
    command.env_clear();
    for name in ["PATH", "AUTOMATOS_PG_BIN", "TMPDIR"] {
        if let Some(value) = std::env::var_os(name) {
            command.env(name, value);
        }
    }
    command
}

/// Runs SQL on the server's `postgres` database.
pub fn admin(sql: &str) {
    let mut conn =
        PgConnection::establish(&Server::get().url("postgres")).expect("the test server is up");
    conn.batch_execute(sql).expect(sql);
}

/// What psql prints for a query, without headers and alignment.
pub fn psql(url: &str, sql: &str) -> String {
    let output = Command::new("psql")
        .args(["-X", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-c", sql, url])
        .output()
        .expect("psql starts");
    assert!(
        output.status.success(),
        "{sql}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).expect("psql prints text").trim_end().to_owned()
}

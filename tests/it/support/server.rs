//! One server for all tests: the tool's own embedded PostgreSQL, made by `automatos init` in a
//! folder of this run, and removed when the run ends, however it ends.

use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection};

/// The command under test.
pub fn binary() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_automatos"))
}

/// The server of this run.
pub struct Server {
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

    /// The folder of its socket.
    pub fn socket_folder(&self) -> String {
        let (_, host) = self
            .url
            .split_once("host=")
            .expect("the URL names the folder");
        host.split('&').next().expect("a value").to_owned()
    }

    fn start() -> Self {
        let home = std::env::temp_dir().join(format!("automatos-it-{}", std::process::id()));
        std::mem::forget(guardian(
            "\"$1\" local destroy --confirm automatos; rmdir \"$AUTOMATOS_HOME\"",
            &home,
        ));
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
        run(&["init"]);
        let url = run(&["local", "url"]).trim().to_owned();
        // Nothing here has to outlive a crash of the machine.
        let mut conn = PgConnection::establish(&url.replace("/automatos?", "/postgres?"))
            .expect("the test server is up");
        for sql in [
            "ALTER SYSTEM SET fsync = off",
            "ALTER SYSTEM SET full_page_writes = off",
            "ALTER SYSTEM SET synchronous_commit = off",
            "SELECT pg_reload_conf()",
        ] {
            conn.batch_execute(sql).expect(sql);
        }
        Self { url }
    }
}

/// A shell that waits for the end of its input, which is the end of this process or the drop of
/// the child, and then runs `script` with the command under test as `$1` and `home` as
/// `AUTOMATOS_HOME`.
pub fn guardian(script: &str, home: &Path) -> Child {
    clean(Command::new("sh"))
        .args(["-c", &format!("cat; exec >/dev/null 2>&1; {script}"), "sh"])
        .arg(binary())
        .env("AUTOMATOS_HOME", home)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .process_group(0)
        .spawn()
        .expect("sh starts")
}

/// A command without this process's environment, but for what programs need to be found.
#[expect(
    clippy::disallowed_methods,
    reason = "it passes on what is needed to find programs"
)]
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

/// What psql prints for statements, without headers and alignment.
pub fn psql(url: &str, sql: &str) -> String {
    let output = clean(Command::new("psql"))
        .args([
            "-X",
            "-q",
            "-A",
            "-t",
            "-v",
            "ON_ERROR_STOP=1",
            "-c",
            sql,
            url,
        ])
        .output()
        .expect("psql starts");
    assert!(
        output.status.success(),
        "{sql}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    let text = String::from_utf8(output.stdout).expect("psql prints text");
    text.trim_end().to_owned()
}

/// A name that no other test, of this run or another, uses on the server.
pub fn next_name() -> String {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    format!(
        "test_{}_{}",
        std::process::id(),
        NEXT.fetch_add(1, Ordering::Relaxed)
    )
}

/// Asks until the answer is yes, and fails after a minute of no.
#[track_caller]
pub fn eventually(what: &str, mut is_so: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < Duration::from_mins(1), "never: {what}");
        thread::sleep(Duration::from_millis(5));
    }
}

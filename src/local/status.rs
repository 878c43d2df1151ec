//! Whether the server is up, told from its files and without starting a program.

use std::fs;
use std::io::ErrorKind;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::net::UnixStream;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use anyhow::Result;
use rustix::process::{Pid, test_kill_process};

use super::advice::blocked;
use super::place::Place;

/// What the local PostgreSQL is doing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Status {
    /// There is none.
    Absent,
    /// It is there, and down.
    Stopped {
        /// The major version it was made by, such as 15.
        version: u32,
    },
    /// It is coming up; after a crash that can take a while.
    Starting {
        /// The server process.
        pid: u32,
    },
    /// It answers.
    Running {
        /// The server process.
        pid: u32,
        /// The major version, such as 15.
        version: u32,
        /// When it was started, to the second.
        since: SystemTime,
    },
    /// It is going down.
    Stopping {
        /// The server process.
        pid: u32,
    },
    /// It is down without having been stopped; the next start mends that.
    Crashed {
        /// What was the server process, where that is known; the number may be in use again.
        pid: Option<u32>,
    },
}

impl Status {
    /// Looks at the cluster.
    pub fn of(place: &Place) -> Result<Self> {
        let Some(version) = place.major()? else {
            return Ok(Self::Absent);
        };
        let path = place.pid_file();
        let note = match fs::read(&path) {
            Ok(note) => note,
            Err(error) if error.kind() == ErrorKind::NotFound => {
                return Ok(Self::Stopped { version });
            }
            Err(error) => return Err(blocked(error, "read", &path)),
        };
        let Some(note) = Note::parse(&note) else {
            return Ok(Self::Crashed { pid: None });
        };
        let pid = note.pid;
        if !note.is_served(place) {
            return Ok(Self::Crashed { pid: Some(pid) });
        }
        Ok(match note.phase {
            Phase::Starting => Self::Starting { pid },
            Phase::Ready => Self::Running {
                pid,
                version,
                since: note.since,
            },
            Phase::Stopping => Self::Stopping { pid },
        })
    }
}

/// What the server says of itself in `postmaster.pid`, a line each: its process, the data folder,
/// when it started, the port, the socket folder, the address, the shared memory, its phase. The
/// lines are written one after the other while it starts. See PostgreSQL's `utils/pidfile.h`.
#[derive(Debug, PartialEq, Eq)]
struct Note {
    pid: u32,
    since: SystemTime,
    socket: PathBuf,
    phase: Phase,
}

#[derive(Debug, PartialEq, Eq)]
enum Phase {
    Starting,
    Ready,
    Stopping,
}

impl Note {
    /// None if the note is empty or cut off before its first lines end, as a full disk leaves it.
    fn parse(note: &[u8]) -> Option<Self> {
        let mut lines = note.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii);
        let number = |line: &[u8]| str::from_utf8(line).ok()?.parse::<u64>().ok();
        let pid = number(lines.next()?)?;
        let since = number(lines.nth(1)?)?;
        let port = lines.next().unwrap_or_default();
        let folder = PathBuf::from(std::ffi::OsStr::from_bytes(
            lines.next().unwrap_or_default(),
        ));
        let phase = match lines.nth(2) {
            Some(b"ready" | b"standby") => Phase::Ready,
            Some(b"stopping") => Phase::Stopping,
            Some(_) | None => Phase::Starting,
        };
        Some(Self {
            pid: u32::try_from(pid).ok()?,
            since: SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(since))?,
            socket: folder.join(format!(".s.PGSQL.{}", String::from_utf8_lossy(port))),
            phase,
        })
    }

    /// Whether that process is a server of this cluster, and not another that has its number now.
    fn is_served(&self, place: &Place) -> bool {
        if !is_alive(self.pid) {
            return false;
        }
        // A server started by hand does not have our arguments, but it answers.
        has_argument(self.pid, place.sockets().folder())
            || UnixStream::connect(&self.socket).is_ok()
    }
}

/// Whether there is such a process that we may signal: one of another user is not our server.
pub fn is_alive(pid: u32) -> bool {
    process(pid).is_some_and(|pid| test_kill_process(pid) == Ok(()))
}

/// The number as the kernel wants it; none if no process can have it.
pub fn process(pid: u32) -> Option<Pid> {
    Pid::from_raw(i32::try_from(pid).ok()?)
}

/// Whether the process was started with that argument. A dead one that its parent has not noticed
/// yet has none.
#[cfg(target_os = "linux")]
fn has_argument(pid: u32, argument: &std::path::Path) -> bool {
    // Without /proc the socket has to tell.
    let arguments = fs::read(format!("/proc/{pid}/cmdline")).unwrap_or_default();
    let argument = argument.as_os_str().as_bytes();
    arguments
        .split(|byte| *byte == 0)
        .any(|found| found == argument)
}

/// Other systems do not say; the socket tells.
#[cfg(not(target_os = "linux"))]
fn has_argument(_pid: u32, _argument: &std::path::Path) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::time::{Duration, SystemTime};

    use super::{Note, Phase, is_alive};

    const NOTE: &str =
        "22979\n/x/data\n1795369759\n5432\n/x/run\n\n 10018829         4\nready   \n";

    #[test]
    fn the_note_of_a_running_server_is_read() {
        let note = Note::parse(NOTE.as_bytes()).unwrap();
        assert_eq!(note.pid, 22979);
        assert_eq!(
            note.since,
            SystemTime::UNIX_EPOCH + Duration::from_secs(1_795_369_759)
        );
        assert_eq!(note.socket, Path::new("/x/run/.s.PGSQL.5432"));
        assert_eq!(note.phase, Phase::Ready);
    }

    #[test]
    fn a_note_still_being_written_is_of_a_starting_server() {
        let begun = Note::parse(b"22979\n/x/data\n1795369759\n5432\n").unwrap();
        assert_eq!(begun.phase, Phase::Starting);
        let stopping = NOTE.replace("ready", "stopping");
        assert_eq!(
            Note::parse(stopping.as_bytes()).unwrap().phase,
            Phase::Stopping
        );
    }

    #[test]
    fn an_empty_or_garbled_note_says_nothing() {
        assert_eq!(Note::parse(b""), None);
        assert_eq!(Note::parse(b"22979"), None);
        assert_eq!(Note::parse(b"x\ny\nz\n"), None);
    }

    #[test]
    fn we_are_alive_and_numbers_that_no_process_can_have_are_not() {
        assert!(is_alive(std::process::id()));
        assert!(!is_alive(0));
        assert!(!is_alive(u32::MAX));
    }
}

//! Clearing up after a test, however it ends.

use std::io::Read;
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};

/// A shell that runs a script when this is dropped, or when the test process has ended in any way.
pub struct Guardian(Child);

impl Guardian {
    /// `shell` is the command of a shell, in whose surroundings the script runs later.
    pub fn new(mut shell: Command, script: &str) -> Self {
        // What it reads ends with us: no other process gets our end of the pipe.
        let script = format!("echo; exec >/dev/null; cat; {script}");
        let mut child = shell
            .args(["-c", &script])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            // What is typed at our terminal does not concern it.
            .process_group(0)
            .spawn()
            .unwrap();
        let mut ready = [0];
        child
            .stdout
            .take()
            .unwrap()
            .read_exact(&mut ready)
            .expect("the shell starts");
        Self(child)
    }

    /// The number of the shell.
    pub fn pid(&self) -> u32 {
        self.0.id()
    }
}

impl Drop for Guardian {
    fn drop(&mut self) {
        drop(self.0.stdin.take());
        // A test that failed may have left nothing to clear up.
        drop(self.0.wait());
    }
}

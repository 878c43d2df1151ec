//! A command that is still running.

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, ChildStderr, Command, Stdio};

use rustix::process::{Pid, Signal, kill_process};

use super::Ran;

/// Killed when the test gives up on it.
pub struct Started {
    child: Option<Child>,
    stderr: BufReader<ChildStderr>,
    said: String,
}

impl Started {
    /// Starts it.
    pub fn new(mut command: Command) -> Self {
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the command starts");
        let stderr = BufReader::new(child.stderr.take().expect("it is piped"));
        Self {
            child: Some(child),
            stderr,
            said: String::new(),
        }
    }

    /// Reads stderr up to a line with these words, and gives that line.
    pub fn hear(&mut self, words: &str) -> String {
        loop {
            let mut line = String::new();
            let length = self.stderr.read_line(&mut line).expect("stderr is text");
            assert!(length > 0, "it never said `{words}`, but: {}", self.said);
            self.said.push_str(&line);
            if line.contains(words) {
                return line;
            }
        }
    }

    /// Sends it a signal.
    pub fn signal(&self, signal: Signal) {
        let child = self.child.as_ref().expect("it was not waited for");
        let pid = i32::try_from(child.id()).expect("a process number");
        kill_process(Pid::from_raw(pid).expect("not zero"), signal).expect("it is running");
    }

    /// Waits for its end.
    pub fn finish(mut self) -> Ran {
        let child = self.child.take().expect("it was not waited for");
        self.stderr
            .read_to_string(&mut self.said)
            .expect("stderr is text");
        let mut output = child.wait_with_output().expect("it ends");
        output.stderr = std::mem::take(&mut self.said).into_bytes();
        Ran(output)
    }
}

impl Drop for Started {
    fn drop(&mut self) {
        if let Some(mut child) = self.child.take() {
            child.kill().expect("it can be killed");
            child.wait().expect("it ends");
        }
    }
}

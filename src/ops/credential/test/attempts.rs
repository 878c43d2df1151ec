//! Several credentials are tried at a time, each in its own time.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use crate::db::credential::Credential;
use crate::model::{TestEndpoint, TestStatus};
use crate::probe::{self, Settings, Values, Verdict};

/// So many at a time.
const AT_A_TIME: usize = 8;

/// What there is to do for a credential.
pub enum Job {
    /// To try these values in that way.
    Probe(Box<TestEndpoint>, Values),
    /// Nothing, which is the result, and why.
    Nothing(TestStatus, String),
}

/// What came of it.
pub struct Attempt<'a> {
    pub credential: &'a Credential,
    pub status: TestStatus,
    pub message: String,
    pub duration: Duration,
}

/// Does the jobs; the answers are in their order.
pub fn run<'a>(
    jobs: &[(&'a Credential, Job)],
    settings: &Settings,
    tell: &dyn Fn(usize, usize),
) -> Vec<Attempt<'a>> {
    let next = AtomicUsize::new(0);
    let (sender, receiver) = mpsc::channel();
    let mut done: Vec<(usize, Attempt<'a>)> = thread::scope(|scope| {
        for _ in 0..AT_A_TIME.min(jobs.len()) {
            let (next, sender) = (&next, sender.clone());
            scope.spawn(move || {
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let Some((credential, job)) = jobs.get(at) else {
                        return;
                    };
                    // The other end lives as long as this thread.
                    drop(sender.send((at, attempt(credential, job, settings))));
                }
            });
        }
        drop(sender);
        let count = |(number, answer)| {
            tell(number + 1, jobs.len());
            answer
        };
        receiver.iter().enumerate().map(count).collect()
    });
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, attempt)| attempt).collect()
}

fn attempt<'a>(credential: &'a Credential, job: &Job, settings: &Settings) -> Attempt<'a> {
    let (status, message, duration) = match job {
        Job::Nothing(status, message) => (*status, message.clone(), Duration::ZERO),
        Job::Probe(endpoint, values) => {
            let outcome = probe::run(endpoint, values, settings);
            let status = match outcome.verdict {
                Verdict::Passed => TestStatus::Passed,
                Verdict::Failed => TestStatus::Failed,
                Verdict::Unsupported => TestStatus::NotTested,
            };
            (status, outcome.message, outcome.duration)
        }
    };
    Attempt {
        credential,
        status,
        message,
        duration,
    }
}

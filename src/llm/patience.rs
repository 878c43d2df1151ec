//! A server that failed twice in a row is not asked again: a thousand plugins would each wait for it.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use super::failure::Failure;
use super::{Judge, Question, Reply};

/// Failures in a row after which no more questions are asked.
const ENOUGH: u32 = 2;

/// A judge that is given up when its server fails.
pub struct Patience {
    judge: Box<dyn Judge>,
    failures: AtomicU32,
    given_up: OnceLock<Failure>,
}

impl Patience {
    /// With that judge.
    pub fn with(judge: Box<dyn Judge>) -> Self {
        Self {
            judge,
            failures: AtomicU32::new(0),
            given_up: OnceLock::new(),
        }
    }
}

impl Judge for Patience {
    fn model(&self) -> &str {
        self.judge.model()
    }

    fn ask(&self, question: &Question) -> Result<Reply, Failure> {
        if let Some(failure) = self.given_up.get() {
            return Err(failure.clone());
        }
        let answer = self.judge.ask(question);
        match &answer {
            Err(failure) if !failure.is_of_the_answer() => {
                if self.failures.fetch_add(1, Ordering::SeqCst) + 1 >= ENOUGH {
                    self.given_up.get_or_init(|| failure.clone());
                }
            }
            Ok(_) | Err(_) => self.failures.store(0, Ordering::SeqCst),
        }
        answer
    }
}

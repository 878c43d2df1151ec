//! A text that must not be shown: it has no `Display`, no `Debug` and no `Serialize`, and its memory is wiped.

use std::sync::Arc;

use zeroize::Zeroizing;

/// What stands where a secret stood.
const STARS: &str = "********";

/// A key or a password. A clone is another hold on the same memory, which is wiped when the last is gone.
#[derive(Clone)]
pub struct Secret(Arc<Zeroizing<String>>);

impl Secret {
    /// Takes a text; nothing when it is empty.
    pub fn new(text: String) -> Option<Self> {
        (!text.is_empty()).then(|| Self(Arc::new(Zeroizing::new(text))))
    }

    /// The text itself, for the one place that sends it.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// The other text with stars wherever the secret stands in it.
    pub fn struck_from(&self, text: &str) -> String {
        text.replace(self.expose(), STARS)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_no_secret_and_a_secret_is_struck_out() {
        assert!(Secret::new(String::new()).is_none());
        let secret = Secret::new("hunter2".to_owned()).unwrap();
        assert_eq!(
            secret.struck_from("no hunter2, nohunter2no"),
            "no ********, no********no"
        );
    }
}

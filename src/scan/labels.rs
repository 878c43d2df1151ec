//! What a value may hold: the sources it came from and what was done to it.

/// A set of labels on a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct Labels(u64);

macro_rules! labels {
    ($($(#[$doc:meta])* $name:ident = $bit:literal, $words:literal;)*) => {
        impl Labels {
            $($(#[$doc])* pub const $name: Self = Self(1 << $bit);)*
        }
        static WORDS: &[(Labels, &str)] = &[$((Labels::$name, $words)),*];
    };
}

labels! {
    /// The whole environment.
    ENVIRONMENT = 0, "the whole environment";
    /// One variable whose name says it is secret.
    KEY = 1, "a secret variable";
    /// Keys, cloud credentials, password files.
    SECRET_FILE = 2, "a credential file";
    /// Browser stores, keychains and wallets.
    VAULT = 3, "a browser store, keychain or wallet";
    /// A `.env` file.
    DOTENV = 4, "a .env file";
    /// The clipboard.
    CLIPBOARD = 5, "the clipboard";
    /// Shell history, conversations, the agent's memory.
    HISTORY = 6, "history or conversation";
    /// The name of the machine, its user or its addresses.
    MACHINE = 7, "machine details";
    /// Any other file.
    FILE = 8, "file content";
    /// Came over the network.
    NETWORK = 9, "a network response";
    /// Came out of a decoder.
    DECODED = 10, "decoded text";
    /// Went through an encoder.
    ENCODED = 11, "encoded text";
    /// Many files at once.
    TREE = 12, "a tree of files";
    /// Came over the network from a host that is well known.
    KNOWN_NETWORK = 13, "a response from a well-known host";
    /// Names a secret file, not yet read.
    SECRET_PATH = 14, "the path of a credential file";
    /// Names a browser store, keychain or wallet, not yet read.
    VAULT_PATH = 15, "the path of a browser store or wallet";
    /// Names a `.env` file, not yet read.
    DOTENV_PATH = 16, "the path of a .env file";
    /// Names history or memory, not yet read.
    HISTORY_PATH = 17, "the path of a history or memory file";
    /// More than one secret variable.
    KEYS = 18, "several secret variables";
    /// A network connection or socket.
    SOCKET = 19, "a socket";
    /// Names a temporary or hidden file.
    HIDDEN_PATH = 20, "a hidden or temporary path";
    /// Screen, camera, microphone or keystrokes.
    SURVEILLANCE = 21, "screen, keyboard, camera or microphone";
    /// Was read from a file named as temporary or hidden.
    HIDDEN_FILE = 22, "content of a hidden or temporary file";
    /// A secret variable in a header, where its provider expects it.
    HEADER_KEY = 23, "a secret variable in a header";
    /// Was read from a file that a caller names.
    OPENED = 24, "a file that a caller names";
}

/// How many parameters of a function are followed.
pub const PARAMETERS: usize = 12;
const FIRST_PARAMETER: usize = 40;

impl Labels {
    /// No label.
    pub const NONE: Self = Self(0);
    /// Content whose leaving is a theft by itself.
    pub const STOLEN: Self = Self(Self::ENVIRONMENT.0 | Self::SECRET_FILE.0 | Self::VAULT.0);

    /// Either's labels.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// These labels as far as they are among the others.
    #[must_use]
    pub fn only(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// These labels but the others.
    #[must_use]
    pub fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Whether any of the others is here.
    pub fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The label of a function's parameter.
    pub fn parameter(index: usize) -> Self {
        if index < PARAMETERS {
            Self(1 << (FIRST_PARAMETER + index))
        } else {
            Self::NONE
        }
    }

    /// These without the labels of parameters.
    #[must_use]
    pub fn real(self) -> Self {
        Self(self.0 & ((1 << FIRST_PARAMETER) - 1))
    }

    /// Reading turns the path of something into its content.
    #[must_use]
    pub fn read(self) -> Self {
        let mut content = self.with(Self::FILE);
        let turns = [
            (Self::SECRET_PATH, Self::SECRET_FILE),
            (Self::VAULT_PATH, Self::VAULT),
            (Self::DOTENV_PATH, Self::DOTENV),
            (Self::HISTORY_PATH, Self::HISTORY),
            (Self::HIDDEN_PATH, Self::HIDDEN_FILE),
        ];
        for (path, inner) in turns {
            if self.any(path) {
                content = content.without(path).with(inner);
            }
        }
        if self != self.real() {
            content = content.with(Self::OPENED);
        }
        content
    }

    /// The labels in words.
    pub fn words(self) -> String {
        let named: Vec<&str> = WORDS
            .iter()
            .filter(|(label, _)| self.any(*label))
            .map(|(_, words)| *words)
            .collect();
        named.join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scan::secret_names::{is_own_host, is_secret_name};
    use crate::scan::secret_paths::path;

    #[test]
    fn paths_and_names_tell_what_they_hold() {
        assert!(path("~/.ssh/id_rsa").any(Labels::SECRET_PATH));
        assert!(!path("~/.ssh/id_rsa.pub").any(Labels::SECRET_PATH));
        assert!(path("config/.env").any(Labels::DOTENV_PATH));
        assert!(path(".env.example").is_empty());
        assert!(is_secret_name("GITHUB_TOKEN") && !is_secret_name("MAX_TOKENS"));
        assert!(
            is_own_host("TAVILY_API_KEY", "api.tavily.com")
                && !is_own_host("GITHUB_TOKEN", "collector.net")
        );
        assert!(path("~/.aws/credentials").read().any(Labels::SECRET_FILE));
    }
}

//! Where values end up: networks, interpreters, files. Uses of parameters are kept for the callers.

use super::flow::Program;
use super::send::HUNTED;
use super::send::leaked;
use super::value::Value;
use crate::scan::host::Class;
use crate::scan::labels::{Labels, PARAMETERS};
use crate::scan::rules::{self, Rule};
use crate::scan::shell::resolve::bare_host;
use crate::scan::url;

/// What is done with values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sink {
    /// Sent over the network.
    Send,
    /// Run as code.
    RunCode,
    /// Run as a shell command or program.
    RunShell,
    /// Put into a name that is looked up.
    LookUp,
}

/// One use of values, with where it stands.
#[derive(Debug, Clone)]
pub struct Use {
    pub sink: Sink,
    pub body: Value,
    pub address: Value,
    pub header: Value,
    pub unit: usize,
    pub range: (usize, usize),
}

/// Whether a named argument is where a provider expects its key.
pub fn is_header(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    matches!(
        lower.as_str(),
        "headers"
            | "auth"
            | "cookies"
            | "authorization"
            | "x-api-key"
            | "api-key"
            | "apikey"
            | "api_key"
            | "token"
            | "x-auth-token"
            | "private-token"
            | "bearer"
            | "timeout"
            | "verify"
            | "proxies"
            | "cert"
            | "x-subscription-token"
            | "xi-api-key"
            | "ocp-apim-subscription-key"
            | "x-goog-api-key"
            | "access_token"
            | "client_secret"
            | "refresh_token"
            | "client_id"
            | "appid"
            | "accesstoken"
            | "password"
            | "login"
    )
}

impl Program<'_> {
    /// A use at a range of the module being judged, of nothing yet.
    pub fn use_of(&self, sink: Sink, range: (usize, usize)) -> Use {
        Use {
            sink,
            body: Value::default(),
            address: Value::default(),
            header: Value::default(),
            unit: self.unit,
            range,
        }
    }

    /// The host of an address, and what is known of it.
    pub fn class(&mut self, address: &str) -> (String, Class) {
        let host = url::next_url(address, 0)
            .map(|found| found.host)
            .or_else(|| bare_host(address));
        let Some(host) = host else {
            return (String::new(), Class::Unknown);
        };
        let Some(unit) = self.units.get(self.unit) else {
            return (host, Class::Unknown);
        };
        let class = unit.source.piece.class(&host);
        if host.contains(['$', '{']) && class == Class::Placeholder {
            return (String::new(), Class::Unknown);
        }
        self.outcome.hosts.insert(host.clone(), class);
        if crate::scan::engine::destination::is_channel(address) {
            return (host, Class::Collector);
        }
        (host, class)
    }

    /// A use is judged, or kept for whoever calls the function it stands in.
    pub fn used(&mut self, use_: Use, through: Option<(usize, usize)>) {
        let open = use_
            .body
            .labels
            .with(use_.address.labels)
            .with(use_.header.labels);
        let waits = (0..PARAMETERS).any(|index| open.any(Labels::parameter(index)));
        if waits && self.uses.len() < 64 && through.is_none_or(|_| self.uses.len() < 32) {
            self.uses.push(use_.clone());
        }
        if open.real().is_empty() {
            return;
        }
        let (host, class) = self.class(use_.address.known());
        match use_.sink {
            Sink::Send => self.sent(&use_, &host, class, through),
            Sink::RunCode => self.ran_code(&use_, through),
            Sink::RunShell => self.ran_shell(&use_, through),
            Sink::LookUp => {
                let content = Labels::STOLEN
                    .with(Labels::KEY)
                    .with(Labels::ENCODED)
                    .with(Labels::DOTENV)
                    .with(Labels::CLIPBOARD);
                if use_.body.labels.any(content) {
                    self.conclude(&rules::NAME_LOOKUP_LEAK, &use_, through, 1.0);
                }
            }
        }
    }

    fn sent(&mut self, use_: &Use, host: &str, class: Class, through: Option<(usize, usize)>) {
        let open = use_.body.labels.with(use_.address.labels);
        if class == Class::Local && !host.is_empty() {
            return;
        }
        if use_.address.labels.any(Labels::DECODED) && !host.is_empty() && class != Class::Good {
            self.conclude(&rules::HIDDEN_PAYLOAD, use_, through, 1.0);
        }
        let hunted = open.any(Labels::TREE)
            && open.any(Labels::FILE)
            && class.is_foreign()
            && self
                .units
                .get(use_.unit)
                .is_some_and(|unit| HUNTED.iter().any(|name| unit.source.text.contains(name)));
        let leak = if hunted {
            Some((&rules::SECRET_FILE_SENT, 1.0))
        } else {
            leaked(use_, host, class)
        };
        if let Some((rule, belief)) = leak {
            self.conclude(rule, use_, through, belief);
        }
    }

    fn ran_code(&mut self, use_: &Use, through: Option<(usize, usize)>) {
        let labels = use_.body.labels;
        if labels.any(Labels::SOCKET) {
            self.conclude(&rules::REMOTE_CONTROL, use_, through, 1.0);
        } else if labels.any(Labels::NETWORK) {
            self.conclude(&rules::RESPONSE_RUN, use_, through, 1.0);
        } else if labels.any(Labels::DECODED) {
            self.conclude(&rules::DECODED_RUN, use_, through, 1.0);
        } else if labels.any(Labels::KNOWN_NETWORK) {
            self.conclude(&rules::RESPONSE_RUN, use_, through, 0.5);
        } else if labels.any(Labels::HIDDEN_FILE) {
            self.conclude(&rules::DOWNLOAD_RUN, use_, through, 1.6);
        }
    }

    fn ran_shell(&mut self, use_: &Use, through: Option<(usize, usize)>) {
        let labels = use_.body.labels;
        if labels.any(Labels::SOCKET) {
            self.conclude(&rules::REMOTE_CONTROL, use_, through, 1.0);
        } else if labels.any(Labels::NETWORK) {
            self.conclude(&rules::RESPONSE_RUN, use_, through, 1.0);
        } else if labels.any(Labels::DECODED) {
            self.conclude(&rules::DECODED_RUN, use_, through, 1.0);
        }
    }

    /// Reports a rule at a range of the module being judged.
    pub fn report(&mut self, rule: &'static Rule, range: (usize, usize), belief: f32) {
        if !self.last_round || belief <= 0.0 {
            return;
        }
        if let Some(unit) = self.units.get(self.unit) {
            let evidence = unit.source.text.get(range.0..range.1).unwrap_or_default();
            let mut signal = unit.source.piece.signal(rule, range, evidence);
            signal.belief = belief;
            self.outcome.signals.push(signal);
        }
    }

    /// Reports a use where it stands, with the call that led there.
    fn conclude(
        &mut self,
        rule: &'static Rule,
        use_: &Use,
        through: Option<(usize, usize)>,
        belief: f32,
    ) {
        if !self.last_round || belief <= 0.0 {
            return;
        }
        let Some(unit) = self.units.get(use_.unit) else {
            return;
        };
        let evidence = unit
            .source
            .text
            .get(use_.range.0..use_.range.1)
            .unwrap_or_default();
        let mut signal = unit.source.piece.signal(rule, use_.range, evidence);
        signal.belief = belief;
        let held = use_.body.labels.with(use_.address.labels).real().words();
        if let (Some(range), Some(caller)) = (through, self.units.get(self.unit)) {
            signal = signal.via(
                caller.source.piece.location(range.0, range.1),
                format!("passes on {held}"),
            );
        }
        let place = signal.location.clone();
        signal = signal.via(place, format!("uses {held}"));
        self.outcome.signals.push(signal);
    }
}

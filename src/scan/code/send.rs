//! What leaves a program, and how much that says.

use super::flow::Program;
use super::sinks::{Sink, Use, is_header};
use super::tree::{Call, Expression};
use super::value::Value;
use crate::scan::engine::exfiltration;
use crate::scan::host::Class;
use crate::scan::labels::Labels;
use crate::scan::rules::{self, Rule};
use crate::scan::secret_paths;

impl Program<'_> {
    /// Something is sent over the network.
    pub fn send(
        &mut self,
        call: &Call,
        (callee, owner): (&Value, &Value),
        arguments: &[Value],
    ) -> Value {
        self.outcome.facts.insert("uses the network");
        let path = callee.path.as_deref().unwrap_or_default();
        let puts_file = puts_file(path);
        let mut sent = self.use_of(Sink::Send, (call.start, call.end));
        for (index, (expression, value)) in call.arguments.iter().zip(arguments).enumerate() {
            let request_head = index == 2 && path.ends_with("Request");
            match expression {
                Expression::Pair(name, _) if is_header(name) => sent.header.join(value),
                Expression::Pair(name, _) if matches!(name.as_str(), "url" | "uri") => {
                    sent.address = value.clone();
                }
                Expression::Many(parts)
                    if parts
                        .iter()
                        .any(|part| matches!(part, Expression::Pair(..))) =>
                {
                    self.options(parts, &mut sent);
                }
                _ if request_head => sent.header.join(value),
                _ if sent.address.text.is_none()
                    && index < 2
                    && (value.known().contains("://")
                        || index == 0
                            && value.text.is_none()
                            && value.labels.real().is_empty()) =>
                {
                    sent.address = value.clone();
                }
                _ if puts_file => sent.body.join(&Value::labelled(value.labels.read())),
                _ => sent.body.join(value),
            }
        }
        if sent.address.text.is_none() {
            sent.address.text = callee.text.clone().or_else(|| owner.text.clone());
        }
        if callee.labels.any(Labels::SOCKET) {
            self.mark("sends on a socket");
        }
        self.answer(sent)
    }

    /// What comes back from what was sent.
    fn answer(&mut self, sent: Use) -> Value {
        let (_, class) = self.class(sent.address.known());
        let known = matches!(class, Class::Good | Class::Local);
        if class.is_foreign() {
            self.mark("sends to a stranger");
        }
        let credential = secret_paths::is_metadata_credential(sent.address.known());
        self.used(sent, None);
        let answer = if known {
            Labels::KNOWN_NETWORK
        } else {
            Labels::NETWORK
        };
        Value {
            labels: if credential {
                answer.with(Labels::SECRET_FILE)
            } else {
                answer
            },
            origin: Some(class),
            path: Some("response()".into()),
            ..Value::default()
        }
    }

    fn options(&mut self, parts: &[Expression], sent: &mut Use) {
        for part in parts {
            let value = self.value(part);
            match part {
                Expression::Pair(name, _) if is_header(name) => sent.header.join(&value),
                Expression::Pair(name, _)
                    if matches!(
                        name.as_str(),
                        "url" | "uri" | "hostname" | "host" | "baseURL"
                    ) =>
                {
                    sent.address = value;
                }
                Expression::Pair(name, _)
                    if matches!(name.as_str(), "path" | "method" | "port") =>
                {
                    sent.address.join(&value);
                }
                _ => sent.body.join(&value),
            }
        }
    }
}

/// Whether a call is told the path of a file and sends what it holds.
fn puts_file(path: &str) -> bool {
    let method = path.rsplit('.').next().unwrap_or_default();
    method == "upload_file" || path.starts_with("paramiko") && method == "put"
}

/// Names by which secrets are looked for in a tree of files.
pub static HUNTED: &[&str] = &[
    "id_rsa",
    ".ssh",
    ".aws",
    "\".env\"",
    "'.env'",
    ".pem",
    "wallet.dat",
    "*.key",
];

/// The worst of what a use sends, and how much it says, by where it goes.
pub fn leaked(use_: &Use, host: &str, class: Class) -> Option<(&'static Rule, f32)> {
    let open = use_.body.labels.with(use_.address.labels);
    let graded = |bad: f32, unknown: f32, known: f32| {
        if class.is_bad() {
            bad
        } else if class == Class::Unknown && !host.is_empty() {
            unknown
        } else {
            known
        }
    };
    let trusted = |good: f32| if class == Class::Good { good } else { 1.0 };
    let watched = Labels::HISTORY
        .with(Labels::CLIPBOARD)
        .with(Labels::SURVEILLANCE);
    let header = use_.header.labels.any(Labels::KEY.with(Labels::HEADER_KEY));
    if open.any(Labels::SECRET_FILE.with(Labels::VAULT)) {
        Some((&rules::SECRET_FILE_SENT, trusted(0.5)))
    } else if open.any(Labels::ENVIRONMENT) {
        Some((&rules::ENVIRONMENT_SENT, trusted(0.7)))
    } else if open.any(Labels::DOTENV) {
        Some((&rules::SECRET_FILE_SENT, graded(1.0, 0.7, 0.3)))
    } else if open.any(Labels::KEY) || header && class.is_bad() {
        Some((&rules::KEY_SENT, leaked_key(use_, host, class)))
    } else if open.any(watched) {
        Some((&rules::PRIVATE_SENT, graded(1.6, 0.9, 0.9)))
    } else if open.any(Labels::TREE) && open.any(Labels::FILE) {
        Some((&rules::FILES_SENT, graded(1.5, 0.6, 0.0)))
    } else if open.any(Labels::MACHINE) {
        Some((&rules::PRIVATE_SENT, graded(1.0, 0.4, 0.0)))
    } else {
        None
    }
}

fn leaked_key(use_: &Use, host: &str, class: Class) -> f32 {
    let open = use_.body.labels.with(use_.address.labels);
    let mut keys = use_.body.keys.clone();
    keys.extend(use_.address.keys.iter().chain(&use_.header.keys).cloned());
    let wrapped = if open.any(Labels::ENCODED) { 1.5 } else { 1.0 };
    exfiltration::key_belief(&keys, host, class, use_.body.labels.any(Labels::KEY)) * wrapped
}

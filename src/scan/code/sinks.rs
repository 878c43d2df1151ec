//! Where values end up: networks, interpreters, files. Uses of parameters are kept for the callers.

use super::calls::{self, Kind};
use super::flow::{Program, Value, variable};
use super::tree::{Call, Expression};
use crate::scan::decode;
use crate::scan::engine::exfiltration;
use crate::scan::host::{self, Class};
use crate::scan::labels::{self, Labels, PARAMETERS};
use crate::scan::rules::{self, Rule};
use crate::scan::shell::command as shell;
use crate::scan::shell::judge::{self as shell_judge, bare_host, base_name};
use crate::scan::shell::places::{self, Place};

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
    sink: Sink,
    body: Value,
    address: Value,
    header: Value,
    unit: usize,
    range: (usize, usize),
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
    /// What a call gives, and what it does.
    pub fn call(&mut self, call: &Call) -> Value {
        // What a method is called on is evaluated once, or chains of calls would cost twice as much with each link.
        let (callee, owner) = match &call.callee {
            Expression::Member(base, name) => {
                let owner = self.value(base);
                (self.member_of(owner.clone(), base, name), owner)
            }
            other => (self.value(other), Value::default()),
        };
        let arguments: Vec<Value> = call
            .arguments
            .iter()
            .map(|argument| self.value(argument))
            .collect();
        self.grown(call, &arguments);
        self.handed(&callee, &owner, &arguments);
        if let Some(value) = method(call, &owner, &arguments) {
            return value;
        }
        if let Some(function) = self.resolve(&callee) {
            return self.apply(function, call, &arguments);
        }
        let path = callee.path.clone().unwrap_or_default();
        for argument in &arguments {
            // A function handed over is called by whoever it is handed to.
            if let Some(function) = argument.function {
                self.apply(function, call, std::slice::from_ref(&callee));
            }
        }
        let Some(kind) = calls::kind(&path) else {
            return Self::unknown(&path, &callee, &arguments);
        };
        self.known(kind, call, (&callee, &owner), &arguments)
    }

    /// Lists and dictionaries hold what is added to them.
    fn grown(&mut self, call: &Call, arguments: &[Value]) {
        let Expression::Member(base, method) = &call.callee else {
            return;
        };
        let Expression::Name(name) = &**base else {
            return;
        };
        if matches!(
            method.as_str(),
            "append"
                | "add"
                | "push"
                | "extend"
                | "update"
                | "insert"
                | "unshift"
                | "set"
                | "write"
                | "put"
                | "setdefault"
        ) {
            self.add(name, arguments);
        }
        if method == "pipe" {
            self.mark("pipes");
        }
    }

    /// A function handed over is called with what the callee has to give.
    fn handed(&mut self, callee: &Value, owner: &Value, arguments: &[Value]) {
        let path = callee.path.as_deref().unwrap_or_default();
        let sends = calls::kind(path) == Some(Kind::Send);
        for argument in arguments {
            let Some((unit, which)) = argument.function else {
                continue;
            };
            let mut given = Value {
                labels: owner.labels.with(callee.labels).real(),
                keys: owner.keys.clone(),
                origin: owner.origin,
                ..Value::default()
            };
            if sends {
                let class = self
                    .class(arguments.first().map(Value::known).unwrap_or_default())
                    .1;
                let known = matches!(class, Class::Good | Class::Local);
                given.labels = given.labels.with(if known {
                    Labels::KNOWN_NETWORK
                } else {
                    Labels::NETWORK
                });
                given.origin = Some(class);
            }
            self.give(unit, which, &given);
        }
    }

    fn unknown(path: &str, callee: &Value, arguments: &[Value]) -> Value {
        let mut value = Value {
            labels: callee.labels,
            keys: callee.keys.clone(),
            origin: callee.origin,
            ..Value::default()
        };
        for argument in arguments {
            value.join(argument);
        }
        value.labels = value.labels.without(Labels::SOCKET);
        if !path.is_empty() && path.len() < 120 {
            value.path = Some(format!("{path}()").into());
        }
        value.text = arguments
            .first()
            .and_then(|first| first.text.clone())
            .filter(|text| text.contains("://"));
        value
    }

    fn apply(&mut self, function: (usize, usize), call: &Call, arguments: &[Value]) -> Value {
        let summary = self.summary(function);
        for kept in &summary.uses {
            let use_ = Use {
                body: substituted(&kept.body, arguments),
                address: substituted(&kept.address, arguments),
                header: substituted(&kept.header, arguments),
                ..kept.clone()
            };
            self.used(use_, Some((call.start, call.end)));
        }
        substituted(&summary.returns, arguments)
    }

    fn known(
        &mut self,
        kind: Kind,
        call: &Call,
        (callee, owner): (&Value, &Value),
        arguments: &[Value],
    ) -> Value {
        let mut all = Value {
            labels: callee.labels,
            keys: callee.keys.clone(),
            origin: callee.origin,
            ..Value::default()
        };
        for argument in arguments {
            all.join(argument);
        }
        let first = arguments.first().cloned().unwrap_or_default();
        match kind {
            Kind::Source(label) => Value {
                labels: if label == Labels::KEY {
                    Labels::HEADER_KEY
                } else {
                    label
                },
                ..Value::default()
            },
            Kind::Variable => {
                let unknown = Value {
                    labels: Labels::KEY,
                    keys: ["*".to_owned()].into(),
                    ..Value::default()
                };
                if first.text.is_some() {
                    variable(first.known())
                } else {
                    unknown
                }
            }
            Kind::Read => Value {
                labels: all.labels.read(),
                text: None,
                path: Some("file()".into()),
                ..all
            },
            Kind::Open => self.open(&first, arguments),
            Kind::Send => self.send(call, (callee, owner), arguments),
            Kind::Save => self.save(&first, arguments),
            Kind::RunCode | Kind::RunShell | Kind::RunProgram => {
                self.run(kind, call, callee, arguments)
            }
            Kind::Decode => decoded(
                callee.path.as_deref().unwrap_or_default(),
                &first,
                &all,
                arguments,
            ),
            Kind::Encode => Value {
                labels: all.labels.with(Labels::ENCODED),
                path: None,
                ..all
            },
            Kind::LookUp => {
                self.outcome.facts.insert("uses the network");
                self.used(
                    Use {
                        sink: Sink::LookUp,
                        body: first.clone(),
                        address: first,
                        header: Value::default(),
                        unit: self.unit,
                        range: (call.start, call.end),
                    },
                    None,
                );
                Value::default()
            }
            Kind::Write => self.write(call, callee, owner, arguments),
            Kind::DeleteTree | Kind::Remove => {
                if kind == Kind::DeleteTree
                    && places::is_precious(first.known().trim_end_matches('/'))
                    && !first.known().is_empty()
                {
                    self.report(&rules::DESTROY, (call.start, call.end), 1.0);
                }
                self.mark("deletes");
                Value::default()
            }
            Kind::Copy => {
                let target = arguments.get(1).cloned().unwrap_or_default();
                self.planted(call, &target, &first);
                Value {
                    labels: first.labels,
                    ..Value::default()
                }
            }
            Kind::Home => Value {
                text: Some("~".into()),
                ..Value::default()
            },
            Kind::JoinPath => joined_path(arguments, &all),
            Kind::Same => Value {
                text: first.text.clone().or_else(|| owner.text.clone()),
                items: if first.items.is_empty() {
                    owner.items.clone()
                } else {
                    first.items
                },
                path: callee.path.clone().filter(|path| path.contains("()")),
                ..all
            },
            Kind::Letter => letters(arguments, &all),
            Kind::Import => imported(&first),
            Kind::Member => got(&first, &arguments.get(1).cloned().unwrap_or_default()),
            Kind::Connect
            | Kind::Duplicate
            | Kind::Terminal
            | Kind::Walk
            | Kind::Encrypt
            | Kind::Unpickle
            | Kind::Keys => self.noted(kind, call, callee, (&first, all)),
        }
    }

    /// Calls that matter for what else the module does.
    fn noted(
        &mut self,
        kind: Kind,
        call: &Call,
        callee: &Value,
        (first, all): (&Value, Value),
    ) -> Value {
        match kind {
            Kind::Connect => {
                self.mark("connects");
                self.outcome.facts.insert("uses the network");
                let text = first
                    .text
                    .clone()
                    .or_else(|| first.items.first().and_then(|item| item.text.clone()));
                Value {
                    labels: all.labels.with(Labels::SOCKET),
                    path: callee.path.as_ref().map(|path| format!("{path}()").into()),
                    text,
                    ..Value::default()
                }
            }
            Kind::Duplicate | Kind::Terminal => {
                self.mark("duplicates");
                Value::default()
            }
            Kind::Walk => {
                self.mark("walks");
                Value {
                    labels: all.labels.with(Labels::TREE),
                    ..all
                }
            }
            Kind::Encrypt => {
                self.mark("encrypts");
                Value {
                    labels: all.labels.with(Labels::ENCODED),
                    ..all
                }
            }
            Kind::Unpickle => {
                if all.labels.any(Labels::NETWORK) {
                    self.report(&rules::RESPONSE_RUN, (call.start, call.end), 0.7);
                } else if all.labels.any(Labels::DECODED) {
                    self.report(&rules::PICKLE_REMOTE, (call.start, call.end), 1.4);
                }
                all
            }
            Kind::Keys => {
                self.mark("watches keys");
                self.report(&rules::KEYLOGGER, (call.start, call.end), 0.6);
                Value::labelled(Labels::SURVEILLANCE)
            }
            Kind::Source(_)
            | Kind::Variable
            | Kind::Read
            | Kind::Open
            | Kind::Send
            | Kind::Save
            | Kind::RunCode
            | Kind::RunShell
            | Kind::RunProgram
            | Kind::Decode
            | Kind::Encode
            | Kind::LookUp
            | Kind::Write
            | Kind::DeleteTree
            | Kind::Remove
            | Kind::Copy
            | Kind::Home
            | Kind::JoinPath
            | Kind::Same
            | Kind::Letter
            | Kind::Import
            | Kind::Member => all,
        }
    }

    fn open(&mut self, first: &Value, arguments: &[Value]) -> Value {
        let mode = arguments.get(1).map(Value::known).unwrap_or_default();
        let writes = mode.len() <= 3 && mode.starts_with(['w', 'a', 'x']);
        if writes {
            self.outcome.facts.insert("writes files");
            return Value {
                text: first.text.clone(),
                path: Some("file()".into()),
                ..Value::default()
            };
        }
        Value {
            labels: first.labels.read(),
            path: Some("file()".into()),
            ..first.clone()
        }
    }

    #[expect(
        clippy::case_sensitive_file_extension_comparisons,
        reason = "these are names of calls, keys and lower-case paths"
    )]
    fn write(&mut self, call: &Call, callee: &Value, owner: &Value, arguments: &[Value]) -> Value {
        self.outcome.facts.insert("writes files");
        let path = callee.path.as_deref().unwrap_or_default();
        let method = path.ends_with(".write")
            || path.ends_with(".write_text")
            || path.ends_with(".write_bytes")
            || path.ends_with(".writelines");
        let (target, content) = if method && !path.starts_with("fs") {
            (
                owner.clone(),
                arguments.first().cloned().unwrap_or_default(),
            )
        } else {
            (
                arguments.first().cloned().unwrap_or_default(),
                arguments.get(1).cloned().unwrap_or_default(),
            )
        };
        self.planted(call, &target, &content);
        Value::default()
    }

    /// Something is put into a file.
    #[expect(clippy::match_same_arms, reason = "each row stands for itself")]
    fn planted(&mut self, call: &Call, target: &Value, content: &Value) {
        let text = content.known();
        let unknown = text.is_empty() || text.starts_with("${__");
        let around = unknown
            && self
                .units
                .get(self.unit)
                .is_some_and(|unit| places::is_payload(unit.source.text));
        let payload = around
            || places::is_payload(text)
            || content.labels.any(Labels::DECODED.with(Labels::NETWORK));
        let range = (call.start, call.end);
        match places::place(target.known()) {
            Place::Profile | Place::Schedule | Place::GitHook if payload => {
                self.report(&rules::PERSISTENCE_PAYLOAD, range, 1.0);
            }
            Place::Profile | Place::Schedule => self.report(&rules::PERSISTENCE, range, 0.7),
            Place::GitHook => self.report(&rules::PERSISTENCE, range, 0.3),
            Place::AuthorizedKeys => self.report(&rules::SSH_KEYS, range, 1.0),
            Place::Sudoers => self.report(&rules::PRIVILEGE_ESCALATION, range, 1.2),
            Place::Disk => self.report(&rules::DESTROY, range, 1.0),
            Place::AgentSettings if payload => self.report(&rules::PERSISTENCE_PAYLOAD, range, 1.0),
            Place::AgentSettings => self.report(&rules::AGENT_CONFIG, range, 0.45),
            Place::AgentMemory => self.report(&rules::AGENT_CONFIG, range, 0.45),
            Place::Hosts => self.report(&rules::DESTROY_BROAD, range, 0.5),
            Place::Ordinary => {}
        }
        if content.labels.any(Labels::NETWORK.with(Labels::DECODED)) && !target.known().is_empty() {
            let class = content.origin.unwrap_or(Class::Unknown);
            let name = target.known().to_owned();
            if let Some(unit) = self.units.get_mut(self.unit)
                && unit.saved.len() < 64
            {
                unit.saved.push((name, class));
            }
        }
    }

    fn save(&mut self, first: &Value, arguments: &[Value]) -> Value {
        self.outcome.facts.insert("uses the network");
        let class = self.class(first.known()).1;
        let target = arguments
            .get(1)
            .map(Value::known)
            .unwrap_or_default()
            .to_owned();
        if let Some(unit) = self.units.get_mut(self.unit)
            && unit.saved.len() < 64
            && !target.is_empty()
        {
            unit.saved.push((target.clone(), class));
        }
        Value {
            labels: Labels::FILE,
            text: Some(target.into()),
            origin: Some(class),
            ..Value::default()
        }
    }

    fn class(&mut self, address: &str) -> (String, Class) {
        let host = host::next_url(address, 0)
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

    fn send(
        &mut self,
        call: &Call,
        (callee, owner): (&Value, &Value),
        arguments: &[Value],
    ) -> Value {
        self.outcome.facts.insert("uses the network");
        let mut sent = Use {
            sink: Sink::Send,
            body: Value::default(),
            address: Value::default(),
            header: Value::default(),
            unit: self.unit,
            range: (call.start, call.end),
        };
        for (index, (expression, value)) in call.arguments.iter().zip(arguments).enumerate() {
            let request_head = index == 2
                && callee
                    .path
                    .as_deref()
                    .is_some_and(|path| path.ends_with("Request"));
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
                _ => sent.body.join(value),
            }
        }
        if sent.address.text.is_none() {
            sent.address.text = callee.text.clone().or_else(|| owner.text.clone());
        }
        if callee.labels.any(Labels::SOCKET) {
            self.mark("sends on a socket");
        }
        let (_, class) = self.class(sent.address.known());
        let known = matches!(class, Class::Good | Class::Local);
        self.used(sent, None);
        Value {
            labels: if known {
                Labels::KNOWN_NETWORK
            } else {
                Labels::NETWORK
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

    /// A use is judged, or kept for whoever calls the function it stands in.
    fn used(&mut self, use_: Use, through: Option<(usize, usize)>) {
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
            && self.units.get(use_.unit).is_some_and(|unit| {
                [
                    "id_rsa",
                    ".ssh",
                    ".aws",
                    "\".env\"",
                    "'.env'",
                    ".pem",
                    "wallet.dat",
                    "*.key",
                ]
                .iter()
                .any(|name| unit.source.text.contains(name))
            });
        if hunted {
            self.conclude(&rules::SECRET_FILE_SENT, use_, through, 1.0);
        } else if open.any(Labels::SECRET_FILE.with(Labels::VAULT)) {
            self.conclude(
                &rules::SECRET_FILE_SENT,
                use_,
                through,
                if class == Class::Good { 0.5 } else { 1.0 },
            );
        } else if open.any(Labels::ENVIRONMENT) {
            self.conclude(
                &rules::ENVIRONMENT_SENT,
                use_,
                through,
                if class == Class::Good { 0.7 } else { 1.0 },
            );
        } else if open.any(Labels::DOTENV) {
            self.conclude(
                &rules::SECRET_FILE_SENT,
                use_,
                through,
                if class.is_bad() {
                    1.0
                } else if class == Class::Unknown && !host.is_empty() {
                    0.7
                } else {
                    0.3
                },
            );
        } else if open.any(Labels::KEY)
            || (use_.header.labels.any(Labels::KEY.with(Labels::HEADER_KEY)) && class.is_bad())
        {
            let mut keys = use_.body.keys.clone();
            keys.extend(use_.address.keys.iter().chain(&use_.header.keys).cloned());
            let wrapped = if open.any(Labels::ENCODED) { 1.5 } else { 1.0 };
            let belief =
                exfiltration::key_belief(&keys, host, class, use_.body.labels.any(Labels::KEY))
                    * wrapped;
            if belief > 0.0 {
                self.conclude(&rules::KEY_SENT, use_, through, belief);
            }
        } else if open.any(
            Labels::HISTORY
                .with(Labels::CLIPBOARD)
                .with(Labels::SURVEILLANCE),
        ) {
            self.conclude(
                &rules::PRIVATE_SENT,
                use_,
                through,
                if class.is_bad() { 1.6 } else { 0.9 },
            );
        } else if open.any(Labels::TREE) && open.any(Labels::FILE) {
            self.conclude(
                &rules::FILES_SENT,
                use_,
                through,
                if class.is_bad() {
                    1.5
                } else if class == Class::Unknown && !host.is_empty() {
                    0.6
                } else {
                    0.0
                },
            );
        } else if open.any(Labels::MACHINE) {
            self.conclude(
                &rules::PRIVATE_SENT,
                use_,
                through,
                if class.is_bad() {
                    1.0
                } else if class == Class::Unknown && !host.is_empty() {
                    0.4
                } else {
                    0.0
                },
            );
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
            self.conclude(&rules::DECODED_RUN, use_, through, 0.9);
        }
    }

    fn run(&mut self, kind: Kind, call: &Call, callee: &Value, arguments: &[Value]) -> Value {
        self.outcome.facts.insert(if kind == Kind::RunCode {
            "evaluates code"
        } else {
            "spawns processes"
        });
        let range = (call.start, call.end);
        let mut first = arguments.first().cloned().unwrap_or_default();
        let path = callee.path.as_deref().unwrap_or_default();
        if callee.assembled && !path.contains("()") && first.text.as_deref() != Some("") {
            self.report(&rules::HIDDEN_COMMAND, range, 1.6);
        }
        if kind == Kind::RunCode {
            if matches!(path, "setTimeout" | "setInterval") && first.text.is_none() {
                return Value::default();
            }
            if path == "Function" {
                first = arguments.last().cloned().unwrap_or_default();
            }
            self.used(
                Use {
                    sink: Sink::RunCode,
                    body: first,
                    address: Value::default(),
                    header: Value::default(),
                    unit: self.unit,
                    range,
                },
                None,
            );
            return Value::default();
        }
        for (expression, value) in call.arguments.iter().zip(arguments) {
            let stream = matches!(expression, Expression::Pair(name, _) if matches!(name.as_str(), "stdin" | "stdout" | "stdio"));
            if stream && value.labels.any(Labels::SOCKET) {
                self.mark("duplicates");
            }
        }
        let shell = kind == Kind::RunShell
            || call
                .arguments
                .iter()
                .any(|one| matches!(one, Expression::Pair(name, _) if name == "shell"))
                && first.items.is_empty();
        let program = Value {
            items: Vec::new(),
            ..first
                .items
                .first()
                .cloned()
                .unwrap_or_else(|| first.clone())
        };
        let whole = shell
            || program
                .labels
                .any(Labels::NETWORK.with(Labels::SOCKET).with(Labels::DECODED))
                && program.text.is_none();
        if whole {
            self.used(
                Use {
                    sink: Sink::RunShell,
                    body: Value {
                        items: Vec::new(),
                        ..first.clone()
                    },
                    address: Value::default(),
                    header: Value::default(),
                    unit: self.unit,
                    range,
                },
                None,
            );
        }
        if first.known().contains("/bin/sh")
            || first.known().contains("/bin/bash")
            || program.known().ends_with("/sh")
            || program.known().ends_with("bash")
            || program.known() == "cmd.exe"
            || program.known() == "cmd"
        {
            self.mark("runs a shell");
        }
        self.ran_saved(&program, range);
        let output = self.shell(kind, call, &first, arguments);
        Value {
            labels: output.labels,
            keys: output.keys,
            ..Value::default()
        }
    }

    fn ran_saved(&mut self, program: &Value, range: (usize, usize)) {
        let text = program.known().to_owned();
        let Some(unit) = self.units.get(self.unit) else {
            return;
        };
        let found = unit
            .saved
            .iter()
            .find(|(name, _)| {
                !text.is_empty()
                    && (text == *name
                        || text.contains(name.as_str())
                        || base_name(name).len() > 3 && base_name(&text) == base_name(name))
            })
            .map(|(_, class)| *class);
        if let Some(class) = found {
            let belief = shell::origin_belief(Some(class));
            if belief > 0.0 {
                self.report(&rules::DOWNLOAD_RUN, range, (belief * 0.9).min(2.0));
            }
        }
    }

    /// Judges the command line that is run, with what its holes hold.
    fn shell(
        &mut self,
        kind: Kind,
        call: &Call,
        first: &Value,
        arguments: &[Value],
    ) -> shell_judge::Value {
        let words: Vec<Value> = if first.items.is_empty() {
            let more = arguments
                .get(1)
                .filter(|_| kind == Kind::RunProgram)
                .map(|list| list.items.clone())
                .unwrap_or_default();
            std::iter::once(first.clone()).chain(more).collect()
        } else {
            first.items.clone()
        };
        let text = if words.len() == 1 {
            first.known().to_owned()
        } else {
            let quoted: Vec<String> = words
                .iter()
                .map(|word| {
                    if word.text.is_some() {
                        format!("'{}'", word.known().replace('\'', "'\\''"))
                    } else {
                        self.hole(word)
                    }
                })
                .collect();
            quoted.join(" ")
        };
        if text.is_empty() || text.len() > 16_384 {
            return shell_judge::Value::default();
        }
        let Some(unit) = self.units.get(self.unit) else {
            return shell_judge::Value::default();
        };
        let piece = unit.source.piece.made_from(call.start, call.end);
        let holes: Vec<(String, shell_judge::Value)> = hole_names(&text)
            .into_iter()
            .filter_map(|index| {
                self.holes.get(index).map(|value| {
                    (
                        format!("__{index}"),
                        shell_judge::Value {
                            text: String::new(),
                            labels: value.labels.real(),
                            keys: value.keys.clone(),
                            origin: value.origin,
                        },
                    )
                })
            })
            .collect();
        let (output, outcome) = shell_judge::with_values(&text, &piece, holes);
        if self.last_round {
            self.outcome.signals.extend(outcome.signals);
        }
        self.outcome.facts.extend(outcome.facts);
        self.outcome.hosts.extend(outcome.hosts);
        output
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

    /// A member is set: an image or link whose address carries something.
    #[expect(
        clippy::case_sensitive_file_extension_comparisons,
        reason = "these are names of calls, keys and lower-case paths"
    )]
    pub fn assigned(&mut self, names: &[String], value: &Value) {
        let leads = names.iter().any(|name| {
            name.ends_with(".src") || name.ends_with(".href") || name.ends_with("location")
        });
        if leads && value.known().contains("://") {
            self.used(
                Use {
                    sink: Sink::Send,
                    body: Value::default(),
                    address: value.clone(),
                    header: Value::default(),
                    unit: self.unit,
                    range: (0, 0),
                },
                None,
            );
        }
        let redirects = names.iter().any(|name| {
            matches!(
                name.as_str(),
                "openai.base_url" | "openai.api_base" | "ANTHROPIC_BASE_URL"
            )
        });
        if redirects && self.class(value.known()).1.is_bad() {
            self.report(&rules::ENDPOINT_OVERRIDE, (0, 1), 1.0);
        }
    }

    /// Shapes that span calls of one module.
    pub fn shapes(&mut self) {
        for index in 0..self.units.len() {
            self.unit = index;
            let Some(marks) = self.units.get(index).map(|unit| unit.marks.clone()) else {
                continue;
            };
            let has = |mark: &str| marks.contains(mark);
            let end = self
                .units
                .get(index)
                .map_or(0, |unit| unit.source.text.len().min(200));
            if has("connects") && has("duplicates") {
                self.report(&rules::REVERSE_SHELL, (0, end), 1.0);
            } else if has("connects") && has("pipes") && has("runs a shell") {
                self.report(&rules::REVERSE_SHELL, (0, end), 0.9);
            } else if has("connects") && has("sends on a socket") && has("runs a shell") {
                self.report(&rules::REVERSE_SHELL, (0, end), 0.6);
            }
            if has("walks") && has("encrypts") && has("deletes") {
                self.report(&rules::RANSOM, (0, end), 0.7);
            }
        }
    }
}

/// Methods of texts whose result can be told.
fn method(call: &Call, owner: &Value, arguments: &[Value]) -> Option<Value> {
    let Expression::Member(_, name) = &call.callee else {
        return None;
    };
    let first = arguments.first().map(Value::known).unwrap_or_default();
    let text = owner.text.as_deref();
    let result = |text: String, labels: Labels| {
        Some(Value {
            text: Some(text.into()),
            labels: owner.labels.with(labels),
            ..owner.clone()
        })
    };
    match name.as_str() {
        "join"
            if text.is_some_and(|text| text.len() < 4)
                || (arguments.len() <= 1 && !owner.items.is_empty()) =>
        {
            let (items, glue) = if owner.items.is_empty() {
                (
                    arguments
                        .first()
                        .map(|one| one.items.clone())
                        .unwrap_or_default(),
                    text.unwrap_or_default(),
                )
            } else {
                (owner.items.clone(), first)
            };
            let mut all = arguments.first().cloned().unwrap_or_default();
            all.join(owner);
            let texts: Option<Vec<&str>> = items.iter().map(|item| item.text.as_deref()).collect();
            all.text = texts
                .filter(|texts| !texts.is_empty())
                .map(|texts| texts.join(glue).into());
            all.assembled = true;
            all.labels = all.labels.with(labels::path(all.known()));
            all.items = Vec::new();
            all.path = None;
            Some(all)
        }
        "replace" | "replaceAll" if text.is_some() && arguments.len() == 2 => {
            let with = arguments.get(1).map(Value::known).unwrap_or_default();
            let new = text?.replace(first, with);
            (new.len() < 20_000).then_some(())?;
            result(new, Labels::NONE).map(|value| Value {
                assembled: true,
                ..value
            })
        }
        "reverse" if !owner.items.is_empty() => Some(Value {
            items: owner.items.iter().rev().cloned().collect(),
            ..owner.clone()
        }),
        "split" if text.is_some() && first.is_empty() => Some(Value {
            items: text?
                .chars()
                .take(64)
                .map(|letter| Value::text(&letter.to_string()))
                .collect(),
            text: None,
            ..owner.clone()
        }),
        "format" if text.is_some() => {
            let mut value = owner.clone();
            for argument in arguments {
                value.join(argument);
            }
            Some(value)
        }
        "strip" | "trim" | "decode" | "encode" | "toString" | "lower" | "toLowerCase"
            if text.is_some() =>
        {
            let rotates = name == "decode" && matches!(first, "rot13" | "rot_13" | "hex");
            let plain = text?.to_owned();
            let new = if rotates {
                decode::rot13(&plain)
            } else {
                plain
            };
            result(
                new,
                if rotates {
                    Labels::DECODED
                } else {
                    Labels::NONE
                },
            )
        }
        _ => None,
    }
}

fn hole_names(text: &str) -> Vec<usize> {
    text.split("${__")
        .skip(1)
        .filter_map(|part| part.split('}').next())
        .filter_map(|digits| digits.parse().ok())
        .take(256)
        .collect()
}

fn substituted(value: &Value, arguments: &[Value]) -> Value {
    let mut out = Value {
        labels: value.labels.real(),
        ..value.clone()
    };
    for (index, argument) in arguments.iter().enumerate().take(PARAMETERS) {
        if value.labels.any(Labels::parameter(index)) {
            out.join(argument);
            if out.text.is_none() || out.known().starts_with("${__") {
                out.text.clone_from(&argument.text);
            }
        }
    }
    out
}

/// A module named by a text.
fn imported(first: &Value) -> Value {
    let path = first
        .text
        .as_deref()
        .map(|text| text.trim_start_matches("node:").into());
    Value {
        path,
        assembled: first.assembled || first.labels.any(Labels::DECODED),
        ..Value::default()
    }
}

/// A member named by a text.
fn got(first: &Value, name: &Value) -> Value {
    let owner = first.path.clone().unwrap_or_default();
    let builtin = matches!(&*owner, "__builtins__" | "builtins" | "__import__()");
    let path = if builtin {
        name.text.clone()
    } else {
        name.text
            .as_ref()
            .map(|text| format!("{owner}.{text}").into())
    };
    Value {
        path,
        assembled: name.assembled || name.labels.any(Labels::DECODED) || builtin,
        labels: first.labels,
        ..Value::default()
    }
}

fn joined_path(arguments: &[Value], all: &Value) -> Value {
    let parts: Vec<&str> = arguments
        .iter()
        .map(|argument| argument.text.as_deref().unwrap_or("*"))
        .collect();
    let text = parts.join("/");
    Value {
        labels: all.labels.with(labels::path(&text)),
        text: Some(text.into()),
        path: None,
        ..all.clone()
    }
}

fn letters(arguments: &[Value], all: &Value) -> Value {
    let letter = |value: &Value| value.known().parse::<u32>().ok().and_then(char::from_u32);
    let flat = arguments.iter().flat_map(|one| {
        if one.items.is_empty() {
            std::slice::from_ref(one)
        } else {
            &one.items
        }
    });
    let text: Option<String> = flat.map(letter).collect();
    Value {
        text: text.filter(|text| !text.is_empty()).map(Into::into),
        labels: all.labels.with(Labels::DECODED),
        ..Value::default()
    }
}

fn decoded(path: &str, first: &Value, all: &Value, arguments: &[Value]) -> Value {
    let encoding = arguments.get(1).map(Value::known).unwrap_or_default();
    if path == "Buffer.from" && !matches!(encoding, "base64" | "hex" | "base64url") {
        return Value {
            text: first.text.clone(),
            ..all.clone()
        };
    }
    let text = first.known();
    let bytes = match path.rsplit('.').next().unwrap_or_default() {
        "fromhex" | "unhexlify" | "b16decode" => decode::from_hex(text),
        "b32decode" => decode::base32(text),
        "b85decode" => decode::base85(text),
        "decompress" | "loads" | "gunzipSync" | "inflateSync" => None,
        "unescape" => Some(decode::percent(text).into_bytes()),
        "decode" if encoding.contains("rot") => Some(decode::rot13(text).into_bytes()),
        "from" if encoding == "hex" => decode::from_hex(text),
        _ => decode::base64(text),
    };
    let plain = bytes
        .filter(|_| !text.is_empty())
        .map(|bytes| decode::inflate(&bytes).unwrap_or(bytes))
        .and_then(|bytes| String::from_utf8(bytes).ok());
    let labels = all
        .labels
        .with(Labels::DECODED)
        .with(plain.as_deref().map_or(Labels::NONE, labels::path));
    Value {
        text: plain.map(Into::into),
        labels,
        path: None,
        ..all.clone()
    }
}

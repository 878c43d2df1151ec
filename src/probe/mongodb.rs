//! `MongoDB`: hello, SCRAM-SHA-256 and the command of the type, in `OP_MSG`.
//!
//! After <https://www.mongodb.com/docs/manual/reference/mongodb-wire-protocol/>.

use zeroize::Zeroizing;

use super::bson::{Value, Writer, member, members};
use super::bytes::Bytes;
use super::failure::Failure;
use super::route::{self, Route};
use super::scram::Scram;
use super::template::{self, Filled, parameter};
use super::tls::{self, Check};
use super::values::Values;
use super::wire::Wire;
use crate::model::TestEndpoint;

const PORT: u16 = 27017;
const MECHANISM: &str = "SCRAM-SHA-256";
const OP_MSG: i32 = 2013;

/// Signs in and runs the command.
pub fn connect(endpoint: &TestEndpoint, values: &Values, route: &Route) -> Result<String, Failure> {
    let get = |text: &Option<String>| parameter(text.as_ref(), values);
    if get(&endpoint.scheme).is_some_and(|scheme| *scheme != "mongodb") {
        return Err(Failure::Unsupported(
            "a cluster that is found through DNS (mongodb+srv) cannot be tested; test one of its \
             servers by host and port"
                .to_owned(),
        ));
    }
    let host = template::fill(endpoint.host.as_deref().unwrap_or_default(), values)?;
    let port = get(&endpoint.port);
    let port = route::port(port.as_deref().map(String::as_str), PORT)?;
    let mut wire = Wire::open(&host, port, route)?;
    if get(&endpoint.use_tls).is_some_and(|word| *word == "true") {
        let config = tls::config(Check::IssuerAndName, route.authorities.as_deref())?;
        wire = wire.encrypted(config)?;
    }
    let mut talk = Talk {
        wire,
        host: &host,
        database: get(&endpoint.auth_source).unwrap_or_else(|| Filled::new("admin".to_owned())),
    };
    let user = template::fill(endpoint.username.as_deref().unwrap_or_default(), values)?;
    let password = template::fill(endpoint.password.as_deref().unwrap_or_default(), values)?;
    talk.greet(&user, get(&endpoint.replica_set))?;
    talk.sign_in(&user, &password)?;
    let command = endpoint.command.as_deref().unwrap_or("ping");
    talk.run(Writer::default().number(command, 1))?;
    Ok(format!("{} answered {command}", *host))
}

struct Talk<'a> {
    wire: Wire,
    host: &'a str,
    database: Filled,
}

impl Talk<'_> {
    /// Learns how the user may sign in, and whether the replica set is the right one.
    fn greet(&mut self, user: &str, set: Option<Filled>) -> Result<(), Failure> {
        let who = format!("{}.{user}", *self.database);
        let hello = Writer::default()
            .number("hello", 1)
            .text("saslSupportedMechs", &who);
        let reply = self.run(hello)?;
        if let Some(Value::Document(list)) = member(&reply, "saslSupportedMechs") {
            let known = members(list).unwrap_or_default();
            if !known.iter().any(|(_, one)| *one == Value::Text(MECHANISM)) {
                return Err(Failure::Unsupported(format!(
                    "the user can sign in to {} by other means than {MECHANISM} only",
                    self.host
                )));
            }
        }
        let Some(set) = set else { return Ok(()) };
        match member(&reply, "setName") {
            Some(Value::Text(name)) if name == set.as_str() => Ok(()),
            Some(Value::Text(name)) => Err(Failure::said(
                format!("{} belongs to another replica set", self.host),
                name,
            )),
            Some(_) | None => Err(Failure::new(format!("{} is in no replica set", self.host))),
        }
    }

    fn sign_in(&mut self, user: &str, password: &str) -> Result<(), Failure> {
        let mut random = [0; 24];
        getrandom::fill(&mut random)
            .map_err(|cause| Failure::new(format!("no random numbers: {cause}")))?;
        let scram = Scram::new(user, &random);
        let start = Writer::default()
            .number("saslStart", 1)
            .text("mechanism", MECHANISM)
            .bytes("payload", scram.first().as_bytes())
            .number("autoAuthorize", 1)
            .document(
                "options",
                Writer::default().boolean("skipEmptyExchange", true),
            );
        let reply = self.run(start)?;
        let challenge = self.payload(&reply)?.to_owned();
        let Some(Value::Number(conversation)) = member(&reply, "conversationId") else {
            return Err(self.garbage());
        };
        let proof = scram
            .answer(&challenge, password)
            .ok_or_else(|| Failure::new(format!("{} sent a challenge that is none", self.host)))?;
        #[expect(clippy::cast_possible_truncation, reason = "it was read from an i32")]
        let conversation = conversation as i32;
        let go_on = |payload: &[u8]| {
            Writer::default()
                .number("saslContinue", 1)
                .number("conversationId", conversation)
                .bytes("payload", payload)
        };
        let reply = self.run(go_on(proof.message.as_bytes()))?;
        if !self.payload(&reply)?.starts_with(&proof.server) {
            return Err(Failure::new(format!(
                "{} does not know the password itself: it is another server",
                self.host
            )));
        }
        if member(&reply, "done") != Some(Value::Boolean(true)) {
            self.run(go_on(b""))?;
        }
        Ok(())
    }

    /// Runs a command on the database that knows the user, and gives its reply.
    fn run(&mut self, command: Writer) -> Result<Vec<u8>, Failure> {
        let document = command.text("$db", &self.database).finish();
        let mut message = Zeroizing::new(Vec::with_capacity(document.len() + 21));
        let length = i32::try_from(document.len() + 21).unwrap_or(i32::MAX);
        for number in [length, 1, 0, OP_MSG, 0] {
            message.extend_from_slice(&number.to_le_bytes());
        }
        message.push(0);
        message.extend_from_slice(&document);
        self.wire.send(&message)?;
        let header = self.wire.receive(16)?;
        let [length, kind] = header_of(&header).ok_or_else(|| self.garbage())?;
        let length = usize::try_from(length)
            .ok()
            .and_then(|all| all.checked_sub(16));
        let length = length
            .filter(|_| kind == OP_MSG)
            .ok_or_else(|| self.garbage())?;
        let body = self.wire.receive(length)?;
        let reply = body.get(5..).filter(|reply| members(reply).is_some());
        let reply = reply.ok_or_else(|| self.garbage())?;
        if let Some(Value::Number(1.0)) = member(reply, "ok") {
            return Ok(reply.to_vec());
        }
        let said = match member(reply, "errmsg") {
            Some(Value::Text(said)) => said,
            Some(_) | None => "",
        };
        let why = match member(reply, "code") {
            Some(Value::Number(18.0)) => "refused the user or the password",
            Some(_) | None => "refused a command",
        };
        Err(Failure::said(format!("{} {why}", self.host), said))
    }

    fn payload<'a>(&self, reply: &'a [u8]) -> Result<&'a str, Failure> {
        match member(reply, "payload") {
            Some(Value::Bytes(bytes)) => str::from_utf8(bytes).map_err(|_| self.garbage()),
            Some(_) | None => Err(self.garbage()),
        }
    }

    fn garbage(&self) -> Failure {
        Failure::garbage(self.host, "the protocol of MongoDB")
    }
}

/// Length and kind of a message.
fn header_of(header: &[u8]) -> Option<[i32; 2]> {
    let mut bytes = Bytes(header);
    let length = i32::from_le_bytes(bytes.array()?);
    bytes.take(8)?;
    Some([length, i32::from_le_bytes(bytes.array()?)])
}

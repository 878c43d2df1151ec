//! A server that speaks as a language model's does, on 127.0.0.1, answering what a test tells it to.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};

use serde_json::{Value, json};

/// What came in.
#[derive(Debug, Clone)]
pub struct Asked {
    /// Request line and headers, in lower case.
    pub head: String,
    /// The document; nothing with a request that has none.
    pub body: Value,
}

impl Asked {
    /// Everything the model was told, one after the other.
    pub fn text(&self) -> String {
        let system = self.body["system"].as_str().unwrap_or_default();
        let messages = self.body["messages"].as_array().expect("messages");
        let texts = messages
            .iter()
            .map(|one| one["content"].as_str().expect("text"));
        [system]
            .into_iter()
            .chain(texts)
            .collect::<Vec<_>>()
            .join("\n")
    }

    /// The word that marks the plugin's text.
    pub fn marker(&self) -> String {
        let text = self.text();
        let (_, rest) = text
            .split_once("\n=== BEGIN PLUGIN DATA ")
            .expect("the mark");
        rest.chars().take(32).collect()
    }
}

/// What goes out for a request: a whole HTTP answer; empty, nothing at all, ever.
pub type Answer = fn(&Asked) -> String;

/// Stops when the test ends.
pub struct ModelServer {
    address: SocketAddr,
    asked: Arc<Mutex<Vec<Asked>>>,
    is_over: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl ModelServer {
    /// Gives these answers in turn, and the last one from then on.
    pub fn start(answers: &'static [Answer]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("its address");
        let asked = Arc::new(Mutex::new(Vec::new()));
        let is_over = Arc::new(AtomicBool::new(false));
        let (heard, over) = (Arc::clone(&asked), Arc::clone(&is_over));
        let thread = thread::spawn(move || {
            // Those that get no answer stay open.
            let mut silent = Vec::new();
            for stream in listener.incoming() {
                if over.load(Ordering::SeqCst) {
                    break;
                }
                let mut stream = stream.expect("a connection");
                let request = read(&stream);
                let mut heard = heard.lock().expect("no panic");
                let answer = answers[heard.len().min(answers.len() - 1)](&request);
                heard.push(request);
                if answer.is_empty() {
                    silent.push(stream);
                } else {
                    // Who has read enough may hang up.
                    drop(stream.write_all(answer.as_bytes()));
                }
            }
        });
        Self {
            address,
            asked,
            is_over,
            thread: Some(thread),
        }
    }

    /// Its URL.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// What came in, in order.
    pub fn asked(&self) -> Vec<Asked> {
        self.asked.lock().expect("no panic").clone()
    }
}

impl Drop for ModelServer {
    fn drop(&mut self) {
        self.is_over.store(true, Ordering::SeqCst);
        drop(TcpStream::connect(self.address));
        if let Some(thread) = self.thread.take() {
            thread.join().expect("the server ends");
        }
    }
}

fn read(stream: &TcpStream) -> Asked {
    let mut reader = BufReader::new(stream);
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        assert_ne!(reader.read_line(&mut head).expect("a line"), 0, "{head}");
    }
    let head = head.to_lowercase();
    let length = head
        .lines()
        .find_map(|line| line.strip_prefix("content-length: "))
        .unwrap_or("0");
    let mut body = vec![0; length.parse().expect("a number")];
    reader.read_exact(&mut body).expect("the body");
    Asked {
        body: match body.as_slice() {
            [] => Value::Null,
            body => serde_json::from_slice(body).expect("a document"),
        },
        head,
    }
}

/// An HTTP answer; `headers` end with a line end each.
pub fn http(status: u16, headers: &str, body: &str) -> String {
    format!(
        "HTTP/1.1 {status} Status\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\
         Connection: close\r\n{headers}\r\n{body}",
        body.len()
    )
}

/// A chat completion with that text.
pub fn completion(text: &str) -> String {
    let body = json!({
        "choices": [{"message": {"role": "assistant", "content": text}, "finish_reason": "stop"}],
        "usage": {"prompt_tokens": 700, "completion_tokens": 50, "total_tokens": 750},
    });
    http(200, "", &body.to_string())
}

/// A message with that text.
pub fn message(text: &str) -> String {
    let body = json!({
        "content": [{"type": "text", "text": text}],
        "stop_reason": "end_turn",
        "usage": {"input_tokens": 700, "output_tokens": 50},
    });
    http(200, "", &body.to_string())
}

/// The text of an opinion without findings.
pub fn opinion(asked: &Asked, risk: u32, summary: &str) -> String {
    json!({"marker": asked.marker(), "risk": risk, "summary": summary, "findings": []}).to_string()
}

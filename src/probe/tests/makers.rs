//! How the servers of the shipped types tell a credential that works from others.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::signatures;

/// A type, values that work, the field that is the secret, and how the real server tells.
pub struct Api {
    pub kind: &'static str,
    pub values: fn() -> Value,
    pub secret: &'static str,
    /// Status and document for a request; nothing where the credential is refused.
    pub answer: fn(&Asked) -> Option<Value>,
    /// Status and document of a refusal; the server repeats all it was sent behind it.
    pub refusal: (u16, &'static str),
}

/// A request that came in.
pub struct Asked {
    pub head: String,
    pub body: String,
}

impl Asked {
    fn starts(&self, line: &str) -> bool {
        self.head.starts_with(&format!("{line} HTTP/1.1\r\n"))
    }

    /// Whether a header has that value; names in lower case.
    pub fn has(&self, name: &str, value: &str) -> bool {
        self.header(name) == Some(value)
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.head.lines().filter_map(|line| line.split_once(": "));
        let found = lines.find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value)
    }

    /// A member of the form.
    pub fn form(&self, name: &str) -> String {
        let pairs = url::form_urlencoded::parse(self.body.as_bytes());
        let found = pairs.into_owned().find(|(known, _)| known == name);
        found.map(|(_, value)| value).unwrap_or_default()
    }
}

const KEY: &str = "Zebra_7-Quokka.31+/=";

fn with_key() -> Value {
    json!({"api_key": KEY})
}

fn bearer(asked: &Asked, line: &str, host: &str, answer: Value) -> Option<Value> {
    let is_right = asked.starts(line)
        && asked.has("host", host)
        && asked.has("authorization", &format!("Bearer {KEY}"));
    is_right.then_some(answer)
}

fn basic(asked: &Asked, user: &str) -> bool {
    let pair = STANDARD.encode(format!("{user}:{KEY}"));
    asked.has("authorization", &format!("Basic {pair}"))
}

pub const APIS: &[Api] = &[
    Api {
        kind: "openai_api",
        values: || json!({"api_key": KEY, "organization_id": "org-1"}),
        secret: "api_key",
        answer: |asked| {
            let models = json!({"object": "list", "data": []});
            bearer(asked, "GET /v1/models", "api.openai.com", models).filter(|_| {
                asked.has("openai-organization", "org-1")
                    && asked.header("openai-project").is_none()
            })
        },
        refusal: (
            401,
            r#"{"error": {"message": "Incorrect API key provided: @"}}"#,
        ),
    },
    Api {
        kind: "anthropic_api",
        values: with_key,
        secret: "api_key",
        answer: |asked| {
            let is_right = asked.starts("GET /v1/models?limit=1")
                && asked.has("x-api-key", KEY)
                && asked.has("anthropic-version", "2023-06-01");
            is_right.then(|| json!({"data": []}))
        },
        refusal: (
            401,
            r#"{"error": {"type": "authentication_error", "message": "invalid x-api-key @"}}"#,
        ),
    },
    Api {
        kind: "huggingface_api",
        values: with_key,
        secret: "api_key",
        answer: |asked| bearer(asked, "GET /api/whoami-v2", "huggingface.co", json!({})),
        refusal: (401, r#"{"error": "Invalid user token @"}"#),
    },
    Api {
        kind: "elasticsearch_credentials",
        values: || json!({"host": "search.example.com", "username": "elastic", "password": KEY, "port": 9200}),
        secret: "password",
        answer: |asked| {
            let is_right = asked.starts("GET /_security/_authenticate") && basic(asked, "elastic");
            is_right.then(|| json!({"username": "elastic"}))
        },
        refusal: (
            401,
            r#"{"error": {"reason": "unable to authenticate user @"}, "status": 401}"#,
        ),
    },
    Api {
        kind: "aws_credentials",
        values: || json!({"access_key_id": "AKIDEXAMPLE", "secret_access_key": KEY, "session_token": "ZebraSession1"}),
        secret: "secret_access_key",
        answer: |asked| {
            let line = "GET /?Action=GetCallerIdentity&Version=2011-06-15";
            let is_right = asked.starts(line) && signatures::is_signed_by_amazon(asked, KEY);
            is_right.then(|| json!({}))
        },
        refusal: (
            403,
            "<ErrorResponse><Code>SignatureDoesNotMatch</Code>@</ErrorResponse>",
        ),
    },
    Api {
        kind: "azure_credentials",
        values: || json!({"tenant_id": "t/1", "client_id": "c1", "client_secret": KEY}),
        secret: "client_secret",
        answer: |asked| {
            let is_right = asked.starts("POST /t%2F1/oauth2/v2.0/token")
                && asked.form("grant_type") == "client_credentials"
                && asked.form("client_secret") == KEY
                && asked.form("scope") == "https://management.azure.com/.default";
            is_right.then(|| json!({"token_type": "Bearer", "access_token": "x"}))
        },
        refusal: (
            401,
            r#"{"error": "invalid_client", "error_description": "AADSTS7000215 @"}"#,
        ),
    },
    Api {
        kind: "google_cloud_credentials",
        values: || {
            json!({"project_id": "p", "client_email": "agent@p.example", "private_key_id": "k1",
                   "private_key": signatures::SERVICE_ACCOUNT})
        },
        secret: "private_key_id",
        answer: |asked| {
            let is_right = asked.starts("POST /token")
                && asked.form("grant_type") == "urn:ietf:params:oauth:grant-type:jwt-bearer"
                && signatures::is_signed_by_service_account(&asked.form("assertion"));
            is_right.then(|| json!({"token_type": "Bearer", "access_token": "x"}))
        },
        refusal: (
            400,
            r#"{"error": "invalid_grant", "error_description": "Invalid JWT @"}"#,
        ),
    },
    Api {
        kind: "slack_api",
        values: || json!({"bot_token": KEY}),
        secret: "bot_token",
        answer: |asked| {
            bearer(
                asked,
                "POST /api/auth.test",
                "slack.com",
                json!({"ok": true}),
            )
        },
        refusal: (200, r#"{"ok": false, "error": "invalid_auth @"}"#),
    },
    Api {
        kind: "telegram_api",
        values: || json!({"bot_token": "123:Zebra-Quokka"}),
        secret: "bot_token",
        answer: |asked| {
            let is_right = asked.starts("GET /bot123%3AZebra-Quokka/getMe");
            is_right.then(|| json!({"ok": true, "result": {}}))
        },
        refusal: (
            401,
            r#"{"ok": false, "error_code": 401, "description": "Unauthorized @"}"#,
        ),
    },
    Api {
        kind: "twilio_api",
        values: || json!({"account_sid": "AC1", "auth_token": KEY}),
        secret: "auth_token",
        answer: |asked| {
            let is_right = asked.starts("GET /2010-04-01/Accounts/AC1.json") && basic(asked, "AC1");
            is_right.then(|| json!({"sid": "AC1", "status": "active"}))
        },
        refusal: (
            401,
            r#"{"code": 20003, "message": "Authenticate @", "status": 401}"#,
        ),
    },
    Api {
        kind: "sendgrid_api",
        values: with_key,
        secret: "api_key",
        answer: |asked| {
            bearer(
                asked,
                "GET /v3/scopes",
                "api.sendgrid.com",
                json!({"scopes": []}),
            )
        },
        refusal: (
            401,
            r#"{"errors": [{"field": null, "message": "authorization required @"}]}"#,
        ),
    },
    Api {
        kind: "github_api",
        values: || json!({"access_token": KEY}),
        secret: "access_token",
        answer: |asked| {
            let is_right = asked.has("user-agent", "automatos")
                && asked.has("x-github-api-version", "2022-11-28")
                && asked.has("accept", "application/vnd.github+json");
            bearer(asked, "GET /user", "api.github.com", json!({})).filter(|_| is_right)
        },
        refusal: (401, r#"{"message": "Bad credentials @", "status": "401"}"#),
    },
    Api {
        kind: "salesforce_oauth2",
        values: || json!({"instance_url": "https://example.my.salesforce.com", "client_id": "c", "client_secret": KEY}),
        secret: "client_secret",
        answer: |asked| {
            let is_right = asked.starts("POST /services/oauth2/token")
                && asked.form("client_secret") == KEY
                && asked.form("refresh_token").is_empty();
            is_right.then(|| json!({"token_type": "Bearer"}))
        },
        refusal: (
            400,
            r#"{"error": "invalid_client", "error_description": "invalid client credentials @"}"#,
        ),
    },
];

//! How to find out whether a credential works.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::text_enum;

text_enum! {
    /// Whether a test is a request or a connection.
    TestMethod {
        /// One HTTP request.
        ApiCall = "api_call",
        /// A connection, a sign-in and one harmless command.
        Connect = "connect",
    }
}

text_enum! {
    /// The HTTP method of a test.
    TestRequest {
        /// Read only.
        Get = "GET",
        /// Send a form.
        Post = "POST",
    }
}

text_enum! {
    /// How a request is signed.
    TestSigning {
        /// AWS Signature Version 4.
        AwsSigV4 = "aws_sigv4",
        /// A JSON Web Token of a Google service account, added to the form as `assertion`.
        GoogleJwt = "google_jwt",
    }
}

text_enum! {
    /// What a connection speaks.
    TestProtocol {
        /// PostgreSQL.
        Postgres = "postgres",
        /// `MySQL` and `MariaDB`.
        Mysql = "mysql",
        /// `MongoDB`.
        Mongodb = "mongodb",
        /// Redis.
        Redis = "redis",
        /// A mail server.
        Smtp = "smtp",
        /// Elasticsearch, over HTTP.
        Elasticsearch = "elasticsearch",
    }
}

/// How to try a credential. `{name}` in any text stands for the value of that field; an entry whose
/// field is empty is left out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TestEndpoint {
    /// A request or a connection.
    pub method: TestMethod,
    /// For a request: its HTTP method.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request: Option<TestRequest>,
    /// For a request: where it goes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// For a request: its headers.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub headers: BTreeMap<String, String>,
    /// For a request: HTTP basic authentication.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basic_auth: Option<BasicAuth>,
    /// For a request: the form it sends.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub form: BTreeMap<String, String>,
    /// For a request: how it is signed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signing: Option<TestSigning>,
    /// What the signature needs.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub signing_options: BTreeMap<String, String>,
    /// The status codes of a credential that works.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub expected_status: Vec<u16>,
    /// Members that the answer, a JSON object, must have as well.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub expected_body: Map<String, Value>,
    /// For a connection: what it speaks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub protocol: Option<TestProtocol>,
    /// For a connection: a query to run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub query: Option<String>,
    /// For a connection: a command to run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub command: Option<String>,
    /// For Elasticsearch: what to GET.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// Server.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub host: Option<String>,
    /// Port.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub port: Option<String>,
    /// Database.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub database: Option<String>,
    /// User.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub username: Option<String>,
    /// Password.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub password: Option<String>,
    /// Key in place of user and password.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub api_key: Option<String>,
    /// How the connection is encrypted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ssl_mode: Option<String>,
    /// The certificate by which the server is checked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ssl_root_certificate: Option<String>,
    /// The same, where the server speaks HTTP.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ca_certificate: Option<String>,
    /// Whether to encrypt.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub use_tls: Option<String>,
    /// `mongodb` or `mongodb+srv`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scheme: Option<String>,
    /// The database that knows the user.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub auth_source: Option<String>,
    /// Name of the replica set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replica_set: Option<String>,
}

/// HTTP basic authentication.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BasicAuth {
    /// User.
    pub username: String,
    /// Password; may be empty.
    #[serde(default)]
    pub password: String,
}

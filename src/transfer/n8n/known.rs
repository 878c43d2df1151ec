//! Which types and fields of n8n are which here. Names after the descriptions of its credentials in
//! <https://github.com/n8n-io/n8n/tree/master/packages/nodes-base/credentials>.

/// A type of n8n.
pub struct Kind {
    /// Its name there.
    pub n8n: &'static str,
    /// Its name here.
    pub ours: &'static str,
    /// Fields that follow from the type.
    pub fixed: &'static [(&'static str, &'static str)],
    /// The others.
    pub fields: &'static [Field],
}

/// A field of n8n.
pub struct Field {
    /// Where it is in `data`, as a JSON pointer.
    pub from: &'static str,
    /// The field here.
    pub to: &'static str,
    /// How its value differs.
    pub shape: Shape,
}

/// How a value of n8n differs from the value here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Not at all.
    Same,
    /// It may end with a slash.
    Url,
    /// n8n's words for the encryption of PostgreSQL.
    PostgresSsl,
    /// n8n says yes or no.
    MysqlSsl,
    /// One text for host, port, user, password and database.
    Address,
    /// One text for host, port and encryption.
    Server,
}

const fn same(from: &'static str, to: &'static str) -> Field {
    field(from, to, Shape::Same)
}

const fn field(from: &'static str, to: &'static str, shape: Shape) -> Field {
    Field { from, to, shape }
}

const fn kind(n8n: &'static str, ours: &'static str, fields: &'static [Field]) -> Kind {
    Kind {
        n8n,
        ours,
        fixed: &[],
        fields,
    }
}

/// The types that have a counterpart. n8n's `googleApi` has none: it lacks the project and the key's id.
pub const KINDS: &[Kind] = &[
    kind(
        "openAiApi",
        "openai_api",
        &[
            same("/apiKey", "api_key"),
            same("/organizationId", "organization_id"),
            field("/url", "base_url", Shape::Url),
        ],
    ),
    kind(
        "anthropicApi",
        "anthropic_api",
        &[
            same("/apiKey", "api_key"),
            field("/url", "base_url", Shape::Url),
        ],
    ),
    kind(
        "huggingFaceApi",
        "huggingface_api",
        &[same("/apiKey", "api_key")],
    ),
    kind(
        "postgres",
        "postgres_credentials",
        &[
            same("/host", "host"),
            same("/port", "port"),
            same("/database", "database"),
            same("/user", "username"),
            same("/password", "password"),
            field("/ssl", "ssl_mode", Shape::PostgresSsl),
        ],
    ),
    kind(
        "mySql",
        "mysql_credentials",
        &[
            same("/host", "host"),
            same("/port", "port"),
            same("/database", "database"),
            same("/user", "username"),
            same("/password", "password"),
            field("/ssl", "ssl_mode", Shape::MysqlSsl),
            same("/caCertificate", "ssl_root_certificate"),
        ],
    ),
    kind(
        "mongoDb",
        "mongodb_credentials",
        &[
            same("/host", "host"),
            same("/port", "port"),
            same("/user", "username"),
            same("/password", "password"),
            same("/tls", "use_tls"),
            field("/connectionString", "", Shape::Address),
            same("/database", "database"),
        ],
    ),
    kind(
        "redis",
        "redis_credentials",
        &[
            same("/host", "host"),
            same("/port", "port"),
            same("/user", "username"),
            same("/password", "password"),
            same("/database", "database"),
            same("/ssl", "use_tls"),
        ],
    ),
    Kind {
        n8n: "elasticsearchApi",
        ours: "elasticsearch_credentials",
        fixed: &[("auth_method", "basic")],
        fields: &[
            field("/baseUrl", "", Shape::Server),
            same("/username", "username"),
            same("/password", "password"),
        ],
    },
    kind(
        "aws",
        "aws_credentials",
        &[
            same("/region", "region"),
            same("/accessKeyId", "access_key_id"),
            same("/secretAccessKey", "secret_access_key"),
            same("/sessionToken", "session_token"),
        ],
    ),
    kind(
        "slackApi",
        "slack_api",
        &[
            same("/accessToken", "bot_token"),
            same("/signatureSecret", "signing_secret"),
        ],
    ),
    kind(
        "telegramApi",
        "telegram_api",
        &[same("/accessToken", "bot_token")],
    ),
    kind(
        "twilioApi",
        "twilio_api",
        &[
            same("/accountSid", "account_sid"),
            same("/authToken", "auth_token"),
        ],
    ),
    kind("sendGridApi", "sendgrid_api", &[same("/apiKey", "api_key")]),
    kind(
        "githubApi",
        "github_api",
        &[
            field("/server", "base_url", Shape::Url),
            same("/user", "owner"),
            same("/accessToken", "access_token"),
        ],
    ),
    Kind {
        n8n: "salesforceOAuth2Api",
        ours: "salesforce_oauth2",
        fixed: &[("grant_type", "refresh_token")],
        fields: &[
            same("/clientId", "client_id"),
            same("/clientSecret", "client_secret"),
            same("/oauthTokenData/instance_url", "instance_url"),
            same("/oauthTokenData/refresh_token", "refresh_token"),
        ],
    },
];

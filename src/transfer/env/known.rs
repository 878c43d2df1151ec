//! The variables that everybody calls the same.

/// Variables that hold the address of a database with all that belongs to it.
pub const ADDRESSES: &[&str] = &[
    "DATABASE_URL",
    "MONGODB_URI",
    "MONGODB_URL",
    "MONGO_URI",
    "MONGO_URL",
    "MYSQL_URL",
    "POSTGRES_URL",
    "REDIS_URL",
];

/// Type, field, and the variables that are it.
const FIELDS: &[(&str, &str, &[&str])] = &[
    ("anthropic_api", "api_key", &["ANTHROPIC_API_KEY"]),
    ("anthropic_api", "base_url", &["ANTHROPIC_BASE_URL"]),
    ("aws_credentials", "access_key_id", &["AWS_ACCESS_KEY_ID"]),
    (
        "aws_credentials",
        "secret_access_key",
        &["AWS_SECRET_ACCESS_KEY"],
    ),
    ("aws_credentials", "session_token", &["AWS_SESSION_TOKEN"]),
    (
        "aws_credentials",
        "region",
        &["AWS_REGION", "AWS_DEFAULT_REGION"],
    ),
    ("azure_credentials", "tenant_id", &["AZURE_TENANT_ID"]),
    ("azure_credentials", "client_id", &["AZURE_CLIENT_ID"]),
    (
        "azure_credentials",
        "client_secret",
        &["AZURE_CLIENT_SECRET"],
    ),
    (
        "azure_credentials",
        "subscription_id",
        &["AZURE_SUBSCRIPTION_ID"],
    ),
    ("elasticsearch_credentials", "host", &["ELASTICSEARCH_HOST"]),
    ("elasticsearch_credentials", "port", &["ELASTICSEARCH_PORT"]),
    (
        "elasticsearch_credentials",
        "username",
        &["ELASTICSEARCH_USERNAME"],
    ),
    (
        "elasticsearch_credentials",
        "password",
        &["ELASTICSEARCH_PASSWORD"],
    ),
    (
        "github_api",
        "access_token",
        &[
            "GITHUB_TOKEN",
            "GH_TOKEN",
            "GITHUB_ACCESS_TOKEN",
            "GITHUB_PAT",
        ],
    ),
    ("github_api", "base_url", &["GITHUB_API_URL"]),
    (
        "huggingface_api",
        "api_key",
        &[
            "HF_TOKEN",
            "HUGGINGFACE_API_KEY",
            "HUGGINGFACEHUB_API_TOKEN",
            "HUGGING_FACE_HUB_TOKEN",
        ],
    ),
    (
        "mongodb_credentials",
        "host",
        &["MONGODB_HOST", "MONGO_HOST"],
    ),
    (
        "mongodb_credentials",
        "port",
        &["MONGODB_PORT", "MONGO_PORT"],
    ),
    (
        "mongodb_credentials",
        "database",
        &["MONGODB_DATABASE", "MONGO_DATABASE"],
    ),
    (
        "mongodb_credentials",
        "username",
        &["MONGODB_USERNAME", "MONGODB_USER"],
    ),
    ("mongodb_credentials", "password", &["MONGODB_PASSWORD"]),
    ("mysql_credentials", "host", &["MYSQL_HOST"]),
    (
        "mysql_credentials",
        "port",
        &["MYSQL_PORT", "MYSQL_TCP_PORT"],
    ),
    ("mysql_credentials", "database", &["MYSQL_DATABASE"]),
    ("mysql_credentials", "username", &["MYSQL_USER"]),
    (
        "mysql_credentials",
        "password",
        &["MYSQL_PASSWORD", "MYSQL_PWD"],
    ),
    ("openai_api", "api_key", &["OPENAI_API_KEY"]),
    (
        "openai_api",
        "organization_id",
        &[
            "OPENAI_ORG_ID",
            "OPENAI_ORGANIZATION",
            "OPENAI_ORGANIZATION_ID",
        ],
    ),
    (
        "openai_api",
        "project_id",
        &["OPENAI_PROJECT_ID", "OPENAI_PROJECT"],
    ),
    (
        "openai_api",
        "base_url",
        &["OPENAI_BASE_URL", "OPENAI_API_BASE"],
    ),
    ("postgres_credentials", "host", &["PGHOST", "POSTGRES_HOST"]),
    ("postgres_credentials", "port", &["PGPORT", "POSTGRES_PORT"]),
    (
        "postgres_credentials",
        "database",
        &["PGDATABASE", "POSTGRES_DB", "POSTGRES_DATABASE"],
    ),
    (
        "postgres_credentials",
        "username",
        &["PGUSER", "POSTGRES_USER"],
    ),
    (
        "postgres_credentials",
        "password",
        &["PGPASSWORD", "POSTGRES_PASSWORD"],
    ),
    ("postgres_credentials", "ssl_mode", &["PGSSLMODE"]),
    ("redis_credentials", "host", &["REDIS_HOST"]),
    ("redis_credentials", "port", &["REDIS_PORT"]),
    (
        "redis_credentials",
        "username",
        &["REDIS_USERNAME", "REDIS_USER"],
    ),
    ("redis_credentials", "password", &["REDIS_PASSWORD"]),
    ("redis_credentials", "database", &["REDIS_DB"]),
    (
        "salesforce_oauth2",
        "instance_url",
        &["SALESFORCE_INSTANCE_URL"],
    ),
    ("salesforce_oauth2", "client_id", &["SALESFORCE_CLIENT_ID"]),
    (
        "salesforce_oauth2",
        "client_secret",
        &["SALESFORCE_CLIENT_SECRET"],
    ),
    ("sendgrid_api", "api_key", &["SENDGRID_API_KEY"]),
    ("sendgrid_api", "from_email", &["SENDGRID_FROM_EMAIL"]),
    ("slack_api", "bot_token", &["SLACK_BOT_TOKEN"]),
    ("slack_api", "signing_secret", &["SLACK_SIGNING_SECRET"]),
    ("slack_api", "app_token", &["SLACK_APP_TOKEN"]),
    ("telegram_api", "bot_token", &["TELEGRAM_BOT_TOKEN"]),
    ("telegram_api", "default_chat_id", &["TELEGRAM_CHAT_ID"]),
    ("twilio_api", "account_sid", &["TWILIO_ACCOUNT_SID"]),
    ("twilio_api", "auth_token", &["TWILIO_AUTH_TOKEN"]),
    (
        "twilio_api",
        "from_number",
        &["TWILIO_PHONE_NUMBER", "TWILIO_FROM_NUMBER"],
    ),
    (
        "twilio_api",
        "messaging_service_sid",
        &["TWILIO_MESSAGING_SERVICE_SID"],
    ),
];

/// The type and field that a variable is.
pub fn field(variable: &str) -> Option<(&'static str, &'static str)> {
    let found = FIELDS
        .iter()
        .find(|(_, _, variables)| variables.contains(&variable))?;
    Some((found.0, found.1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_variable_is_known_twice() {
        let all = FIELDS.iter().flat_map(|(_, _, variables)| *variables);
        let mut all: Vec<_> = all.chain(ADDRESSES).collect();
        let count = all.len();
        all.sort();
        all.dedup();
        assert_eq!(all.len(), count);
    }
}

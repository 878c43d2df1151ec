//! Examples of `automatos credential ...`.

use super::Examples;

pub const EXAMPLES: &[Examples] = &[
    (
        "credential type list",
        [
            "automatos credential type list",
            "automatos credential type list --category database",
        ],
    ),
    (
        "credential type show",
        [
            "automatos credential type show github_api",
            "automatos credential type show aws_credentials -o yaml",
        ],
    ),
    (
        "credential type schema",
        [
            "automatos credential type schema github_api",
            "automatos credential type schema aws_credentials > aws.schema.json",
        ],
    ),
    (
        "credential list",
        [
            "automatos credential list -w acme --env production",
            "automatos credential list --expiring 30d -o json",
        ],
    ),
    (
        "credential show",
        [
            "automatos credential show openai -w acme",
            "automatos credential show openai -w acme --env staging -o json",
        ],
    ),
    (
        "credential create",
        [
            "automatos credential create openai -w acme --type openai_api --from-env api_key=OPENAI_API_KEY",
            "automatos credential create db -w acme --env production --type postgres_credentials --from-file db.yaml --expires 90d",
        ],
    ),
    (
        "credential update",
        [
            "automatos credential update openai -w acme --from-stdin",
            "automatos credential update openai -w acme --never-expires --tag billing",
        ],
    ),
    (
        "credential delete",
        [
            "automatos credential delete openai -w acme --confirm openai",
            "automatos credential delete openai -w acme --dry-run",
        ],
    ),
    (
        "credential reveal",
        [
            "automatos credential reveal openai -w acme --confirm openai",
            "automatos credential reveal db -w acme --field password --confirm db",
        ],
    ),
    (
        "credential test",
        [
            "automatos credential test openai -w acme",
            "automatos credential test --stale 7d --allow-private --timeout 5s -o json",
        ],
    ),
    (
        "credential rotate",
        [
            "automatos credential rotate --new-key-file new.key",
            "automatos credential rotate --dry-run",
        ],
    ),
    (
        "credential verify",
        [
            "automatos credential verify --all",
            "automatos credential verify openai db -w acme -o json",
        ],
    ),
    (
        "credential audit",
        [
            "automatos credential audit openai -w acme",
            "automatos credential audit openai -w acme --action accessed --since 7d",
        ],
    ),
    (
        "credential import",
        [
            "automatos credential import .env -w acme --map MY_KEY=openai_api.api_key --dry-run",
            "automatos credential import secrets.age -w acme --identity-file key.txt",
        ],
    ),
    (
        "credential export",
        [
            "automatos credential export --all -w acme --public-key age1... --out secrets.age",
            "automatos credential export openai -w acme --public-key age1... > secrets.age",
        ],
    ),
];

DROP TABLE credential_types;

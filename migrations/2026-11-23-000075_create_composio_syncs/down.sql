DROP TABLE composio_syncs;

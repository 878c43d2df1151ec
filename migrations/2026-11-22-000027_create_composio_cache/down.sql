DROP TABLE composio_actions_cache;

DROP TABLE composio_apps_cache;

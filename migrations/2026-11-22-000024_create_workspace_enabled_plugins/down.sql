DROP TABLE workspace_enabled_plugins;

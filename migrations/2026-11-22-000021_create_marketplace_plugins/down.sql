DROP TABLE marketplace_plugins;

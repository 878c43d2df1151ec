DROP TABLE plugin_sync_history;

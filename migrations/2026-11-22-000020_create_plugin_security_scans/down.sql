DROP TABLE plugin_security_scans;

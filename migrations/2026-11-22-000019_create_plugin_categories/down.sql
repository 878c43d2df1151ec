DROP TABLE plugin_categories;

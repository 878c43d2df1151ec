DROP TABLE environment;

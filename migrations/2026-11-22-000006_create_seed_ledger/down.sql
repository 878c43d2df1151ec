DROP TABLE seed_runs;

DROP TABLE seed_entries;

DROP TABLE skill_sources;

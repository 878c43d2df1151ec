DROP TABLE skill_versions;

DROP TABLE skill_files;

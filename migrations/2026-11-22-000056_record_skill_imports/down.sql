ALTER TABLE skill_versions DROP COLUMN risk_score;
ALTER TABLE skill_versions DROP COLUMN security_status;
ALTER TABLE skill_versions DROP COLUMN content_sha256;
ALTER TABLE skill_sources DROP COLUMN default_category;
ALTER TABLE skill_sources DROP COLUMN default_skill_type;
ALTER TABLE skill_sources DROP COLUMN git_tag;
ALTER TABLE skill_sources DROP COLUMN folder_path;

DROP TABLE agent_skills;

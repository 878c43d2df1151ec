DROP TABLE agent_app_assignments;

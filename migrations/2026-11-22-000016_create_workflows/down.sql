DROP TABLE workflow_agents;

DROP TABLE workflows;

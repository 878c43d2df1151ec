DROP TABLE agent_assigned_plugins;

DROP TABLE llm_models;

DROP TABLE workflow_recipes;

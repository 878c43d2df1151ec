-- Every command that is told a workspace looks for its slug or its name.
CREATE INDEX CONCURRENTLY workspaces_name_idx ON workspaces (name);

DROP INDEX workspaces_name_idx;

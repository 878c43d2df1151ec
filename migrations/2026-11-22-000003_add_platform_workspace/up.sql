-- Owns the marketplace's agents and the audit rows of catalog changes; code knows it by this key.
INSERT INTO workspaces (id, name, slug, kind)
VALUES ('00000000-0000-7000-8000-000000000001', 'Platform', 'platform', 'organization');

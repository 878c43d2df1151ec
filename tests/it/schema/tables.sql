-- Writes src/db/schema.rs: one `table!` for every table of the schema, by name. Partitions and the
-- two tables of migration bookkeeping are left out.
WITH tables AS (
    SELECT c.oid, c.relname
    FROM pg_class c
    WHERE c.relnamespace = 'public'::regnamespace
      AND c.relkind IN ('r', 'p')
      AND NOT c.relispartition
      AND c.relname NOT IN ('__diesel_schema_migrations', 'automatos_migrations')
), columns AS (
    SELECT t.relname,
           string_agg(format('        %s -> %s,', a.attname, CASE
               WHEN a.attnotnull THEN y.rust ELSE format('Nullable<%s>', y.rust) END),
               E'\n' ORDER BY a.attnum) AS lines
    FROM tables t
    JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
    JOIN (VALUES ('uuid', 'Uuid'), ('text', 'Text'), ('integer', 'Int4'), ('bigint', 'Int8'),
                 ('boolean', 'Bool'), ('timestamp with time zone', 'Timestamptz'),
                 ('jsonb', 'Jsonb'), ('text[]', 'Array<Text>'), ('double precision', 'Float8'),
                 ('numeric', 'Numeric'), ('date', 'Date'), ('bytea', 'Bytea')) AS y (sql, rust)
      ON y.sql = format_type(a.atttypid, NULL)
    GROUP BY t.relname
), keys AS (
    SELECT t.relname, string_agg(a.attname, ', ' ORDER BY k.at) AS names
    FROM tables t
    JOIN pg_index i ON i.indrelid = t.oid AND i.indisprimary
    CROSS JOIN LATERAL unnest(i.indkey::int2[]) WITH ORDINALITY AS k (attnum, at)
    JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.attnum
    GROUP BY t.relname
)
SELECT '//! The tables as Diesel sees them. Generated from the migrations: see tests/it/schema.' || E'\n'
    || string_agg(format(E'\ndiesel::table! {\n    %s (%s) {\n%s\n    }\n}\n', relname, names, lines),
                  '' ORDER BY relname COLLATE "C")
    || E'\ndiesel::allow_tables_to_appear_in_same_query!(\n'
    || string_agg('    ' || relname, E',\n' ORDER BY relname COLLATE "C") || E',\n);\n' AS text
FROM columns JOIN keys USING (relname)

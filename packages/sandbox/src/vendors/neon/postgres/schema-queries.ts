import { columns, isOwn, ownRelations, path, relations, statements } from "./schema-statements.ts";

const sequence = `format(E'CREATE SEQUENCE %s\\n    AS %s\\n    START WITH %s\\n    INCREMENT BY %s\\n    MINVALUE %s\\n    MAXVALUE %s\\n    CACHE %s%s;',
  ${path}, format_type(s.seqtypid, NULL), s.seqstart, s.seqincrement, s.seqmin, s.seqmax, s.seqcache,
  CASE WHEN s.seqcycle THEN E'\\n    CYCLE' ELSE '' END)`;

const owned = "pg_depend o ON o.classid = 'pg_class'::regclass AND o.objid = c.oid";
const owningColumn = "pg_attribute a ON a.attrelid = o.refobjid AND a.attnum = o.refobjsubid";

const checksOfDomain = `coalesce((SELECT string_agg(format(E'\\n    CONSTRAINT %I %s', k.conname, pg_get_constraintdef(k.oid)), '' ORDER BY k.conname)
  FROM pg_constraint k WHERE k.contypid = t.oid AND k.contype = 'c'), '')`;

const labels = `(SELECT string_agg(E'\\n    ' || quote_literal(l.enumlabel), ',' ORDER BY l.enumsortorder) FROM pg_enum l WHERE l.enumtypid = t.oid)`;

const typeText = `CASE t.typtype
  WHEN 'e' THEN format(E'CREATE TYPE %I.%I AS ENUM (%s\\n);', n.nspname, t.typname, ${labels})
  WHEN 'c' THEN format(E'CREATE TYPE %I.%I AS (%s\\n);', n.nspname, t.typname, ${columns})
  WHEN 'r' THEN format(E'CREATE TYPE %I.%I AS RANGE (\\n    subtype = %s\\n);', n.nspname, t.typname,
    (SELECT format_type(r.rngsubtype, NULL) FROM pg_range r WHERE r.rngtypid = t.oid))
  ELSE format('CREATE DOMAIN %I.%I AS %s%s%s%s;', n.nspname, t.typname, format_type(t.typbasetype, t.typtypmod),
    coalesce(' DEFAULT ' || t.typdefault, ''), CASE WHEN t.typnotnull THEN ' NOT NULL' ELSE '' END, ${checksOfDomain}) END`;

const inheritances = `${relations} JOIN pg_inherits i ON i.inhrelid = c.oid`;

/** Of a partitioned table constraints are made with its partitions, which is why those are not told once more. */
const constraint = (type: string, kinds: string): string =>
  statements(
    `'${type}'`,
    "c.relname || ' ' || k.conname",
    `format(E'ALTER TABLE %s%s\\n    ADD CONSTRAINT %I %s;', CASE c.relkind WHEN 'p' THEN '' ELSE 'ONLY ' END, ${path}, k.conname, pg_get_constraintdef(k.oid))`,
    `${relations} JOIN pg_constraint k ON k.conrelid = c.oid`,
    `k.contype IN (${kinds}) AND (k.conislocal OR NOT c.relispartition) AND k.conparentid = 0 AND ${ownRelations("'r', 'p'")}`,
  );

/**
 * What makes up the schema of a database, kind after kind, asked of Postgres' catalogs: its dump program is not among what the
 * sandbox has. Not told are owners, rights, comments, policies, rules, aggregates, operators and foreign tables.
 */
export const schemaQueries: readonly string[] = [
  statements(
    "'SCHEMA'",
    "n.nspname",
    "format('CREATE SCHEMA %I;', n.nspname)",
    "pg_namespace n",
    `n.nspname <> 'public' AND ${isOwn("pg_namespace", "n.oid")}`,
    "''",
  ),
  statements(
    "'EXTENSION'",
    "x.extname",
    "format('CREATE EXTENSION IF NOT EXISTS %I WITH SCHEMA %I;', x.extname, n.nspname)",
    "pg_extension x JOIN pg_namespace n ON n.oid = x.extnamespace",
    "x.extname <> 'plpgsql'",
    "''",
  ),
  statements(
    "CASE t.typtype WHEN 'd' THEN 'DOMAIN' ELSE 'TYPE' END",
    "t.typname",
    typeText,
    "pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace LEFT JOIN pg_class c ON c.oid = t.typrelid",
    `(t.typtype IN ('e', 'd', 'r') OR c.relkind = 'c') AND ${isOwn("pg_type", "t.oid")}`,
  ),
  statements(
    "CASE p.prokind WHEN 'p' THEN 'PROCEDURE' ELSE 'FUNCTION' END",
    "format('%s(%s)', p.proname, pg_get_function_identity_arguments(p.oid))",
    `rtrim(pg_get_functiondef(p.oid), E'\\n') || ';'`,
    "pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace",
    `p.prokind <> 'a' AND ${isOwn("pg_proc", "p.oid")}
      AND NOT EXISTS (SELECT FROM pg_depend i WHERE i.classid = 'pg_proc'::regclass AND i.objid = p.oid AND i.deptype = 'i')`,
  ),
  statements(
    "'SEQUENCE'",
    "c.relname",
    sequence,
    `${relations} JOIN pg_sequence s ON s.seqrelid = c.oid LEFT JOIN ${owned} AND o.deptype = 'i'`,
    `o.objid IS NULL AND ${ownRelations("'S'")}`,
  ),
  statements(
    "'TABLE'",
    "c.relname",
    `format(E'CREATE %sTABLE %s (%s\\n)%s;', CASE c.relpersistence WHEN 'u' THEN 'UNLOGGED ' ELSE '' END, ${path}, ${columns},
      coalesce(E'\\nPARTITION BY ' || pg_get_partkeydef(c.oid), ''))`,
    relations,
    ownRelations("'r', 'p'"),
  ),
  statements(
    "'TABLE ATTACH'",
    "c.relname",
    `format('ALTER TABLE ONLY %s ATTACH PARTITION %s %s;', i.inhparent::regclass, ${path}, pg_get_expr(c.relpartbound, c.oid))`,
    inheritances,
    `c.relispartition AND ${ownRelations("'r', 'p'")}`,
  ),
  statements(
    "'SEQUENCE OWNED BY'",
    "c.relname",
    `format('ALTER SEQUENCE %s OWNED BY %s.%I;', ${path}, o.refobjid::regclass, a.attname)`,
    `${relations} JOIN ${owned} AND o.deptype = 'a' JOIN ${owningColumn}`,
    ownRelations("'S'"),
  ),
  statements(
    "CASE c.relkind WHEN 'm' THEN 'MATERIALIZED VIEW' ELSE 'VIEW' END",
    "c.relname",
    `CASE c.relkind WHEN 'm' THEN format(E'CREATE MATERIALIZED VIEW %s AS\\n%s\\n  WITH NO DATA;', ${path}, rtrim(pg_get_viewdef(c.oid), ';'))
      ELSE format(E'CREATE VIEW %s AS\\n%s', ${path}, pg_get_viewdef(c.oid)) END`,
    relations,
    ownRelations("'v', 'm'"),
  ),
  constraint("CONSTRAINT", "'p', 'u', 'x', 'c'"),
  statements(
    "'TABLE INHERIT'",
    "format('%s %s', c.relname, i.inhseqno)",
    `format('ALTER TABLE ONLY %s INHERIT %s;', ${path}, i.inhparent::regclass)`,
    inheritances,
    `NOT c.relispartition AND ${ownRelations("'r'")}`,
  ),
  statements(
    "'INDEX'",
    "c.relname",
    "regexp_replace(pg_get_indexdef(c.oid), ' ON ONLY ', ' ON ') || ';'",
    `${relations} JOIN pg_index i ON i.indexrelid = c.oid`,
    `NOT c.relispartition AND ${ownRelations("'i', 'I'")}
      AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = c.oid AND k.contype IN ('p', 'u', 'x'))`,
  ),
  statements(
    "'TRIGGER'",
    "c.relname || ' ' || g.tgname",
    "pg_get_triggerdef(g.oid) || ';'",
    `${relations} JOIN pg_trigger g ON g.tgrelid = c.oid`,
    `NOT g.tgisinternal AND g.tgparentid = 0 AND ${ownRelations("'r', 'p', 'v'")}`,
  ),
  constraint("FK CONSTRAINT", "'f'"),
];

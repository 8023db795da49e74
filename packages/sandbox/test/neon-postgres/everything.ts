/** Statements that make one thing at least of every kind that a schema has. */
export const everything = `
  CREATE SCHEMA "odd Name";
  CREATE EXTENSION citext;
  CREATE TYPE "odd Name".mood AS ENUM ('so ''so''', 'fine');
  CREATE TYPE pair AS (a int, b text);
  CREATE TYPE span AS RANGE (subtype = float8);
  CREATE DOMAIN positive AS numeric(10, 2) DEFAULT 1 NOT NULL CONSTRAINT above CHECK (VALUE > 0);
  CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
  CREATE PROCEDURE nothing(times int) LANGUAGE sql AS 'SELECT times';
  CREATE SEQUENCE tickets AS int START 5 INCREMENT 5 CYCLE;
  CREATE TABLE users (
    id serial PRIMARY KEY,
    number int GENERATED ALWAYS AS IDENTITY,
    email text COLLATE "C" NOT NULL UNIQUE,
    mood "odd Name".mood DEFAULT 'fine',
    price positive,
    half int GENERATED ALWAYS AS (0 / 2) STORED,
    sizes int[],
    CHECK (email <> '')
  );
  CREATE UNLOGGED TABLE empty ();
  CREATE TABLE "odd Name"."Orders" (id bigint, at date NOT NULL, buyer int REFERENCES users ON DELETE CASCADE, PRIMARY KEY (id, at))
    PARTITION BY RANGE (at);
  CREATE TABLE orders_old PARTITION OF "odd Name"."Orders" FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
  CREATE TABLE guests (room int) INHERITS (users);
  CREATE VIEW names AS SELECT id, email FROM users WHERE price > 3;
  CREATE MATERIALIZED VIEW totals AS SELECT count(*) AS found FROM users;
  CREATE UNIQUE INDEX by_mail ON users (lower(email)) WHERE price > 2;
  CREATE INDEX by_buyer ON "odd Name"."Orders" (buyer);
  CREATE INDEX by_found ON totals (found);
  CREATE TRIGGER touched BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION touch();
`;

/** Kinds of what these statements make, and of what comes of it, in the order of a schema's text. */
export const kindsInOrder = [
  ...[
    "SCHEMA",
    "EXTENSION",
    "TYPE",
    "DOMAIN",
    "PROCEDURE",
    "FUNCTION",
    "SEQUENCE",
    "TABLE",
    "TABLE ATTACH",
    "SEQUENCE OWNED BY",
  ],
  ...["VIEW", "MATERIALIZED VIEW", "CONSTRAINT", "TABLE INHERIT", "INDEX", "TRIGGER", "FK CONSTRAINT"],
];

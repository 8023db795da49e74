import pg from "pg";

/** What a writer knows of its own rows: when it asked for a commit, when it heard of it, and the rows since then. */
export interface Step {
  /** When its transaction began, sandbox milliseconds. */
  readonly began: number;
  /** Sandbox milliseconds. */
  readonly asked: number;
  /** Sandbox milliseconds. */
  readonly heard: number;
  /** All rows of the writer's query, in order. */
  readonly rows: string;
  /** What `nextval` gave last, where the writer has a sequence. */
  readonly drawn: number;
}

/** What writers share. */
export interface Scene {
  readonly uri: string;
  readonly now: () => number;
  /** Number of commits of all writers. */
  commits: number;
}

/** Somebody who writes at the same time as others, in tables of its own. */
export interface Writer {
  readonly name: string;
  /** Statements that make its tables. */
  readonly tables: readonly string[];
  /** One row, `rows`: all that it can see of its tables, as text. */
  readonly state: string;
  /** What one transaction does. */
  readonly act: (round: number, scene: Scene, isOver: () => boolean) => readonly (string | (() => Promise<void>))[];
  /** Ends a round instead of COMMIT. Default: COMMIT. */
  readonly end?: (round: number) => "COMMIT" | "ROLLBACK";
  /** A sequence that its rows draw from. */
  readonly sequence?: string;
}

const listed = (table: string): string =>
  `SELECT coalesce(string_agg(id || '=' || word, ',' ORDER BY id, word), '') AS rows FROM ${table}`;

/** Inserts, updates and deletes in turn; two statements a transaction. */
function busy(name: string, key: string): Writer {
  const columns = `id bigint ${key} DEFAULT nextval('${name}_numbers'), word text`;
  return {
    name,
    tables: [`CREATE SEQUENCE ${name}_numbers`, `CREATE TABLE ${name} (${columns})`],
    state: listed(name),
    sequence: `${name}_numbers`,
    act: (round) => {
      const word = `'${String(round)}'`;
      const insert = `INSERT INTO ${name} (word) VALUES (${word}), (${word})`;
      const changes = [
        insert,
        `UPDATE ${name} SET word = ${word} WHERE id % 2 = 0`,
        `DELETE FROM ${name} WHERE id % 3 = 0`,
        `DELETE FROM ${name} WHERE id < (SELECT max(id) FROM ${name}) - 12`,
      ];
      return [changes[round % changes.length] ?? insert, insert];
    },
  };
}

/** Rows that are equal to others: nothing but their number tells them apart. */
const twins: Writer = {
  name: "twins",
  tables: ["CREATE TABLE twins (word text)"],
  state: "SELECT coalesce(string_agg(word, ',' ORDER BY word), '') AS rows FROM twins",
  act: (round) => {
    const word = `'${String(round % 4)}'`;
    const one = `DELETE FROM twins WHERE ctid IN (SELECT ctid FROM twins WHERE word = ${word} LIMIT 1)`;
    return [
      `INSERT INTO twins VALUES (${word}), (${word})`,
      round % 2 === 0 ? one : "DELETE FROM twins WHERE word = '1'",
    ];
  },
};

/** Moves amounts between two tables: the sum is the same at every moment. */
const transfers: Writer = {
  name: "transfers",
  tables: [
    "CREATE TABLE giving (id int PRIMARY KEY, amount int)",
    "CREATE TABLE taking (id int PRIMARY KEY, amount int)",
    "INSERT INTO giving SELECT id, 1000 FROM generate_series(1, 5) AS id",
    "INSERT INTO taking SELECT id, 1000 FROM generate_series(1, 5) AS id",
  ],
  state:
    "SELECT (SELECT string_agg(id || '=' || amount, ',' ORDER BY id) FROM giving) || ';' ||" +
    " (SELECT string_agg(id || '=' || amount, ',' ORDER BY id) FROM taking) AS rows",
  act: (round) => {
    const [from, to, amount] = [(round % 5) + 1, (round % 3) + 1, (round % 7) + 1];
    return [
      `UPDATE giving SET amount = amount - ${String(amount)} WHERE id = ${String(from)}`,
      `UPDATE taking SET amount = amount + ${String(amount)} WHERE id = ${String(to)}`,
    ];
  },
};

/** Transactions that stay open while others commit, so that many moments lie within one; every third ends in nothing. */
export const slow: Writer = {
  name: "slow",
  tables: ["CREATE TABLE slow (id int, word text)"],
  state: listed("slow"),
  act: (round, scene, isOver) => {
    const others = scene.commits + 15;
    const insert = (word: string): string => `INSERT INTO slow VALUES (${String(round)}, '${word}')`;
    const wait = async (): Promise<void> => {
      while (scene.commits < others && !isOver()) await new Promise((resolve) => setImmediate(resolve));
    };
    return [insert("first"), "SAVEPOINT undone", insert("undone"), "ROLLBACK TO undone", wait, insert("last")];
  },
  end: (round) => (round % 3 === 2 ? "ROLLBACK" : "COMMIT"),
};

/** Who commits often. */
export const quick: readonly Writer[] = [
  busy("keyed", "PRIMARY KEY"),
  busy("keyless", ""),
  busy("other", "PRIMARY KEY"),
  twins,
  transfers,
];

/** Everybody who writes. */
export const writers: readonly Writer[] = [...quick, slow];

/** Lets one writer write until it is over; its steps, the first of them before it began. */
export async function write(writer: Writer, scene: Scene, isOver: () => boolean): Promise<readonly Step[]> {
  const session = new pg.Client({ connectionString: scene.uri });
  await session.connect();
  const see = async (): Promise<Pick<Step, "rows" | "drawn">> => {
    const { rows } = await session.query<{ rows: string }>(writer.state);
    return { rows: rows[0]?.rows ?? "", drawn: await drawnFrom(session, writer) };
  };
  const steps: Step[] = [{ began: 0, asked: 0, heard: 0, ...(await see()) }];
  for (let round = 0; !isOver(); round += 1) {
    const began = scene.now();
    await session.query("BEGIN");
    for (const each of writer.act(round, scene, isOver))
      await (typeof each === "string" ? session.query(each) : each());
    const seen = await see();
    const end = writer.end?.(round) ?? "COMMIT";
    const asked = scene.now();
    await session.query(end);
    scene.commits += 1;
    if (end === "COMMIT") steps.push({ began, asked, heard: scene.now(), ...seen });
  }
  await session.end();
  return steps;
}

async function drawnFrom(session: pg.Client, { sequence }: Writer): Promise<number> {
  if (sequence === undefined) return 0;
  const { rows } = await session.query<{ drawn: string }>(
    `SELECT CASE WHEN is_called THEN last_value ELSE 0 END AS drawn FROM ${sequence}`,
  );
  return Number(rows[0]?.drawn ?? 0);
}

/** Steps whose rows a moment may show: the last that was heard of before it, or one under way. */
export function allowed(steps: readonly Step[], at: number): readonly Step[] {
  const sure = steps.findLastIndex(({ heard }) => heard < at);
  return steps.filter(({ asked }, index) => index >= sure && asked <= at);
}

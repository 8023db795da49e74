import { join } from "node:path";
import pg from "pg";
import type { Installation } from "./installation.ts";
import { ended, ready } from "./lifecycle.ts";
import { makeFolder, start, type Watched } from "./system.ts";

/** Settings of every cluster: small, quick, whole after a crash of the process though not of the machine. */
const settings: Readonly<Record<string, string>> = {
  listen_addresses: "",
  fsync: "off",
  shared_buffers: "16MB",
  max_connections: "100",
  max_wal_size: "256MB",
  min_wal_size: "16MB",
  jit: "off",
  hot_standby: "off",
  archive_mode: "on",
  log_min_messages: "log",
  summarize_wal: "off",
};

/** One real Postgres: its folder has `data`, and `archive` with its log. Reached by a socket in the file system only. */
export class Cluster {
  readonly number: number;
  readonly folder: string;
  readonly #installation: Installation;
  #process: Watched | undefined;
  #admin: pg.Client | undefined;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(number: number, folder: string, installation: Installation) {
    this.number = number;
    this.folder = folder;
    this.#installation = installation;
  }

  /** Folder of its data. */
  get data(): string {
    return join(this.folder, "data");
  }

  /** Folder that full segments of its log are copied to. */
  get archive(): string {
    return join(this.folder, "archive");
  }

  /** Path of the socket that it takes connections at. */
  get socket(): string {
    return join(this.#installation.sockets, `.s.PGSQL.${String(this.number)}`);
  }

  get isRunning(): boolean {
    return this.#process !== undefined;
  }

  /** Starts it and waits until it takes connections. @throws ClusterFailure */
  async start(more: Readonly<Record<string, string>> = {}): Promise<void> {
    const { binaries, libraries, sockets } = this.#installation;
    await makeFolder(this.archive);
    const all = { ...settings, archive_command: archiveCommand(this.archive), ...more };
    const given = Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
    const place = ["-D", this.data, "-k", sockets, "-p", String(this.number)];
    const made = start(binaries.postgres, [...place, ...given], libraries);
    await ready(made);
    this.#process = made;
    made.child.once("exit", () => this.#forget(made));
  }

  /** Ends every connection and stops it, its log whole. */
  async stop(): Promise<void> {
    const running = this.#process;
    await this.#admin?.end().catch(() => undefined);
    this.#admin = undefined;
    if (!running) return;
    await ended(running);
    this.#forget(running);
  }

  /** Runs a statement as the superuser that nobody else can be. */
  async query<Row extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    const turn = this.#turn.then(async () => {
      this.#admin ??= await this.connect("postgres");
      return (await this.#admin.query<Row>(text, [...values])).rows;
    });
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  /** A connection of the superuser to one database; end it. */
  async connect(database: string): Promise<pg.Client> {
    const { sockets, password } = this.#installation;
    const client = new pg.Client({ host: sockets, port: this.number, user: "cloud_admin", password, database });
    client.on("error", () => (this.#admin = this.#admin === client ? undefined : this.#admin));
    await client.connect();
    return client;
  }

  #forget(ended: Watched): void {
    if (this.#process !== ended) return;
    this.#process = undefined;
    this.#admin = undefined;
  }
}

function archiveCommand(folder: string): string {
  const to = `'${folder.replaceAll("%", "%%").replaceAll("'", `'\\''`)}'/%f`;
  return `cp '%p' ${to}.part && mv ${to}.part ${to}`;
}

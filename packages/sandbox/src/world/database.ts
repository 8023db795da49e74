import { DatabaseSync, type StatementSync } from "node:sqlite";
import { LaunchgateError } from "@launchgate/core";

const tables = `
  CREATE TABLE IF NOT EXISTS rows (key TEXT PRIMARY KEY, body TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS kept (name TEXT PRIMARY KEY, body TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS snapshots (name TEXT PRIMARY KEY, at INTEGER NOT NULL);
  CREATE TABLE IF NOT EXISTS snapshot_rows (name TEXT NOT NULL, key TEXT NOT NULL, body TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS snapshot_kept (name TEXT NOT NULL, key TEXT NOT NULL, body TEXT NOT NULL);
  CREATE INDEX IF NOT EXISTS snapshot_rows_name ON snapshot_rows (name);
  CREATE INDEX IF NOT EXISTS snapshot_kept_name ON snapshot_kept (name);
`;

/**
 * Opens the file that all state is in. SQLite's journal makes every transaction whole after `kill -9`; the exclusive lock
 * ends with the process, so that no stale lock file can be left behind.
 *
 * @throws LaunchgateError `sandbox.folder-in-use` where another process has it open; `sandbox.state-unreadable` where the
 *   file is none of ours
 */
export function openDatabase(file: string): DatabaseSync {
  const database = new DatabaseSync(file);
  try {
    database.exec("PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;");
    database.exec(tables);
    return database;
  } catch (cause) {
    database.close();
    throw refusal(file, cause);
  }
}

/** A statement that is prepared when first used and kept. */
export function lazyStatement(database: DatabaseSync, sql: string): () => StatementSync {
  let statement: StatementSync | undefined;
  return () => (statement ??= database.prepare(sql));
}

function refusal(file: string, cause: unknown): LaunchgateError {
  const locked = cause instanceof Error && /locked|busy/.test(cause.message);
  return locked
    ? new LaunchgateError({
        code: "sandbox.folder-in-use",
        message: `Another sandbox already runs on "${file}".`,
        fix: "Use that one (`launchgate sandbox status`), stop it, or choose another folder.",
        cause,
      })
    : new LaunchgateError({
        code: "sandbox.state-unreadable",
        message: `The sandbox cannot read its state in "${file}".`,
        fix: "Move the file away and start again: the sandbox then begins with a fresh world.",
        cause,
      });
}

import path from "node:path";

/** Files of a folder's sandbox. */
export interface SandboxPlaces {
  /** `.launchgate/sandbox`, mode 0700. */
  readonly folder: string;
  /** State, tokens and certificates of the vendors. */
  readonly world: string;
  /** Databases. Beside the folder: run by root, Postgres is another user, which must be able to pass through. */
  readonly databases: string;
  /** What the process writes. */
  readonly log: string;
  /** Which process was started, until it is stopped. */
  readonly process: string;
  /** How to reach it, mode 0600; there while it runs. */
  readonly connection: string;
  /** Passphrase and root of the invented secrets, mode 0600. Survives a reset: states are locked by it. */
  readonly secrets: string;
  /** Held while a process is started or stopped. */
  readonly lock: string;
}

/** Where the sandbox of a team's folder keeps its files. All of them are ignored by Git. */
export function sandboxPlaces(root: string): SandboxPlaces {
  const folder = path.join(root, ".launchgate", "sandbox");
  const at = (name: string): string => path.join(folder, name);
  return {
    folder,
    world: at("world"),
    databases: path.join(root, ".launchgate", "sandbox-databases"),
    log: at("sandbox.log"),
    process: at("process.json"),
    connection: at("connection.json"),
    secrets: at("secrets.json"),
    lock: at("start.lock"),
  };
}

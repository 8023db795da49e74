import { createHash } from "node:crypto";
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { UsageError, messageOf } from "@launchgate/provider-kit";

/** What is written down before a creation is sent. It holds no secret. */
export interface CreationNote {
  readonly urn: string;
  /** Name and place of the object to be, for people and for a check. */
  readonly target: string;
  /** Random mark of this attempt; travels on the object where Neon has a place for it. */
  readonly nonce: string;
  /** Ids of equal-named objects that were there before the attempt: never ours. */
  readonly before: readonly string[];
  /** When the attempt began, milliseconds since 1970. */
  readonly startedAt: number;
  /** Id of what was made, once the answer has gone to the engine. Whether the engine recorded it shows in its next run. */
  readonly answered?: string;
}

/** Notes of creations that the engine is not known to have recorded; one file each, so that kill -9 loses none. */
export class RecoveryNotes {
  readonly #directory: string;
  readonly #windowMilliseconds: number;
  /** Separates stacks and accounts that share a machine. */
  readonly #owner: string;

  constructor(directory: string, windowSeconds: number, owner: string) {
    this.#directory = directory;
    this.#windowMilliseconds = windowSeconds * 1000;
    this.#owner = owner;
  }

  #path(urn: string): string {
    const name = createHash("sha256").update(`${this.#owner}\n${urn}`).digest("hex").slice(0, 40);
    return join(this.#directory, `${name}.json`);
  }

  /** The note of an interrupted creation of this resource at this place, unless it is too old. */
  read(urn: string, target: string): CreationNote | undefined {
    const note = this.#parse(this.#path(urn));
    if (note === undefined) return undefined;
    const fresh = Date.now() - note.startedAt < this.#windowMilliseconds;
    return fresh && note.urn === urn && note.target === target ? note : undefined;
  }

  #parse(path: string): CreationNote | undefined {
    if (!existsSync(path)) return undefined;
    try {
      return JSON.parse(readFileSync(path, "utf8")) as CreationNote;
    } catch (error) {
      throw new UsageError(
        `The recovery note ${path} cannot be read (${messageOf(error)}). Look at it, then delete it.`,
      );
    }
  }

  /** Writes a note so that it survives a crash right after: written aside, flushed, then renamed. */
  write(note: CreationNote): void {
    try {
      mkdirSync(this.#directory, { recursive: true, mode: 0o700 });
      this.#writeFlushed(this.#path(note.urn), JSON.stringify(note));
    } catch (error) {
      const fix = "Set neon:recoveryDirectory or NEON_PULUMI_RECOVERY_DIR to a folder that can be written.";
      throw new UsageError(`The recovery note of a creation cannot be written (${messageOf(error)}). ${fix}`);
    }
  }

  #writeFlushed(path: string, text: string): void {
    const aside = `${path}.${String(process.pid)}`;
    const file = openSync(aside, "w", 0o600);
    try {
      writeSync(file, text);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(aside, path);
  }

  /** Remembers that the answer has gone to the engine: a machine that dies now may lose it before it is recorded. */
  answered(urn: string, id: string): void {
    const note = this.#parse(this.#path(urn));
    if (note !== undefined) this.write({ ...note, answered: id });
  }

  /** Forgets the note if it is of the object that the engine has recorded. */
  recorded(urn: string, id: string): void {
    if (this.#parse(this.#path(urn))?.answered === id) this.remove(urn);
  }

  /** Forgets the note: the engine has recorded the object, or nothing was made. */
  remove(urn: string): void {
    rmSync(this.#path(urn), { force: true });
  }
}

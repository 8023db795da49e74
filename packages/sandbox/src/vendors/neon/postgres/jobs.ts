import { wordsOf } from "../../../error-text.ts";
import type { World } from "../../../world/world.ts";
import { operations, type OperationData } from "../operation-log.ts";

type Work = () => Promise<unknown>;

/** Real work, that of a project one after another; an operation is not over before its work is. */
export class Jobs {
  readonly #world: World;
  readonly #onDefect: (message: string) => void;
  readonly #working = new Set<string>();
  readonly #last = new Map<string, Promise<unknown>>();
  #barrier: Promise<unknown> = Promise.resolve();

  constructor(world: World, onDefect: (message: string) => void) {
    this.#world = world;
    this.#onDefect = onDefect;
  }

  /** Whether an operation still has work to do. */
  isWorkingOn(operation: string): boolean {
    return this.#working.has(operation);
  }

  /** Does the work of an operation after all that was there before, and after the request that asked for it. */
  add(operation: string, project: string, work: Work): void {
    this.#working.add(operation);
    const done = this.run(project, async () => {
      await new Promise(setImmediate);
      await work();
    });
    done
      .catch((error: unknown) => this.#fail(operation, error))
      .finally(() => this.#working.delete(operation))
      .catch((error: unknown) => this.#onDefect(String(error)));
  }

  /** Does work of a project in its turn and gives what it gave. */
  async run<T>(project: string, work: () => Promise<T>): Promise<T> {
    const turn = (this.#last.get(project) ?? this.#barrier).then(work);
    const quiet = turn.catch(() => undefined);
    this.#last.set(project, quiet);
    void quiet.then(() => this.#last.get(project) === quiet && this.#last.delete(project));
    return turn;
  }

  /** Does work that is about all projects, when nothing else is done. */
  async runAlone<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.settled().then(work);
    this.#barrier = turn.catch(() => undefined);
    for (const project of this.#last.keys()) this.#last.set(project, this.#barrier);
    return turn;
  }

  /** All that was asked for is done. */
  async settled(): Promise<void> {
    await Promise.all([this.#barrier, ...this.#last.values()]);
  }

  /** What went wrong is how the operation ends. Source: specification, schema `Operation`. */
  #fail(operation: string, error: unknown): void {
    const { store } = this.#world;
    const message = wordsOf(error);
    const entity = store.all<OperationData>(operations).find(({ data }) => data.id === operation);
    const failure = { status: "failed" as const, error: message };
    if (entity) store.transact(() => store.alter(entity, entity.updated, { failure }));
    else this.#onDefect(`operation ${operation}: ${message}`);
  }
}

import type { World } from "../../../world/world.ts";
import { operations, type OperationData } from "../operation-log.ts";

type Work = () => Promise<unknown>;

/** Real work, one after another; an operation is not over before its work is. */
export class Jobs {
  readonly #world: World;
  readonly #onDefect: (message: string) => void;
  readonly #working = new Set<string>();
  #last: Promise<unknown> = Promise.resolve();

  constructor(world: World, onDefect: (message: string) => void) {
    this.#world = world;
    this.#onDefect = onDefect;
  }

  /** Whether an operation still has work to do. */
  isWorkingOn(operation: string): boolean {
    return this.#working.has(operation);
  }

  /** Does the work of an operation after all that was there before, and after the request that asked for it. */
  add(operation: string, work: Work): void {
    this.#working.add(operation);
    const done = this.run(async () => {
      await new Promise(setImmediate);
      await work();
    });
    done
      .catch((error: unknown) => this.#fail(operation, error))
      .finally(() => this.#working.delete(operation))
      .catch((error: unknown) => this.#onDefect(String(error)));
  }

  /** Does work in its turn and gives what it gave. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  /** All that was asked for is done. */
  async settled(): Promise<void> {
    await this.#last;
  }

  /** What went wrong is how the operation ends. Source: specification, schema `Operation`. */
  #fail(operation: string, error: unknown): void {
    const { store } = this.#world;
    const message = error instanceof Error ? error.message : String(error);
    const entity = store.all<OperationData>(operations).find(({ data }) => data.id === operation);
    const failure = { status: "failed" as const, error: message };
    if (entity) store.transact(() => store.put({ ...entity, data: { ...entity.data, failure } }));
    else this.#onDefect(`operation ${operation}: ${message}`);
  }
}

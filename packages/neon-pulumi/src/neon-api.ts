import { createApiClient } from "@neondatabase/api-client";
import type { Api, Operation } from "@neondatabase/api-client";
import { UsageError, messageOf } from "@launchgate/provider-kit";
import { OperationError, UncertainError, UnreachableError, isMissing } from "./errors.ts";
import { refused, retryAfterMilliseconds } from "./http-failures.ts";
import type { HttpFailure } from "./http-failures.ts";
import type { Settings } from "./settings.ts";
import type { Task } from "./task.ts";
import { version } from "./version.ts";

/** Neon's official client. */
export type Client = Api<unknown>;

/** One call of Neon. */
export interface CallArgs<T> {
  readonly task: Task;
  /** Completes "Neon refused to ...". */
  readonly what: string;
  /** Calling twice has the effect of calling once. Creations are not: after a lost answer they throw {@link UncertainError}. */
  readonly repeatable: boolean;
  readonly send: (client: Client) => Promise<{ readonly data: T }>;
}

const finalFailures: ReadonlySet<string> = new Set(["failed", "error", "cancelled"]);
const done: ReadonlySet<string> = new Set(["finished", "skipped"]);

/** How often a call is sent while Neon cannot be reached or answers 5xx: with the default pauses about 45 seconds. */
const maxTries = 14;

/** Failures before anything was sent: no such host, nobody listens. */
const notSent: ReadonlySet<string> = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN"]);

/** Looks at an operation that Neon says does not exist before it counts as vanished. */
const looksAtMissingOperation = 4;

/** Neon as this provider uses it: retries, deadlines, operations, one writer a project. */
export class NeonApi {
  readonly #client: Client | undefined;
  readonly #baseUrl: string;
  readonly #writers = new Map<string, Promise<unknown>>();

  constructor(settings: Settings) {
    this.#baseUrl = settings.baseUrl;
    if (settings.apiKey === undefined) return;
    const suffix = settings.userAgentSuffix === undefined ? "" : ` ${settings.userAgentSuffix}`;
    this.#client = createApiClient({
      apiKey: settings.apiKey,
      baseURL: settings.baseUrl,
      timeout: settings.requestTimeoutSeconds * 1000,
      headers: { "User-Agent": `neon-pulumi/${version}${suffix}` },
    });
  }

  /**
   * Calls Neon. 423 (project busy) and 429 (too many requests, `Retry-After` honoured) are tried again, since neither took
   * effect; lost answers and 5xx are tried again only where the call is repeatable.
   */
  async call<T>(args: CallArgs<T>): Promise<T> {
    const client = this.#client;
    if (client === undefined) {
      throw new UsageError("No Neon API key: set NEON_API_KEY, or `pulumi config set --secret neon:apiKey`.");
    }
    for (let attempt = 0; ; attempt += 1) {
      args.task.check(args.what);
      try {
        return (await args.send(client)).data;
      } catch (error) {
        await args.task.pause(this.#pauseAfter(args, error as HttpFailure, attempt), args.what);
      }
    }
  }

  /** How long to wait before the next try; throws where there must be none. */
  #pauseAfter(args: CallArgs<unknown>, error: HttpFailure, attempt: number): number {
    const { response } = error;
    const backoff = args.task.backoffMilliseconds(attempt);
    if (response === undefined) return this.#pauseUnanswered(args, error, attempt);
    const asked = retryAfterMilliseconds(response.headers["retry-after"]) ?? backoff;
    if (response.status === 423) return backoff;
    if (response.status === 429) return asked;
    const refusal = refused(args.what, response);
    if (response.status < 500) throw refusal;
    if (!args.repeatable) throw new UncertainError(args.what, refusal.message);
    if (attempt + 1 >= maxTries) throw refusal;
    return asked;
  }

  #pauseUnanswered(args: CallArgs<unknown>, error: HttpFailure, attempt: number): number {
    const isNotSent = notSent.has(error.code ?? "");
    if (!args.repeatable && !isNotSent) throw new UncertainError(args.what, messageOf(error));
    if (attempt + 1 < maxTries) return args.task.backoffMilliseconds(attempt);
    throw new UnreachableError(args.what, this.#baseUrl, messageOf(error));
  }

  /** Runs the writes of one project one after the other; projects do not wait for each other. */
  async exclusive<T>(projectId: string, task: Task, work: () => Promise<T>): Promise<T> {
    const before = this.#writers.get(projectId) ?? Promise.resolve();
    const turn = before.then(async () => {
      task.check(`write to project ${projectId}`);
      return await work();
    });
    const settled = turn.catch(() => undefined);
    this.#writers.set(projectId, settled);
    return await turn;
  }

  /** Waits until every operation is finished. */
  async settle(operations: readonly Operation[] | undefined, task: Task): Promise<void> {
    for (const operation of operations ?? []) await this.#settleOne(operation, task);
  }

  async #settleOne(first: Operation, task: Task): Promise<void> {
    let operation: Operation | undefined = first;
    let missed = 0;
    for (let attempt = 0; ; attempt += 1) {
      if (operation !== undefined && done.has(operation.status)) return;
      if (operation !== undefined && finalFailures.has(operation.status)) {
        const reason = operation.error === undefined ? "" : `: ${operation.error}`;
        throw new OperationError(first.id, `(${first.action}) ended as "${operation.status}"${reason}`);
      }
      if (missed >= looksAtMissingOperation) throw new OperationError(first.id, `(${first.action}) vanished`);
      await task.pause(task.backoffMilliseconds(attempt), `see operation ${first.id} (${first.action}) finish`);
      operation = await this.#look(first, task);
      missed = operation === undefined ? missed + 1 : 0;
    }
  }

  async #look(operation: Operation, task: Task): Promise<Operation | undefined> {
    const what = `read operation ${operation.id}`;
    try {
      const send: CallArgs<{ operation: Operation }>["send"] = (client) =>
        client.getProjectOperation(operation.project_id, operation.id);
      return (await this.call({ task, what, repeatable: true, send })).operation;
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }

  /** Waits for operations of the project that are under way, for example those of an interrupted run. */
  async settleProject(projectId: string, task: Task): Promise<void> {
    const what = `list the operations of project ${projectId}`;
    const send: CallArgs<{ operations: Operation[] }>["send"] = (client) =>
      client.listProjectOperations({ projectId, limit: 100 });
    const { operations } = await this.call({ task, what, repeatable: true, send });
    const running = operations.filter(
      (operation) => !done.has(operation.status) && !finalFailures.has(operation.status),
    );
    await this.settle(running, task);
  }
}

import type { IncomingMessage, ServerResponse } from "node:http";
import type { Access } from "../access/access.ts";
import type { Holder } from "../seed.ts";
import type { FaultEffect } from "../world/fault-schema.ts";
import type { World } from "../world/world.ts";
import type { Dialect, RateState } from "./dialect.ts";
import { delay, fallSilent, faultAnswer, isLost, isSilent } from "./fault-play.ts";
import type { Answer, Call, VendorRequest, WireAnswer } from "./message.ts";
import { RateMeter } from "./rate-meter.ts";
import { readRequest, withJson } from "./read-request.ts";
import type { Recorder } from "./recorder.ts";
import { Refusal, type RefusalReason } from "./refusal.ts";
import type { RouteMatch, Router } from "./router.ts";

/** What one vendor's server is made of. */
export interface VendorServerArgs {
  readonly dialect: Dialect;
  readonly router: Router;
  readonly world: World;
  readonly access: Access;
  readonly recorder: Recorder;
  /** Whether a token at its limit is refused. */
  readonly enforceRateLimits: boolean;
  /** Told of defects of the sandbox itself: what was thrown that is no refusal. */
  readonly onDefect: (defect: unknown, request: VendorRequest) => void;
}

/** What became of a request. */
interface Outcome {
  readonly answer: Answer;
  readonly match?: RouteMatch | undefined;
  readonly holder?: Holder | undefined;
  readonly rate?: RateState | undefined;
}

/** Serves one vendor: reads, routes, asks who it is, answers, and records. */
export class VendorServer {
  readonly #args: VendorServerArgs;
  readonly #meter: RateMeter | undefined;

  constructor(args: VendorServerArgs) {
    this.#args = args;
    this.#meter = args.dialect.rateLimit && new RateMeter(args.dialect.rateLimit, args.enforceRateLimits);
  }

  /** Answers one HTTP request. */
  async serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const started = performance.now();
    const { dialect, world } = this.#args;
    const request = await readRequest(incoming, dialect);
    const fault = world.faults.meet(dialect.vendor, request.method, request.path);
    await delay(fault);
    const outcome = await this.#outcome(request, fault);
    const silent = isSilent(fault);
    const wire = silent ? noAnswer : this.#wire(outcome, request);
    this.#record(request, outcome, wire, { milliseconds: performance.now() - started, fault: fault?.kind });
    if (silent) return fallSilent(fault, response);
    response.writeHead(wire.status, wire.headers);
    response.end(wire.bytes ?? wire.text);
  }

  async #outcome(request: VendorRequest, fault: FaultEffect | undefined): Promise<Outcome> {
    const { router, dialect, access } = this.#args;
    const match = router.find(request.method, request.path, request.host);
    const instead = fault && faultAnswer(fault, dialect, request);
    if (instead || isLost(fault)) return { answer: instead ?? { status: 0 }, match };
    const presented = dialect.presented(request.headers);
    const holder = presented && access.holderOf(dialect.vendor, presented);
    const rate = holder && this.#meter?.count(holder.id, this.#args.world.clock.now());
    const known = { match, holder, rate };
    try {
      return { ...known, answer: await this.#answer(request, known) };
    } catch (thrown) {
      return { ...known, answer: this.#refuse(thrown, request) };
    }
  }

  async #answer(given: VendorRequest, { match, holder, rate }: Omit<Outcome, "answer">): Promise<Answer> {
    const scope = match?.route.scope;
    if (!holder && scope !== "public") throw new Refusal({ kind: "unauthenticated" });
    if (!match) throw new Refusal({ kind: "unrouted" });
    if (rate && this.#meter?.isOver(rate)) {
      throw new Refusal({ kind: "limited", retryAfterSeconds: rate.resetInSeconds });
    }
    if (holder && typeof scope === "string" && scope !== "public" && !holder.scopes.has(scope)) {
      throw new Refusal({ kind: "forbidden", needs: scope });
    }
    const call = this.#call(withJson(given), match, holder ?? nobody);
    this.#args.dialect.admit?.(call);
    return this.#run(match, call);
  }

  #call(request: VendorRequest, { params }: RouteMatch, holder: Holder): Call {
    const { world } = this.#args;
    return { world, request, params, holder, now: world.clock.now(), base: request.origin + request.prefix };
  }

  async #run({ route }: RouteMatch, call: Call): Promise<Answer> {
    if (route.runAsync) return route.runAsync(call);
    return call.world.store.transact(() => {
      if (!route.run) throw new Error(`route ${route.method} ${route.template} has no handler`);
      return route.run(call);
    });
  }

  #refuse(thrown: unknown, request: VendorRequest): Answer {
    if (!(thrown instanceof Refusal)) this.#args.onDefect(thrown, request);
    const reason: RefusalReason = thrown instanceof Refusal ? thrown.reason : { kind: "failed" };
    return reason.kind === "answer" ? reason.answer : this.#args.dialect.refuse(reason, request);
  }

  #wire({ answer, rate }: Outcome, request: VendorRequest): WireAnswer {
    const { dialect, world } = this.#args;
    const text = answer.text ?? (answer.body === undefined ? undefined : JSON.stringify(answer.body));
    const headers = {
      // Clients can tell the vendor's time by it.
      date: new Date(world.clock.now()).toUTCString(),
      ...(answer.text === undefined && text !== undefined ? { "content-type": "application/json; charset=utf-8" } : {}),
      ...(rate ? dialect.rateLimit?.headers(rate) : {}),
      ...answer.headers,
    };
    const wire = dialect.finish({ status: answer.status, text, headers }, request);
    const { bytes } = answer;
    const sent = bytes ?? wire.text;
    const length = sent === undefined ? {} : { "content-length": String(Buffer.byteLength(sent)) };
    return { ...wire, ...(bytes ? { bytes } : {}), headers: { ...wire.headers, ...length } };
  }

  #record(
    request: VendorRequest,
    { match, holder }: Outcome,
    wire: WireAnswer,
    { milliseconds, fault }: { readonly milliseconds: number; readonly fault: FaultEffect["kind"] | undefined },
  ): void {
    this.#args.recorder.record({
      at: this.#args.world.clock.iso(),
      vendor: this.#args.dialect.vendor,
      method: request.method,
      path: loggedPath(request, match),
      route: match?.route.template ?? null,
      status: wire.status,
      holder: holder?.id ?? null,
      milliseconds: Math.round(milliseconds * 1000) / 1000,
      ...(fault === undefined ? {} : { fault }),
      query: request.query,
      answer: wire.text,
      documentedAs: match?.route.documentedAs,
    });
  }
}

/** Status 0 in the log: nothing was answered. */
const noAnswer: WireAnswer = { status: 0, text: undefined, headers: {} };

const nobody: Holder = { id: "nobody", kind: "machine", access: "read", scopes: new Set() };

function loggedPath(request: VendorRequest, match: RouteMatch | undefined): string {
  const secrets = match?.route.secretParams ?? [];
  return secrets.reduce(
    (path, name) => path.replaceAll(encodeURIComponent(match?.params[name] ?? ""), "[secret]"),
    request.rawPath,
  );
}

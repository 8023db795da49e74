import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { deployFlow, type DeployReport } from "../../../../packages/cli/src/delivery/deploy-flow.ts";
import type { GateVerdict } from "../../../../packages/cli/src/delivery/gate.ts";
import { deliveryOrder, stacksBetween } from "../../../../packages/cli/src/delivery/order.ts";
import type { PageRequest } from "../../../../packages/cli/src/delivery/page.ts";
import { DeployRecord } from "../../../../packages/cli/src/delivery/record.ts";
import { readReviewed } from "../../../../packages/cli/src/delivery/reviewed.ts";
import type { DeliveryWorld } from "../../../../packages/cli/src/delivery/world.ts";
import { comparableSteps, stepDigest, type ComparableStep } from "../../../../packages/cli/src/engine/step-digest.ts";
import type { SmokeReport } from "../../../../packages/cli/src/smoke/result.ts";
import { EngineDouble, modelOf, openMoment, outcomeOf, siteOf, step } from "../../engine/engine-double.ts";

/** Commit of the reviews in these tests. */
export const commit = "0123456789abcdef0123456789abcdef01234567";
/** What every stack of these tests would do. */
export const steps = [step("create", "a"), { ...step("update", "b"), changed: ["name"] }];

/** A review as `pr review` writes it, as far as a delivery reads it. */
export function reviewOf(
  stacks: Readonly<Record<string, readonly ComparableStep[] | null>>,
  change: Readonly<Record<string, unknown>> = {},
): object {
  const list = Object.entries(stacks).map(([stack, given]) => ({
    stack,
    steps: given && comparableSteps(given),
    stepDigest: given && stepDigest(given),
  }));
  const head = { format: "launchgate-review", version: 1, verdict: "passes", headCommit: commit };
  return { ...head, stacks: list, ...change };
}

/** A verdict of smoke about one service. */
export function smokeOf(stack: string, verdict: "passed" | "failed"): SmokeReport {
  const at = openMoment.toISOString();
  const failed = {
    title: "Alive",
    method: "GET",
    path: "/",
    verdict: "failed",
    tries: 3,
    reason: "late",
    text: "late",
  } as const;
  const service = {
    service: "web",
    url: "http://web",
    version: null,
    digest: "d",
    startedAt: at,
    endedAt: at,
  } as const;
  const judged = { ...service, verdict, steps: verdict === "failed" ? [failed] : [] };
  const about = { format: 1, stack, stage: stack, verdict, expectedVersion: null, startedAt: at, endedAt: at } as const;
  return { ...about, services: [judged] };
}

/** A delivery around doubles of the engine, one a stack; what it writes is real. */
export class Delivery {
  readonly root = mkdtempSync(path.join(tmpdir(), "launchgate-deliver-"));
  readonly order = deliveryOrder(modelOf("prod"));
  readonly engines = new Map(this.order.map((stack) => [stack, engineWith(steps)] as const));
  readonly pages: PageRequest[] = [];
  readonly gates: (number | undefined)[] = [];
  readonly said: string[] = [];
  review = reviewOf(Object.fromEntries(this.order.map((stack) => [stack, steps])));
  /** Stacks whose smoke fails. */
  readonly sick = new Set<string>();
  verdict: GateVerdict = { state: "open", pass: { run: 7, url: "https://github.com/run/7", approvedBy: ["ada"] } };
  login = "ada-brandt-example";
  person = "ada-brandt";

  /** Runs `deploy`, as often as one likes: what earlier runs noted is read from the disk. */
  async deploy(
    change: Partial<DeliveryWorld> = {},
    { from, to }: { readonly from?: string; readonly to?: string } = {},
  ): Promise<DeployReport> {
    const file = path.join(this.root, "review.json");
    writeFileSync(file, JSON.stringify(this.review));
    const reviewed = await readReviewed(this.root, file);
    const record = await DeployRecord.open(this.root, reviewed, () => openMoment);
    const stacks = stacksBetween(modelOf("prod"), from, to);
    const before = this.order.slice(0, this.order.indexOf(stacks[0] ?? ""));
    return deployFlow({ ...this.#world(), record, reviewed, reviewedFile: "review.json", ...change }, stacks, before);
  }

  /** The double of a stack. */
  engine(stack: string): EngineDouble {
    const found = this.engines.get(stack);
    if (!found) throw new Error(`no stack ${stack}`);
    return found;
  }

  /** How often a stack was written to. */
  writes(stack: string): number {
    return this.engine(stack).calls.filter((call) => call.startsWith("up ")).length;
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }

  #world(): Omit<DeliveryWorld, "record" | "reviewed" | "reviewedFile"> {
    return {
      open: (stack, run) => run(siteOf(this.engine(stack), stack, this.root)),
      acceptChanges: false,
      inJob: false,
      say: (text) => void this.said.push(text),
      gate: async (_site, _stage, { run, onRun }) => {
        this.gates.push(run);
        await onRun(7);
        return this.verdict;
      },
      elsewhere: () => Promise.resolve(undefined),
      judge: ({ model: { stackName } }) =>
        Promise.resolve(smokeOf(stackName, this.sick.has(stackName) ? "failed" : "passed")),
      page: (_site, request) => {
        this.pages.push(request);
        return Promise.resolve({ service: request.service, paged: true, text: `Paged ${request.service}` });
      },
      who: () => Promise.resolve({ person: this.person, login: this.login }),
    };
  }
}

/** A double whose preview has these steps. */
export function engineWith(given: readonly ReturnType<typeof step>[]): EngineDouble {
  const engine = new EngineDouble();
  engine.previewed = outcomeOf(given);
  return engine;
}

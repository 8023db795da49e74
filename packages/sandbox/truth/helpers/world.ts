import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, inject } from "vitest";
import { startSandbox, type Sandbox, type Seed } from "../../src/index.ts";
import { ContractCheck } from "../../test/helpers/contract-check.ts";
import { plannedResources, loginsIn } from "./plan.ts";
import type { ProviderSettings } from "./program.ts";
import { TruthStack } from "./stack.ts";

const organization = "motion-mavericks";
const domain = "motion-mavericks.example";

/** The organisation before anything is declared, with everybody whom the plans name and the best plan of each vendor. */
function seed(): Seed {
  const people = loginsIn(plannedResources()).map((github) => {
    const id = github.replace(/-example$/, "");
    return { id, name: id, github, email: `${id}@${domain}` };
  });
  return {
    organization,
    title: "Motion Mavericks",
    domain,
    people,
    machines: [{ id: "pulumi", access: "admin" }],
    vendors: {
      github: { plan: "enterprise", compensations: [] },
      vercel: { plan: "pro", compensations: [] },
      neon: { plan: "scale", compensations: [] },
      pagerduty: { plan: "business", compensations: [] },
      datadog: { plan: "pro", compensations: [] },
    },
  };
}

/**
 * Why a test of the check does not run here; undefined where it does.
 *
 * @throws Error where the provider should have been built and was not
 * @param length `long` ones run in the full scope only: `npm run test:full`
 */
export function truthAbsent(length: "short" | "long" = "short"): string | undefined {
  if (length === "long" && process.env["LAUNCHGATE_FULL"] !== "1") return told("long: `npm run test:full` runs it");
  const { reason, fault } = inject("truthBuild");
  if (fault !== undefined) throw new Error(fault);
  return reason === undefined ? undefined : told(reason);
}

function told(reason: string): string {
  process.stderr.write(`skipped: ${reason}\n`);
  return reason;
}

/** A sandbox and a place for stacks that work with it. */
export interface TruthWorld {
  readonly sandbox: Sandbox;
  readonly folder: string;
  /** Settings that lead the provider to the sandbox. */
  readonly settings: (legacyClient: boolean) => ProviderSettings;
  /** Opens a stack. */
  readonly stack: (name: string) => Promise<TruthStack>;
}

/**
 * One world for a test file, where the check can run. At its end: no request met no route, every answer was valid by GitHub's
 * published schema, the sandbox told of no defect of its own.
 */
export function withTruth(absent: string | undefined): { readonly world: TruthWorld } {
  const handle: { world?: TruthWorld; contract?: ContractCheck } = {};
  const defects: string[] = [];
  beforeAll(async () => {
    if (absent !== undefined) return;
    const folder = await mkdtemp(join(tmpdir(), "truth-"));
    const onDefect = (message: string): void => void defects.push(message);
    const sandbox = await startSandbox({ folder: join(folder, "sandbox"), seed: seed(), onDefect });
    const token = sandbox.tokens.github["pulumi"]?.token ?? "";
    const baseUrl = `${sandbox.urls.github}/`;
    handle.contract = new ContractCheck(sandbox);
    handle.world = {
      sandbox,
      folder,
      settings: (legacyClient) => ({ owner: organization, token, baseUrl, legacyClient }),
      stack: (name) => TruthStack.create(folder, name),
    };
  });
  afterAll(async () => {
    const { world, contract } = handle;
    if (world === undefined) return;
    const unrouted = world.sandbox.unrouted().map(({ method, path }) => `${method} ${path}`);
    const served = world.sandbox.requests("github").length;
    await world.sandbox.close();
    await rm(world.folder, { recursive: true, force: true, maxRetries: 5 });
    expect(unrouted).toEqual([]);
    expect(defects).toEqual([]);
    expect(contract?.violations()).toEqual([]);
    expect(served).toBeGreaterThan(0);
  });
  return handle as { readonly world: TruthWorld };
}

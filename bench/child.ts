/**
 * One measurement in a process of its own: `node bench/child.ts <what> <argument>`; prints one JSON object.
 * - `plan <services>`: the offline plan of production.
 * - `record <services>`: the same, and what it registered, for `bare`.
 * - `bare <file>`: a bare program that registers what `record` recorded.
 * - `vendors <id,id,...>`: the offline plan with these vendors only, imports included.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { selectStack, vendorIds, type StackModel, type VendorId } from "@launchgate/core";
import { captureProgram, type CapturedResource } from "../packages/cli/src/offline/capture.ts";
import { offlinePlan, sharedStackOf } from "../packages/cli/src/offline/offline-plan.ts";
import { loadProgram, type Project } from "../packages/cli/src/project.ts";
import { bareProgram } from "./bare-program.ts";
import { at, modelWithServices, modelWithVendors } from "./models.ts";

const sdks = [
  "@pulumi/github",
  "@pulumiverse/vercel",
  "neon-pulumi",
  "@pulumi/pagerduty",
  "@pulumi/datadog",
  "@pulumi/random",
];

const kinds: Readonly<Record<string, (argument: string) => Promise<object>>> = {
  plan: async (count) => {
    const { project, model } = await modelWithServices(Number(count));
    await loadEverything(project);
    return measured(async () => (await offlinePlan(project, model, at)).resources.length);
  },
  record: async (count) => {
    const { project, model } = await modelWithServices(Number(count));
    return { stacks: await recorded(project, model) };
  },
  bare: async (file) => {
    const { stacks } = JSON.parse(readFileSync(file, "utf8")) as { stacks: CapturedResource[][] };
    await loadEverything();
    return measured(() => bare(stacks));
  },
  vendors: async (list) => {
    const { project, model } = await modelWithVendors(list.split(",").filter(isVendor));
    const result = await measured(async () => (await offlinePlan(project, model, at)).resources.length);
    return { ...result, sdkFiles: loadedFiles() };
  },
};

const [kind = "", argument = ""] = process.argv.slice(2);
const run = kinds[kind];
if (!run) throw new Error(`Unknown measurement "${kind}": one of ${Object.keys(kinds).join(", ")}.`);
process.stdout.write(JSON.stringify(await run(argument)));

/** Processor time of `work`, which other work on the machine does not blur, and the most memory that the process ever held. */
async function measured(work: () => Promise<number>): Promise<object> {
  const start = process.cpuUsage();
  const resources = await work();
  const { user, system } = process.cpuUsage(start);
  return { resources, milliseconds: (user + system) / 1000, megabytes: process.resourceUsage().maxRSS / 1024 };
}

/** What the offline plan of a stage registers: first the shared stack, then the stage. */
async function recorded(project: Project, model: StackModel): Promise<(readonly CapturedResource[])[]> {
  const shared = await offlinePlan(project, selectStack(model, sharedStackOf(model)), at);
  const stage = await offlinePlan(project, model, at);
  return [shared.resources, stage.resources];
}

async function bare(stacks: readonly (readonly CapturedResource[])[]): Promise<number> {
  let last = 0;
  for (const [index, resources] of stacks.entries()) {
    const captured = await captureProgram({
      project: "launchgate",
      stack: index === 0 ? "shared" : "prod",
      config: {},
      secretKeys: [],
      program: () => {
        bareProgram(resources);
        return Promise.resolve(undefined);
      },
    });
    last = captured.resources.length;
  }
  return last;
}

/** Loads what both programs need before the clock starts: SDKs are measured by `vendors`. */
async function loadEverything(project?: Project): Promise<void> {
  if (project) await loadProgram(project);
  const { loadVendorKits } = await import("../components/vendor-kits.ts");
  const plans = Object.fromEntries(vendorIds.map((vendor) => [vendor, { plan: "any" }]));
  await loadVendorKits(plans as unknown as StackModel["vendors"]);
  await Promise.all(sdks.map((name) => import(name)));
}

/** Files of each SDK that were loaded; neon-pulumi is ES modules of our own, which no cache lists. */
function loadedFiles(): Record<string, number> {
  const published = sdks.filter((name) => name !== "neon-pulumi");
  const files = Object.keys(createRequire(import.meta.url).cache);
  return Object.fromEntries(published.map((name) => [name, files.filter((file) => file.includes(`/${name}/`)).length]));
}

function isVendor(text: string): text is VendorId {
  return (vendorIds as readonly string[]).includes(text);
}

/**
 * Previews of a recorded stack with the real engine: `node bench/policy/previews.ts <recorded.json> <attach> <folder> <tools> <turns> <pack>...`, a
 * pack being a folder, or `-` for none. Prints milliseconds and the findings of each pack's previews, as one JSON object by pack.
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import { LocalWorkspace, PulumiCommand, type EngineEvent, type OutputMap } from "@pulumi/pulumi/automation/index.js";
import type { CapturedResource } from "../../packages/cli/src/offline/capture.ts";
import { registerRecorded } from "./recorded-program.ts";

const [recorded = "", attach = "", folder = "", tools = "", turns = "1", ...packs] = process.argv.slice(2);
const root = process.env["LAUNCHGATE_PULUMI_ROOT"] ?? path.resolve(".launchgate/engine");
const resources = JSON.parse(readFileSync(recorded, "utf8")) as CapturedResource[];
const backend = { url: `file://${folder}` };

const stack = await LocalWorkspace.createOrSelectStack(
  {
    stackName: "prod",
    projectName: "launchgate",
    program: () => {
      registerRecorded(resources);
      return Promise.resolve<OutputMap>({});
    },
  },
  {
    workDir: folder,
    pulumiCommand: await PulumiCommand.get({ root }),
    projectSettings: { name: "launchgate", runtime: "nodejs", backend },
    envVars: {
      PATH: `${tools}${path.delimiter}${process.env["PATH"] ?? ""}`,
      PULUMI_BACKEND_URL: backend.url,
      PULUMI_CONFIG_PASSPHRASE: "bench",
      PULUMI_SKIP_UPDATE_CHECK: "true",
      PULUMI_DEBUG_PROVIDERS: attach,
    },
  },
);

/** One preview: how long, how many resources, and which rules had findings. */
async function preview(pack: string): Promise<{ milliseconds: number; resources: number; found: string[] }> {
  const found: string[] = [];
  const onEvent = ({ policyEvent }: EngineEvent): void => {
    if (policyEvent !== undefined) found.push(`${policyEvent.enforcementLevel} ${policyEvent.policyName}`);
  };
  const start = performance.now();
  const { changeSummary } = await stack.preview({ onEvent, ...(pack === "-" ? {} : { policyPacks: [pack] }) });
  return { milliseconds: performance.now() - start, resources: changeSummary.create ?? 0, found };
}

// They take turns, so that load blurs all alike; the first turn warms caches and is not counted.
const rounds: Record<string, Awaited<ReturnType<typeof preview>>>[] = [];
for (let turn = 0; turn <= Number(turns); turn += 1) {
  const round: (typeof rounds)[number] = {};
  for (const pack of packs) round[pack] = await preview(pack);
  if (turn > 0) rounds.push(round);
}
process.stdout.write(JSON.stringify(rounds));

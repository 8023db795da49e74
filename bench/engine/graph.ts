/**
 * One stack of `count` resources with the real engine: `node bench/engine/graph.ts <count> <attach> <token> <folder> <pid of the
 * provider>`. Prints milliseconds of preview, up, and second preview, as one JSON object: wall time, and processor time of program,
 * engine and provider. The program registers repositories with labels in them.
 */
import { mkdirSync } from "node:fs";
import path from "node:path";
import { LocalWorkspace, PulumiCommand } from "@pulumi/pulumi/automation/index.js";
import type { OutputMap } from "@pulumi/pulumi/automation/index.js";
import { processorTime } from "./processor-time.ts";

const [count = "100", attach = "", token = "", folder = "", provider = ""] = process.argv.slice(2);
const root = process.env["LAUNCHGATE_PULUMI_ROOT"] ?? path.resolve(".launchgate/engine");
/** Labels in one repository. */
const labels = 49;

async function program(): Promise<OutputMap> {
  const github = await import("@pulumi/github");
  const provider = new github.Provider("github", { owner: "motion-mavericks", token });
  const options = { provider };
  for (let made = 0; made < Number(count);) {
    const repository = new github.Repository(`r${String(made)}`, { visibility: "private", hasIssues: true }, options);
    made += 1;
    for (let label = 0; label < labels && made < Number(count); label += 1, made += 1) {
      const args = { repository: repository.name, name: `l${String(made)}`, color: "0e8a16", description: "A label" };
      new github.IssueLabel(`l${String(made)}`, args, options);
    }
  }
  return {};
}

const state = path.join(folder, "state");
mkdirSync(state, { recursive: true });
const backend = { url: `file://${state}` };
const stack = await LocalWorkspace.createOrSelectStack(
  { stackName: "bench", projectName: "bench", program: async () => await program() },
  {
    workDir: folder,
    pulumiCommand: await PulumiCommand.get({ root }),
    projectSettings: { name: "bench", runtime: "nodejs", backend },
    envVars: {
      PULUMI_BACKEND_URL: backend.url,
      PULUMI_CONFIG_PASSPHRASE: "bench",
      PULUMI_SKIP_UPDATE_CHECK: "true",
      PULUMI_DEBUG_PROVIDERS: attach,
    },
  },
);

async function timed(work: () => Promise<unknown>): Promise<{ wall: number; processor: number }> {
  const used = (): number => processorTime([process.pid, Number(provider)]);
  const [start, before] = [performance.now(), used()];
  await work();
  return { wall: performance.now() - start, processor: used() - before };
}

const preview = await timed(() => stack.preview());
const up = await timed(() => stack.up());
const again = await timed(() => stack.preview({ expectNoChanges: true }));
process.stdout.write(`${JSON.stringify({ preview, up, again })}\n`);

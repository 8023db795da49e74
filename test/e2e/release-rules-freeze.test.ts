/**
 * A closed calendar in the real engine, without the command line's own gate before it: `preview` is told and passes, `up` is refused by the
 * pack. (L1, house decision 5, plan-freeze-forbid-update)
 */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { ComponentResource } from "@pulumi/pulumi";
import { LocalWorkspace, PulumiCommand, type EngineEvent, type Stack } from "@pulumi/pulumi/automation/index.js";
import { afterAll, beforeAll, expect, test } from "vitest";
import { analyzerFolder, writePolicySettings } from "../../packages/cli/src/engine/policy-pack.ts";
import { inRepository } from "../helpers/repository.ts";
import { captured } from "../policy/captured.ts";
import { engineAbsent, engineRoot, passphrase } from "./helpers/engine-world.ts";

const absent = engineAbsent();
const rule = "plan-freeze-forbid-update";
const [night, day] = [new Date("2026-11-23T03:00:00+01:00"), new Date("2026-11-23T10:00:00+01:00")];
let home: string;
let stack: Stack;

beforeAll(async () => {
  if (absent !== undefined) return;
  home = mkdtempSync(path.join(tmpdir(), "launchgate-freeze-"));
  mkdirSync(path.join(home, "state"));
  const inputs = (await captured("shared")).find(({ type }) => type === "launchgate:release:ReleasePlan")?.inputs;
  const url = `file://${path.join(home, "state")}`;
  const tools = [await analyzerFolder(home), path.dirname(process.execPath), process.env["PATH"] ?? ""];
  stack = await LocalWorkspace.createOrSelectStack(
    {
      stackName: "shared",
      projectName: "launchgate",
      program: () => Promise.resolve({ plan: new Plan(inputs ?? {}).urn }),
    },
    {
      pulumiCommand: await PulumiCommand.get({ root: engineRoot }),
      projectSettings: { name: "launchgate", runtime: "nodejs", backend: { url } },
      envVars: {
        PATH: tools.join(path.delimiter),
        PULUMI_HOME: path.join(home, "pulumi"),
        PULUMI_BACKEND_URL: url,
        PULUMI_CONFIG_PASSPHRASE: passphrase,
        PULUMI_SKIP_UPDATE_CHECK: "true",
      },
    },
  );
});
afterAll(() => {
  if (absent === undefined) rmSync(home, { recursive: true, force: true });
});

/** The plan of the stack that stages share, alone: nothing that a vendor would be asked for, so that it wants no environments either. */
class Plan extends ComponentResource {
  constructor(inputs: Readonly<Record<string, unknown>>) {
    const rulesRepository = { ...(inputs["rulesRepository"] as object | undefined), environments: {} };
    super("launchgate:release:ReleasePlan", "release-plan", { ...inputs, rulesRepository });
    this.registerOutputs({});
  }
}

/** Runs an act with the pack at a moment: whether it went through, and how the rule spoke, as `level: text`. */
async function run(act: "preview" | "up", at: Date): Promise<{ readonly done: boolean; readonly said: string[] }> {
  const said: string[] = [];
  const onEvent = ({ policyEvent }: EngineEvent): void => {
    if (policyEvent?.message.includes("the calendar is closed") === true)
      said.push(`${policyEvent.enforcementLevel} ${policyEvent.policyName}`);
  };
  const options = {
    policyPacks: [inRepository("policy")],
    policyPackConfigs: [(await writePolicySettings(home, inRepository("policy"), at)) ?? ""],
    onEvent,
  };
  const done = await stack[act](options).then(
    () => true,
    () => false,
  );
  return { done, said };
}

test("advice in preview, binding in up, and nothing at all while it is open", async (context) => {
  if (absent !== undefined) return context.skip(absent);
  expect(await run("preview", night)).toEqual({ done: true, said: ["advisory release-rules"] });
  expect(await run("up", night)).toEqual({ done: false, said: [`mandatory ${rule}`] });
  expect(await run("preview", day)).toEqual({ done: true, said: [] });
  expect(await run("up", day)).toEqual({ done: true, said: [] });
});

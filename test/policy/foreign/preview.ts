/**
 * `pulumi preview --policy-pack <bundle>` of one of the programs here, with the practice plugin attached:
 * `node test/policy/foreign/preview.ts <program> <bundle> <folder> <tools> <attach> [<settings file>]`. Prints one JSON object.
 */
import path from "node:path";
import { LocalWorkspace, PulumiCommand, type EngineEvent } from "@pulumi/pulumi/automation/index.js";
import { datadogEstate } from "./datadog-estate.ts";
import { githubOrganization } from "./github-organization.ts";
import type { ForeignPreview } from "./foreign-world.ts";

const programs: Readonly<Record<string, () => void>> = { github: githubOrganization, datadog: datadogEstate };
const [name = "", bundle = "", folder = "", tools = "", attach = "", settings] = process.argv.slice(2);
const backend = { url: `file://${folder}` };

const stack = await LocalWorkspace.createOrSelectStack(
  {
    stackName: "live",
    projectName: name,
    program: () => {
      programs[name]?.();
      return Promise.resolve({});
    },
  },
  {
    workDir: folder,
    pulumiCommand: await PulumiCommand.get({ root: process.env["LAUNCHGATE_PULUMI_ROOT"] ?? "" }),
    projectSettings: { name, runtime: "nodejs", backend },
    envVars: {
      PATH: `${tools}${path.delimiter}${process.env["PATH"] ?? ""}`,
      PULUMI_BACKEND_URL: backend.url,
      PULUMI_CONFIG_PASSPHRASE: "foreign",
      PULUMI_SKIP_UPDATE_CHECK: "true",
      PULUMI_DEBUG_PROVIDERS: attach,
    },
  },
);
const plain = (value: string): { value: string } => ({ value });
const configs: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  github: { "github:owner": "acme", "github:token": "none" },
  datadog: { "datadog:apiKey": "none", "datadog:appKey": "none" },
};
for (const [key, value] of Object.entries(configs[name] ?? {})) await stack.setConfig(key, plain(value));

const seen: { findings: string[]; messages: string[]; passed: string[]; failed: string[]; creates: number } = {
  findings: [],
  messages: [],
  passed: [],
  failed: [],
  creates: 0,
};

/** Events of which the SDK has no type yet. */
interface Summary {
  readonly policyAnalyzeStackSummaryEvent?: { readonly passed?: string[]; readonly failed?: string[] };
}

function onEvent(event: EngineEvent & Summary): void {
  const { policyEvent, policyAnalyzeStackSummaryEvent: summary, resourcePreEvent } = event;
  const { op, type = "" } = resourcePreEvent?.metadata ?? {};
  if (op === "create" && !type.startsWith("pulumi:")) seen.creates += 1;
  seen.passed.push(...(summary?.passed ?? []));
  seen.failed.push(...(summary?.failed ?? []));
  if (policyEvent === undefined) return;
  const at = policyEvent.resourceUrn?.split("::").at(-1) ?? "stack";
  // What is only told stands under the pack's own policy, with the rule in the text.
  const told = /^(?:.*\n)?([a-z0-9-]+): (cannot judge yet)?/.exec(policyEvent.message);
  const isTold = policyEvent.policyName === "release-rules";
  const level = isTold && told?.[2] !== undefined ? "undecided" : policyEvent.enforcementLevel;
  seen.findings.push(`${level} ${isTold ? (told?.[1] ?? "") : policyEvent.policyName} ${at}`);
  seen.messages.push(policyEvent.message);
}

const options = { policyPacks: [bundle], ...(settings === undefined ? {} : { policyPackConfigs: [settings] }) };
const ended = await stack.preview({ ...options, onEvent }).then(
  ({ stdout, stderr }) => ({ passes: true, output: `${stdout}\n${stderr}` }),
  (error: unknown) => ({ passes: false, output: String(error) }),
);
const result: ForeignPreview = { ...seen, findings: seen.findings.toSorted(), ...ended };
process.stdout.write(JSON.stringify(result));

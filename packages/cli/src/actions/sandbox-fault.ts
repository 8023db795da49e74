import { exitCodes, LaunchgateError, vendorIds } from "@launchgate/core";
import type { FaultTarget } from "@launchgate/sandbox";
import { z } from "zod";
import type { Action } from "../command.ts";
import { durationOption } from "../duration-option.ts";
import type { Host } from "../host.ts";
import { commonOptions, readOptions } from "../options.ts";
import type { ControlClient, SandboxFault } from "../sandbox/control.ts";
import { openSandbox } from "../sandbox/running.ts";
import { textTable } from "../table.ts";

/** What can fail; the sandbox judges which effect which of them knows. */
const targets = [...vendorIds, "postgres", "mux", "queue", "edge"] as const satisfies readonly FaultTarget[];
const effects = [
  ...(["error", "latency", "timeout-before", "timeout-after", "rate-limit", "outage"] as const),
  ...(["corruption", "silence"] as const),
] as const;
type Effect = (typeof effects)[number];

const addOptions = commonOptions.extend({
  scenario: z.string().optional(),
  vendor: z.enum(targets).optional(),
  effect: z.enum(effects).optional(),
  status: z.coerce.number().int().min(400).max(599).default(500),
  latency: durationOption.default(2_000),
  level: z.coerce.number().int().min(1).max(20).default(1),
  method: z.enum(["GET", "POST", "PUT", "PATCH", "DELETE"]).optional(),
  path: z.string().startsWith("/").default("/**"),
  share: z.coerce.number().gt(0).max(1).default(1),
  spare: z.coerce.number().int().min(0).default(0),
  times: z.coerce.number().int().min(1).optional(),
  for: durationOption.optional(),
});
const clearOptions = commonOptions.extend({
  id: z.string().optional(),
  scenario: z.string().optional(),
  all: z.boolean().default(false),
});
type Add = z.infer<typeof addOptions>;

/** `launchgate sandbox fault add`: lets a vendor, or what applications need beside the vendors, fail in one way or by a scenario's name. (D1) */
export const faultAdd: Action = async (given, host) => {
  const asked = readOptions(addOptions, given);
  if ((asked.scenario === undefined) === (asked.vendor === undefined || asked.effect === undefined)) throw eitherOr();
  const { control } = await openSandbox(host);
  const until = await endOf(control, asked.for);
  const set =
    asked.scenario === undefined
      ? await control.addFault(faultOf(asked, until))
      : await control.startScenario(asked.scenario, until);
  const text = `${table(set, host)}\nEnd it: launchgate sandbox fault clear ${asked.scenario === undefined ? `--id ${set[0]?.id ?? ""}` : `--scenario ${asked.scenario}`}`;
  return { exitCode: exitCodes.done, data: { faults: set }, text };
};

/** `launchgate sandbox fault list`: the faults that are set, and how often each was met. (D1) */
export const faultList: Action = async (given, host) => {
  readOptions(commonOptions, given);
  const { control } = await openSandbox(host);
  const faults = await control.faults();
  const text = faults.length === 0 ? "No fault is set: everything answers." : table(faults, host);
  return { exitCode: exitCodes.done, data: { faults }, text };
};

/** `launchgate sandbox fault clear`: ends one fault, those of a scenario, or all. (D1) */
export const faultClear: Action = async (given, host) => {
  const { id, scenario, all } = readOptions(clearOptions, given);
  if ([id !== undefined, scenario !== undefined, all].filter(Boolean).length !== 1) {
    throw new LaunchgateError({
      code: "option.invalid",
      message: "Not understood: which faults are to end?",
      fix: "Give one of --id <id>, --scenario <name>, --all. `launchgate sandbox fault list` shows them.",
    });
  }
  const { control } = await openSandbox(host);
  const cleared = await control.clearFaults({ id, scenario });
  const text = cleared.length === 0 ? "No fault was set." : `Ended: ${String(cleared.length)}.`;
  return { exitCode: exitCodes.done, data: { cleared }, text };
};

/** By the sandbox's clock. */
async function endOf(control: ControlClient, milliseconds: number | undefined): Promise<string | undefined> {
  if (milliseconds === undefined) return undefined;
  return new Date(Date.parse((await control.clock()).now) + milliseconds).toISOString();
}

function faultOf({ vendor, effect, method, path, share, spare, times, ...figures }: Add, until?: string): object {
  const played: Readonly<Record<Effect, object>> = {
    error: { kind: "error", status: figures.status },
    latency: { kind: "latency", milliseconds: figures.latency },
    "timeout-before": { kind: "timeout", effect: "before" },
    "timeout-after": { kind: "timeout", effect: "after" },
    "rate-limit": { kind: "rate-limit" },
    outage: { kind: "outage" },
    corruption: { kind: "corruption" },
    silence: { kind: "silence", level: figures.level },
  };
  return {
    ...{ vendor, path, share, spare, effect: played[effect ?? "error"] },
    ...(method && { method }),
    ...(times !== undefined && { times }),
    ...(until !== undefined && { until }),
  };
}

function table(faults: readonly SandboxFault[], host: Host): string {
  const rows = faults.map((each) => [
    ...[each.id, each.vendor, each.effect.kind, `${each.method ?? "any"} ${each.path}`],
    ...[each.scenario ?? "", `${String(each.hit)} of ${String(each.seen)}`],
  ]);
  return textTable(["id", "vendor", "effect", "calls", "scenario", "met"], rows, host);
}

function eitherOr(): LaunchgateError {
  return new LaunchgateError({
    code: "option.invalid",
    message: "Not understood: what is to fail?",
    fix: "Give --vendor with --effect, or --scenario alone: `launchgate sandbox fault add --scenario neon-outage`.",
  });
}

import { exitCodes, LaunchgateError, vendorIds } from "@launchgate/core";
import { z } from "zod";
import type { Action } from "../command.ts";
import { readTarget, targetTag } from "../engine/target-binding.ts";
import type { RemovalReport } from "../ephemeral/flows.ts";
import type { ListedStack } from "../ephemeral/listing.ts";
import { Workbench } from "../ephemeral/workbench.ts";
import { styled, type Host } from "../host.ts";
import { commonOptions, readOptions } from "../options.ts";
import { openProject } from "../project.ts";
import { textTable } from "../table.ts";

const destroyOptions = commonOptions.extend({ name: z.string().min(1) });

/** `launchgate stack list`: throw-away stacks with age, expiry, target and resources. (D1) */
export const stackList: Action = async (given, host) => {
  const { bench } = await openBench(given, host);
  const stacks = await Promise.all((await bench.list()).map((each) => describe(bench, each)));
  const rows = stacks.map((each) => [
    each.name,
    each.from,
    each.target,
    `${String(each.ageMinutes)} min`,
    each.expired ? styled(host, "yellow", `${each.expiresAt} (expired)`) : each.expiresAt,
    String(each.resources),
  ]);
  const text =
    stacks.length === 0
      ? "There is no throw-away stack."
      : textTable(["stack", "made after", "target", "age", "expires", "resources"], rows, host);
  return { exitCode: exitCodes.done, data: { stacks }, text };
};

/** `launchgate stack destroy`: removes a throw-away stack now, and proves it by the vendors' own lists. (D1, D2) */
export const stackDestroy: Action = async (given, host) => {
  const { name } = readOptions(destroyOptions, given);
  const { bench } = await openBench(given, host);
  const found = (await bench.list()).find(({ definition }) => definition.name === name);
  if (found === undefined) throw await notThrowAway(bench, name);
  const report = await bench.remove(found);
  return { exitCode: exitCodes.done, data: dataOf(report), text: lineOf(report, host) };
};

/** `launchgate stack sweep`: removes every throw-away stack whose time is up; exit 4 where one could not be removed whole. (D2) */
export const stackSweep: Action = async (given, host) => {
  const { bench } = await openBench(given, host);
  const all = await bench.list();
  const described = await Promise.all(all.map(async (each) => ({ each, ...(await describe(bench, each)) })));
  const removed: RemovalReport[] = [];
  const failed: { stack: string; code: string; message: string; fix: string }[] = [];
  for (const { each, name } of described.filter(({ expired }) => expired)) {
    try {
      removed.push(await bench.remove(each));
    } catch (error) {
      if (!(error instanceof LaunchgateError)) throw error;
      failed.push({ stack: name, code: error.code, message: error.message, fix: error.fix });
    }
  }
  const kept = described.filter(({ expired }) => !expired).map(({ name, expiresAt }) => ({ stack: name, expiresAt }));
  const text = [
    ...removed.map((report) => lineOf(report, host)),
    ...failed.map(({ stack, message, fix }) => `${styled(host, "red", stack)} is not removed: ${message}\nFix: ${fix}`),
    ...(removed.length + failed.length === 0 ? ["No throw-away stack has expired."] : []),
    ...kept.map(({ stack, expiresAt }) => `${stack} lives until ${expiresAt}.`),
  ].join("\n");
  const data = { removed: removed.map(dataOf), failed, kept };
  return { exitCode: failed.length === 0 ? exitCodes.done : exitCodes.blocked, data, text };
};

async function openBench(given: Parameters<Action>[0], host: Host): Promise<{ bench: Workbench }> {
  const { overlay } = readOptions(commonOptions, given);
  return { bench: new Workbench(await openProject(host.cwd), host, overlay) };
}

interface Described {
  readonly name: string;
  readonly from: string;
  readonly target: string;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly ageMinutes: number;
  readonly expired: boolean;
  readonly resources: number;
}

async function describe(bench: Workbench, { definition, tags, resources }: ListedStack): Promise<Described> {
  const { name, from, createdAt, expiresAt } = definition;
  const target = readTarget(name, tags[targetTag]);
  const now = (await bench.nowOf(target ?? "live")).getTime();
  const ageMinutes = Math.max(0, Math.floor((now - Date.parse(createdAt)) / 60_000));
  const expired = now >= Date.parse(expiresAt);
  return { name, from, target: target ?? "not made yet", createdAt, expiresAt, ageMinutes, expired, resources };
}

async function notThrowAway(bench: Workbench, name: string): Promise<LaunchgateError> {
  const inModel = Object.hasOwn(bench.project.written["stacks"] ?? {}, name);
  const names = (await bench.list()).map(({ definition }) => definition.name);
  return new LaunchgateError({
    code: inModel ? "engine.not-ephemeral" : "stack.unknown",
    message: inModel
      ? `Stack "${name}" stands in stacks/ and was not made by \`stack create\`.`
      : `There is no throw-away stack "${name}".`,
    fix: names.length === 0 ? "There is none: `launchgate stack list`." : `Give one of ${names.join(", ")}.`,
  });
}

/** Objects before and after by vendor; ids only of what was left behind. */
function dataOf({ stack, before, after, orphans, unread, resources }: RemovalReport): Record<string, unknown> {
  const count = (objects: RemovalReport["before"]): Record<string, number> =>
    Object.fromEntries(vendorIds.map((id) => [id, objects.filter(({ vendor }) => vendor === id).length]));
  return { stack, resources, before: count(before), after: count(after), orphans, unread };
}

function lineOf({ stack, before, orphans, unread, resources }: RemovalReport, host: Host): string {
  return [
    `${styled(host, "green", stack)} is gone: ${String(resources)} resources in its state, ${String(before.length)} objects at the vendors before, none after.`,
    ...orphans.map(({ vendor, name, id }) => `no state knew, removed: ${vendor} ${name} (${id})`),
    ...unread.map((each) => `could not be looked at: ${each}`),
  ].join("\n");
}

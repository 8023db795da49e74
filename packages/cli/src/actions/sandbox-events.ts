import { exitCodes, LaunchgateError, type Model } from "@launchgate/core";
import { z } from "zod";
import type { Action } from "../command.ts";
import { durationOption } from "../duration-option.ts";
import { withInterrupts } from "../engine/interrupts.ts";
import { styled, type Host } from "../host.ts";
import { commonOptions, readOptions } from "../options.ts";
import { openModel } from "../project.ts";
import type { ControlClient, SandboxEvent } from "../sandbox/control.ts";
import { openSandbox } from "../sandbox/running.ts";
import { exampleEmail } from "../sandbox/seed-of-model.ts";

const eventOptions = commonOptions.extend({
  after: z.coerce.number().int().min(0).default(0),
  last: z.coerce.number().int().min(1).default(50),
  follow: z.boolean().default(false),
});
const responderOptions = commonOptions.extend({
  person: z.array(z.string()).default([]),
  mode: z.enum(["answers", "silent"]),
  after: durationOption.default(30_000),
});

/** `launchgate sandbox events`: what happened at all vendors, in one order; with `--follow` as it happens, until Ctrl-C. (D1) */
export const sandboxEvents: Action = async (given, host) => {
  const { after, last, follow, json } = readOptions(eventOptions, given);
  const { control } = await openSandbox(host);
  const found = (await control.events(after)).slice(-last);
  if (!follow) return { exitCode: exitCodes.done, data: { events: found }, text: textOf(found, host) };
  const tell = (event: SandboxEvent): void => {
    host.out(`${json ? JSON.stringify(event) : lineOf(event, host)}\n`);
  };
  for (const event of found) tell(event);
  const seen = await followOn(host, control, found.at(-1)?.number ?? after, tell);
  return { exitCode: exitCodes.done, data: { followed: true, last: seen }, text: "" };
};

async function followOn(
  host: Host,
  control: ControlClient,
  from: number,
  tell: (event: SandboxEvent) => void,
): Promise<number> {
  let seen = from;
  await withInterrupts(host, async (signal) => {
    while (!signal.aborted) {
      const stopped = new Promise<readonly SandboxEvent[]>((resolve) => {
        signal.addEventListener("abort", () => {
          resolve([]);
        });
      });
      for (const event of await Promise.race([control.events(seen, true), stopped])) {
        tell(event);
        seen = event.number;
      }
    }
  });
  return seen;
}

function textOf(events: readonly SandboxEvent[], host: Host): string {
  if (events.length === 0) return "Nothing has happened yet.";
  return events.map((each) => lineOf(each, host)).join("\n");
}

function lineOf({ at, source, text }: SandboxEvent, host: Host): string {
  return `${styled(host, "dim", at.slice(0, 19).replace("T", " "))}  ${styled(host, "cyan", source.padEnd(9))}  ${text}`;
}

/** `launchgate sandbox responders`: how people behave when PagerDuty pages them; who is not named is silent. (D1, O2) */
export const sandboxResponders: Action = async (given, host) => {
  const { person, mode, after, overlay, at } = readOptions(responderOptions, given);
  const { control } = await openSandbox(host);
  const behaviour = mode === "silent" ? { mode } : { mode, afterSeconds: Math.round(after / 1000) };
  const model = await openModel(host.cwd, { overlay, at: at ?? host.now() });
  const emails = person.length === 0 ? ["*"] : person.map((id) => emailOf(model, id));
  const script = Object.fromEntries(emails.map((email) => [email, behaviour]));
  await control.setResponders(script);
  const who = person.length === 0 ? "Everybody" : new Intl.ListFormat("en").format(person);
  const how = mode === "silent" ? "silent" : `answering after ${String(Math.round(after / 1000))} seconds`;
  const text = `${who}: ${how} when paged from now on.${person.length === 0 ? "" : " Everybody else: silent."}`;
  return { exitCode: exitCodes.done, data: { responders: script }, text };
};

function emailOf({ organization: { people, domain } }: Model, id: string): string {
  if (Object.hasOwn(people, id)) return exampleEmail(id, domain);
  throw new LaunchgateError({
    code: "option.invalid",
    message: `Not understood: --person: there is no person "${id}" in stacks/organization.ts.`,
    fix: `Give one of: ${Object.keys(people).join(", ")}.`,
  });
}

import { exitCodes, type StackModel } from "@launchgate/core";
import type { RunSite } from "../engine/flows/run-site.ts";
import type { GatePass } from "./record.ts";
import type { StackOutcome } from "./stack-outcome.ts";
import type { DeliveryWorld } from "./world.ts";

/** Stage whose people must approve; undefined where nobody has to. (P3) */
export function gatedStage({ stack, stages }: StackModel): string | undefined {
  if (stack.kind !== "stage") return undefined;
  const approval = stages[stack.stage]?.approval;
  const somebody = approval !== undefined && approval.people.length + approval.teams.length > 0;
  return somebody ? stack.stage : undefined;
}

/** The pass of the gate, nothing where there is none, or the outcome that ends the delivery here. (P3) */
export async function passGate(
  world: DeliveryWorld,
  site: RunSite,
): Promise<{ readonly pass?: GatePass; readonly ends?: StackOutcome }> {
  const stage = gatedStage(site.model);
  const stack = site.model.stackName;
  const { gate: before, gateRun } = world.record.of(stack);
  if (stage === undefined) return {};
  if (before !== undefined) return { pass: before };
  site.step(`Gate of ${stage}: who must approve`);
  const verdict = await world.gate(site, stage, {
    run: gateRun,
    onRun: (run) => world.record.note(stack, { gateRun: run }),
  });
  // A run that was refused is over: the next try asks for another one.
  if (verdict.state === "refused") await world.record.note(stack, { gateRun: undefined });
  if (verdict.state !== "open") return { ends: closed(stack, verdict.state, verdict.text) };
  const { pass } = verdict;
  await world.record.note(stack, { gate: pass });
  const other = await world.elsewhere(site, pass.run);
  return other === undefined ? { pass } : { ends: await followed(world, stack, pass, other.succeeded) };
}

async function followed(
  { record }: DeliveryWorld,
  stack: string,
  gate: GatePass,
  succeeded: boolean | undefined,
): Promise<StackOutcome> {
  if (succeeded === true) {
    await record.note(stack, { state: "passed" });
    return { stack, result: "elsewhere", exitCode: exitCodes.done, gate };
  }
  const [message, exitCode] =
    succeeded === undefined
      ? ([`run ${gate.url} is approved and still at work`, exitCodes.undecided] as const)
      : ([`run ${gate.url} failed`, exitCodes.blocked] as const);
  const problem = { code: "deploy.run-elsewhere", message: `Stack "${stack}": ${message}.`, fix: "Look at the run." };
  return { stack, result: succeeded === undefined ? "waits" : "stopped", exitCode, gate, problem };
}

function closed(stack: string, state: "waits" | "refused", text: string): StackOutcome {
  if (state === "waits") {
    const problem = {
      code: "deploy.waits",
      message: `Stack "${stack}" is not applied yet: ${text}`,
      fix: "Have it approved there, then run the same command again: it goes on where it was.",
    };
    return { stack, result: "waits", exitCode: exitCodes.undecided, problem };
  }
  const problem = {
    code: "deploy.gate-closed",
    message: `Stack "${stack}" is not applied. ${text}`,
    fix: "Have the people approve whom stacks/ names; where the environment lacks a rule, bring up the stack that declares it.",
  };
  return { stack, result: "stopped", exitCode: exitCodes.blocked, problem };
}

import { exitCodes, LaunchgateError, type ExitCode } from "@launchgate/core";
import { z } from "zod";
import { driftFlow } from "../drift/drift-flow.ts";
import { driftText } from "../drift/drift-text.ts";
import { revertFlow, type RevertReport } from "../drift/revert-flow.ts";
import { shortKind, type DriftReport } from "../drift/report.ts";
import type { Host } from "../host.ts";
import { engineAction, engineOptions } from "./engine-run.ts";

const driftOptions = engineOptions.extend({
  revert: z.boolean().default(false),
  deleteExtras: z.boolean().default(false),
});

/**
 * `launchgate drift`: declared against live in both directions; exit 0 without drift, 4 with, 5 where nothing was found but not
 * everything could be looked at. `--revert` sets it back. (L4)
 */
export const drift = engineAction(driftOptions, async ({ site, host }, { revert, deleteExtras }) => {
  if (deleteExtras && !revert) throw withoutRevert();
  if (!revert) {
    const { report } = await driftFlow(site);
    return { exitCode: exitOf(report), data: report, text: driftText(report, host) };
  }
  const reverted = await revertFlow(site, { deleteExtras });
  return { exitCode: exitOf(reverted.after), data: reverted, text: revertText(reverted, host) };
});

function exitOf({ drift: differs, unread }: DriftReport): ExitCode {
  if (differs) return exitCodes.blocked;
  return unread.length > 0 ? exitCodes.undecided : exitCodes.done;
}

function revertText({ before, after, restored, deleted, left }: RevertReport, host: Host): string {
  const parts = [
    before.items.length === 0 ? "There was nothing to revert." : undefined,
    restored ? "What differed was set back to what is declared." : undefined,
    ...deleted.map((each) => `deleted: ${each}`),
    ...left.map(({ kind, name, how }) => `left: ${shortKind(kind)} ${name}: ${how}`),
    driftText(after, host),
  ];
  return parts.filter((each) => each !== undefined).join("\n");
}

function withoutRevert(): LaunchgateError {
  return new LaunchgateError({
    code: "option.invalid",
    message: "Not understood: --delete-extras without --revert.",
    fix: "Add --revert: extras are deleted as a part of it.",
  });
}

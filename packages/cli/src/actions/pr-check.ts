import { checklistCheck, exitCodes, type ExitCode } from "@launchgate/core";
import { z } from "zod";
import type { Action } from "../command.ts";
import { styled, type Host } from "../host.ts";
import { commonOptions, readOptions } from "../options.ts";
import { checklistWords, writeChecklistCheck } from "../pipelines/checklist-check.ts";
import { endpointOption, gitHubOf, repositoryOf } from "../pipelines/runner.ts";
import { checkText, type CheckedItem, type CheckedText } from "../pipelines/ticks.ts";
import { openModel } from "../project.ts";
import { textTable } from "../table.ts";

const checkOptions = commonOptions.extend({
  pull: z.coerce.number({ error: "the number of a pull request" }).int().min(1),
  repo: z.string().min(1).optional(),
  endpoint: endpointOption.optional(),
  writeCheck: z.boolean().default(false),
});

/**
 * `launchgate pr check`: the release checklist in a pull request's text, item by item, and the evidence of each (R4). Exit 4 where
 * the text blocks, 5 where every box is right and evidence is missing; ticks alone never pass. With `--write-check` a check says it, and
 * exit 0 that it was written.
 */
export const prCheck: Action = async (given, host) => {
  const { pull, repo, endpoint, overlay, at, writeCheck } = readOptions(checkOptions, given);
  const model = await openModel(host.cwd, { overlay, at: at ?? host.now() });
  const repository = repositoryOf(process.env, repo);
  const github = await gitHubOf(process.env, model.organization.githubOwner, endpoint);
  const { body, head } = await github.call(
    `read pull request ${String(pull)} of ${repository}`,
    "GET /repos/{owner}/{repo}/pulls/{pull_number}",
    { repo: repository, pull_number: pull },
    z.object({ body: z.string().nullable(), head: z.object({ sha: z.string() }) }),
  );
  const checked = checkText(model, body ?? "");
  const isRequired = model.organization.rulesRepository.checklistCheck === "required";
  const check = checklistWords(checked, isRequired);
  if (writeCheck) await writeChecklistCheck(github, repository, head.sha, check);
  const { conclusion } = check;
  const data = { pull, repository, ...checked, check: writeCheck ? { name: checklistCheck, conclusion } : null };
  return { exitCode: writeCheck ? exitCodes.done : exitOf(checked), data, text: checkedText(checked, host) };
};

function exitOf({ problems }: CheckedText): ExitCode {
  return problems.length > 0 ? exitCodes.blocked : exitCodes.undecided;
}

function checkedText({ type, items, problems }: CheckedText, host: Host): string {
  const rows = items.map((item) => [item.id, need(item), item.state, "no evidence yet", item.title]);
  const table = textTable(["item", "needed", "box", "evidence", "title"], rows, host);
  const verdict =
    problems.length > 0
      ? [styled(host, "red", "Blocked:"), ...problems.map((each) => `  ${each}`)].join("\n")
      : styled(host, "yellow", "Undecided: every box is right, and no item has evidence yet.");
  return `Release type: ${type ?? "not known"}\n${table}\n${verdict}`;
}

function need({ needed, phase }: CheckedItem): string {
  if (needed === false) return "no";
  return { before: "now", "on-the-day": "on the day", after: "after" }[phase];
}

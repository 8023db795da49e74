import { exitCodes, type RuleInfo } from "@launchgate/core";
import { z } from "zod";
import type { Action } from "../command.ts";
import { readOptions } from "../options.ts";
import { requirePolicy } from "../policy/policy-module.ts";
import { openProject } from "../project.ts";
import { textTable } from "../table.ts";

const listOptions = z.object({ tag: z.string().min(1).optional() });

/** `launchgate policy list`: every rule of the folder's pack (P7). */
export const policyList: Action = async (given, host) => {
  const { tag } = readOptions(listOptions, given);
  const { root } = await openProject(host.cwd);
  const { ruleInfos } = await requirePolicy(root);
  const chosen = ruleInfos.filter((rule) => tag === undefined || isTagged(rule, tag));
  const rows = chosen.map((rule) => [
    rule.id,
    rule.severity,
    levelsText(rule),
    rule.requirements.join(" "),
    rule.title,
  ]);
  const table = textTable(["rule", "severity", "levels", "serves", "makes sure that"], rows, host);
  const text =
    chosen.length === 0 ? `No rule has the tag "${String(tag)}".` : `${table}\n${String(chosen.length)} rules.`;
  return { exitCode: exitCodes.done, data: { rules: chosen }, text };
};

function isTagged({ tags, requirements, types }: RuleInfo, tag: string): boolean {
  return [...tags, ...requirements, ...types].includes(tag);
}

/** Levels in few words: where it blocks, where it is told. */
function levelsText({ levels }: RuleInfo): string {
  const of = (wanted: string): string[] =>
    Object.entries(levels).flatMap(([setting, level]) => (level === wanted ? [setting] : []));
  const off = of("off");
  const advisory = of("advisory");
  const all = Object.keys(levels).length;
  if (of("mandatory").length === all) return "everywhere";
  const parts = [of("mandatory").join(", "), advisory.length > 0 ? `told: ${advisory.join(", ")}` : ""];
  return off.length + advisory.length === all ? (parts[1] ?? "") : parts.filter((part) => part !== "").join("; ");
}

import { exitCodes } from "@launchgate/core";
import { z } from "zod";
import { openExisting } from "../engine/target-binding.ts";
import { textTable } from "../table.ts";
import { engineAction, engineOptions } from "./engine-run.ts";
import { changesText } from "./engine-text.ts";

const historyOptions = engineOptions.extend({
  limit: z
    .string()
    .regex(/^[1-9]\d{0,3}$/, { error: "a whole number from 1 to 9999" })
    .default("20"),
});

/** `launchgate history`: past operations of a stack, newest first. (P1) */
export const history = engineAction(
  historyOptions,
  async ({ site, host }, { limit }) => {
    const stack = await openExisting(site.engine, site.model.stackName);
    const entries = await stack.history(Number(limit));
    const rows = entries.map(({ kind, result, startedAt, changes }) => [
      kind,
      result,
      startedAt,
      changesText(changes, "past"),
    ]);
    const table = textTable(["kind", "result", "started", "changes"], rows, host);
    const text = entries.length === 0 ? `Nothing was done with stack "${stack.name}" yet.` : table;
    return { exitCode: exitCodes.done, data: { stack: stack.name, history: entries }, text };
  },
  { vendors: false },
);

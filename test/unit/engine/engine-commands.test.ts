import { expect, test } from "vitest";
import { engineCommands } from "../../../packages/cli/src/engine/engine-commands.ts";

test.each(engineCommands)(
  "$name: loads its action, has examples that begin with it, and names its stack",
  async (row) => {
    expect(await row.load()).toBeTypeOf("function");
    expect(row.examples.every((each) => each.startsWith(`${row.name} --stack `))).toBe(true);
    expect(row.options.find(({ flags }) => flags === "--stack <name>")?.required).toBe(true);
    expect(row.requirements.length).toBeGreaterThan(0);
  },
);

test("no act takes the moment as of which it is judged: nobody opens the calendar with a flag (L1)", () => {
  for (const { options } of engineCommands)
    expect(options.map(({ flags }) => flags.split(" ")[0])).not.toContain("--at");
});

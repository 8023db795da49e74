/** The settings of the organisation, each in its turn: there is one organisation only. (P7, S1) */
import { expect, test } from "vitest";
import { declare, type Inputs } from "./changes/change.ts";
import { organizationBefore, organizationChanges } from "./changes/organization.ts";
import { programOf } from "./helpers/program.ts";
import { truthAbsent, withTruth } from "./helpers/world.ts";

const absent = truthAbsent("long");
const handle = withTruth(absent);

test("every setting of the organisation changes in its turn, and is read back", async (context) => {
  if (absent !== undefined) return context.skip(absent);
  const { settings, stack: open } = handle.world;
  const program = (inputs: Inputs) => programOf([declare("OrganizationSettings", "settings", inputs)], settings(true));
  const stack = await open("organization");
  let inputs = organizationBefore;
  await stack.up(program(inputs));

  for (const [name, value] of Object.entries(organizationChanges)) {
    inputs = { ...inputs, [name]: value };
    expect((await stack.up(program(inputs))).changes).toEqual([`update OrganizationSettings settings (${name})`]);
  }
  expect((await stack.preview(program(inputs))).changes).toEqual([]);
  expect((await stack.refresh()).changes).toEqual([]);
  expect((await stack.preview(program(inputs))).changes).toEqual([]);
});

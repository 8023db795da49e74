/** Nothing that the product declares at GitHub escapes the check. (P7) */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { kinds } from "./changes/index.ts";
import { leftOut } from "./changes/left-out.ts";
import { organizationChanges } from "./changes/organization.ts";
import { specimens } from "./changes/specimens.ts";
import { token } from "./helpers/declared.ts";
import { plannedResources } from "./helpers/plan.ts";
import { inputPaths, listsIn, readSchema } from "./helpers/schema.ts";
import { truthAbsent } from "./helpers/world.ts";

const absent = truthAbsent();
const planned = [...new Set(plannedResources().map(({ type }) => type))].sort();
const rows = [
  ...specimens.map(({ change }) => ({ type: token(change.type), path: change.property })),
  ...Object.keys(organizationChanges).map((path) => ({ type: token("OrganizationSettings"), path })),
];

test("every type of the plans is in the tables", () => {
  const inTables = [...kinds.map(({ type }) => token(type)), token("OrganizationSettings")].sort();
  expect(inTables).toEqual(planned);
});

test("every input of those types has a row or a reason", (context) => {
  if (absent !== undefined) return context.skip(absent);
  const schema = readSchema();
  const wanted = planned.flatMap((type) =>
    inputPaths(schema, type).map((path) => `${type.split(":").at(-1) ?? ""}.${path}`),
  );
  const changed = rows.map(({ type, path }) => `${type.split(":").at(-1) ?? ""}.${path}`);
  const isChanged = (path: string): boolean => changed.some((each) => path === each || path.startsWith(`${each}.`));
  expect(wanted.filter((path) => !isChanged(path) && !(path in leftOut))).toEqual([]);
  expect(Object.keys(leftOut).filter((path) => !wanted.includes(path) || isChanged(path))).toEqual([]);
  expect(changed.filter((each) => !wanted.some((path) => path === each || path.startsWith(`${each}.`)))).toEqual([]);
  const reasons = Object.entries(leftOut).map(([path, reason]) => `  ${path}: ${reason}\n`);
  process.stderr.write(
    `${String(changed.length)} inputs change; ${String(reasons.length)} are left out:\n${reasons.join("")}`,
  );
});

test.for(planned)("%s has the inputs of the npm package, lists where it has lists", (type, context) => {
  if (absent !== undefined) return context.skip(absent);
  expect(listsIn(readSchema(), type)).toEqual(listsOfPackage(type.split(":").at(-1) ?? ""));
});

/** Inputs of a class by the npm package's own types. */
function listsOfPackage(className: string): Record<string, boolean> {
  const folder = dirname(createRequire(import.meta.url).resolve("@pulumi/github"));
  const file = `${className.charAt(0).toLowerCase()}${className.slice(1)}.d.ts`;
  const text = readFileSync(join(folder, file), "utf8");
  const body = new RegExp(`export interface ${className}Args \\{(.*?)\\n\\}`, "s").exec(text)?.[1] ?? "";
  const fields = [...body.matchAll(/^ {4}(\w+)\??: (.*);$/gm)];
  expect(fields.length).toBeGreaterThan(0);
  return Object.fromEntries(fields.map(([, name = "", kind = ""]) => [name, kind.includes("[]")]));
}

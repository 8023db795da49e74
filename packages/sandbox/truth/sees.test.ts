/** The check sees what it is there for: an answer spoiled on its way makes it fail. (P7) */
import { expect, onTestFinished, test } from "vitest";
import { declare } from "./changes/change.ts";
import { defectClasses } from "./defect-classes.ts";
import { inventory } from "./helpers/inventory.ts";
import { programOf } from "./helpers/program.ts";
import type { TruthStack } from "./helpers/stack.ts";
import { TamperingProxy, type Passing, type Tampering } from "./helpers/tampering-proxy.ts";
import { truthAbsent, withTruth } from "./helpers/world.ts";

const absent = truthAbsent("long");
const handle = withTruth(absent);
type Fields = Record<string, unknown>;

const within = { repository: "seen" };
const rules = { deletion: true };
const conditions = { refName: { includes: ["refs/heads/b", "refs/heads/a"], excludes: [] } };
const resources = [
  declare("Repository", "seen", { name: "seen", visibility: "private", autoInit: true, hasWiki: false }),
  declare("IssueLabel", "label", { ...within, name: "label", color: "00ff00" }, ["seen"]),
  declare("BranchDefault", "branch", { ...within, branch: "trunk", rename: true }, ["seen"]),
  declare("ActionsRepositoryPermissions", "actions", { ...within, enabled: false }, ["seen"]),
  declare(
    "RepositoryRuleset",
    "rules",
    { ...within, name: "rules", target: "branch", enforcement: "active", rules, conditions },
    ["seen"],
  ),
];

/** Changes the body of every answer that shows one thing. */
function shown(fitting: (path: string) => boolean, change: (body: Fields) => Fields): Tampering {
  return {
    change: ({ path: asked, status, body }: Passing) => {
      const fits = fitting(asked) && status < 300 && typeof body === "object" && body !== null;
      return { status, body: fits ? change(body as Fields) : body };
    },
  };
}

const repository = (path: string): boolean => path.endsWith("/repos/motion-mavericks/seen");
let labelReads = 0;

/** Class of a defect -> an answer that has it. */
const spoiled: Readonly<Record<string, Tampering>> = {
  "accepted-not-kept": shown(repository, (body) => ({ ...body, has_wiki: true })),
  "default-shows-as-difference": shown(repository, (body) => ({ ...body, allow_update_branch: true })),
  "order-changes": shown(
    (path) => /\/rulesets\/\d+$/.test(path),
    (body) => ({
      ...body,
      conditions: { ref_name: { include: ["refs/heads/a", "refs/heads/b"], exclude: [] } },
    }),
  ),
  "effect-on-another": shown(repository, (body) => ({ ...body, default_branch: "main" })),
  "hidden-field": shown(
    (path) => path.endsWith("/actions/permissions"),
    (body) => ({ ...body, allowed_actions: "all" }),
  ),
  "late-or-lasting": {
    instead: (method, path) =>
      method === "GET" && path.endsWith("/labels/label") && labelReads++ === 0 ? { status: 404, body: {} } : undefined,
  },
  "rest-after-destroy": {
    instead: (method, path) => (method === "DELETE" && repository(path) ? { status: 204, body: undefined } : undefined),
  },
};

test.for(["nothing", ...Object.keys(spoiled)])("spoiled: %s", async (id, context) => {
  if (absent !== undefined) return context.skip(absent);
  const { sandbox, settings, stack: open } = handle.world;
  sandbox.reset();
  const proxy = await TamperingProxy.start(sandbox.urls.github, spoiled[id] ?? {});
  onTestFinished(() => proxy.stop());
  const program = programOf(resources, { ...settings(true), baseUrl: proxy.url });
  const noticed = await whatShows(await open(`seen-${id}`), program, () => inventory(sandbox));
  expect(noticed.length > 0).toBe(id !== "nothing");
});

test("every class that is spoiled here is one of the list", () => {
  const known = defectClasses.map(({ id }) => id);
  expect(Object.keys(spoiled).filter((id) => !known.includes(id))).toEqual([]);
  expect(new Set(known).size).toBe(known.length);
});

/** Runs the check of `lifecycle.test.ts` and gives what it would fail on. */
async function whatShows(
  stack: TruthStack,
  program: Parameters<TruthStack["up"]>[0],
  held: () => unknown,
): Promise<string[]> {
  const before = held();
  try {
    await stack.up(program);
    const first = (await stack.preview(program)).changes;
    const refreshed = (await stack.refresh()).changes;
    const second = (await stack.preview(program)).changes;
    await stack.destroy();
    const left = JSON.stringify(held()) === JSON.stringify(before) ? [] : ["something is left"];
    return [...first, ...refreshed, ...second, ...left];
  } catch (error) {
    return [String(error)];
  }
}

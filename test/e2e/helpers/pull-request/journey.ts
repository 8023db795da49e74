import { strict as assert } from "node:assert";
import { guardFile, otherLimit, prodFile, ruleId, stagingFile, weakGuard } from "./changes.ts";
import { judged, logOf, owners, readersOf, says, stopped, type Act, type Tell } from "./judged.ts";
import type { Judged, PathWorld } from "./path-world.ts";

/** Who writes the change, merges it, and may approve releases of others: a reviewer of production, and not of this one. */
export const author = "david-ernst";

/** A change, from the push to the merge. */
export const change: Act = {
  title: "a violation is red and cannot be merged; mended, and read by two of whom one owns the code, it is",
  play: async (world, tell) => {
    const [guard, staging, prod] = [
      await world.file(guardFile),
      await world.file(stagingFile),
      await world.file(prodFile),
    ];
    tell("David pushes a change after which no code owner has to review anything.");
    const red = await judged(world, author, "other-limits", { [guardFile]: weakGuard(guard) });
    await stopped(world, red, tell, [ruleId, guardFile]);

    tell("He takes it back and lets the firewall of staging and production pass fewer requests instead.");
    const limits = { [stagingFile]: otherLimit(staging), [prodFile]: otherLimit(prod) };
    const green = await judged(world, author, "other-limits", { [guardFile]: guard, ...limits });
    assert.equal(green.number, red.number);
    assert.equal((await world.check(green.head))?.conclusion, "success", logOf(green.preview, green.verdict));
    assert.equal((await world.comments(green.number)).length, 1, "one comment, brought up to date");
    await says(world, green, [green.head.slice(0, 12), "staging"]);
    if (world.hasEngine) await previewed(world, green, tell);
    await merged(world, green, tell);
  },
};

/** The engine's preview runs code of the change with a role, so another person lets it in; its steps are what may be applied. */
async function previewed(world: PathWorld, pull: Judged, tell: Tell): Promise<void> {
  tell("He asks for the engine's preview; somebody else has to let it in, as it runs his code.");
  const { id, state } = await world.preview(pull, author);
  assert.equal(state, "waiting");
  assert.match(await world.letIn(author, id, "preview"), /not allowed to review deployments to preview/);
  assert.equal(await world.letIn("bruno-costa", id, "preview"), "");
  const run = await world.actions.goOn(id);
  assert.equal(run.state, "success", logOf(run));
  assert.equal((await world.check(pull.head))?.conclusion, "success", logOf(run));
  await says(world, pull, ["web-staging-project-firewall-config"]);
  tell("Bruno lets it in: the review now holds the steps of the engine.");
}

async function merged(world: PathWorld, pull: Judged, tell: Tell): Promise<void> {
  tell("The check is green; two people have to read it first.");
  const early = await world.merge(author, pull.number);
  assert.equal(early.status, 405);
  assert.match(early.text, /At least 2 approving reviews/);
  assert.ok(early.text.includes(owners), early.text);
  assert.match(await world.approve(author, pull.number), /own pull request/);
  const [first, second] = readersOf(pull);
  assert.equal(await world.approve(first, pull.number), "");
  assert.equal((await world.merge(author, pull.number)).status, 405);
  assert.equal(await world.approve(second, pull.number), "");
  const { status, text: sha } = await world.merge(author, pull.number);
  assert.equal(status, 200, sha);
  tell(`Bruno and Clara approve, David merges: ${sha.slice(0, 12)}.`);
  await world.hub.fetch(sha);
  for (const file of [stagingFile, prodFile]) assert.match(await world.file(file), /firewallRequestsPerMinute: 500/);
  world.merged = { sha, head: pull.head };
}

/** Without an engine the deployment goes as far as to its review. */
export const found: Act = {
  title: "the deployment finds the review of what was merged, and nothing else",
  play: async (world, tell) => {
    const { sha, head } = mergeOf(world);
    tell("The run that the merge starts looks for the review of that commit.");
    const steps = (await world.deploy({ sha, before: "Engine", by: `${author}-example` })).jobs["shared"]?.steps ?? [];
    assert.deepEqual(
      steps.map(({ name, outcome }) => `${name}: ${outcome}`).slice(-2),
      ["The review of this commit: success", "Fetch the review: success"],
      steps.map(({ log }) => log).join("\n"),
    );
    assert.ok(steps.at(-1)?.log.includes(`launchgate-review-${head}`));
  },
};

/** The commit that was merged, and the one that was reviewed. @throws Error before anything was */
export function mergeOf({ merged: found }: PathWorld): { readonly sha: string; readonly head: string } {
  if (found === undefined) throw new Error("nothing was merged yet");
  return found;
}

import { strict as assert } from "node:assert";
import { incidentsOf } from "../incidents.ts";
import type { RunTold } from "./actions-of-github.ts";
import { owner, repo } from "./hub.ts";
import { author, mergeOf } from "./journey.ts";
import { logOf, type Act } from "./judged.ts";
import { canaries, type PathWorld } from "./path-world.ts";
import { serve } from "./set-up.ts";

/** How each job of a run stands, by name. */
function standing({ jobs }: RunTold): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(jobs).map(([name, { conclusion }]) => [name, conclusion]));
}

/** What a step of a job printed. */
function printed(run: RunTold, job: string, step: string): string {
  return run.jobs[job]?.steps.find(({ name }) => name === step)?.log ?? "";
}

/** What must be written in a text. */
function holds(text: string, ...parts: readonly string[]): void {
  for (const part of parts) assert.ok(text.includes(part), `"${part}" does not stand in ${text}`);
}

/** A deployment whose smoke fails in staging: nobody serves a release there. */
export const failure: Act = {
  title: "shared, development and staging are applied as reviewed; a smoke that fails stops the chain and pages",
  play: async (world, tell) => {
    const { sha } = mergeOf(world);
    tell("The merge starts the deployment. Nobody serves a release in staging.");
    const run = await world.deploy({ sha, by: `${author}-example` });
    world.deployment = run.id;
    assert.deepEqual(standing(run), { shared: "success", dev: "success", staging: "failure" }, logOf(run));
    assert.equal(run.state, "failure");
    const log = printed(run, "staging", "Deploy");
    holds(log, "staging: stopped", "3 updated", "Paged: who is on call for web in staging.", "To return: revert");
    assert.deepEqual(await incidentsOf(world.ground.connection), ["Smoke failed after a deploy to staging: web"]);
    const { data: issues } = await world.as("pulumi").issues.listForRepo({ owner, repo, state: "open" });
    const open = issues.filter((each) => each.pull_request === undefined).map(({ title }) => title);
    assert.deepEqual(open, ["Deployment of the stack staging failed"]);
    tell(
      "The smoke of staging fails: production is not come to, who is on call is paged, an issue says how to return.",
    );
  },
};

/** The same run again, up to production. */
export const release: Act = {
  title: "run again, it goes on where it was; production waits, refuses its author and takes the word of another",
  play: async (world, tell) => {
    const id = world.deployment ?? assert.fail("no deployment was started");
    await serve(world.ground, "web-staging");
    tell("A release is served in staging; David runs what failed again.");
    const waits = await world.actions.again(id, author);
    assert.equal(waits.state, "waiting", logOf(waits));
    const staging = printed(waits, "staging", "Deploy");
    holds(staging, "staging: passed");
    assert.ok(!staging.includes("updated"), "what was applied is not applied again");
    tell("Staging is not applied again, its smoke passes; production waits for its reviewers.");
    assert.match(await world.letIn(author, id, "prod"), /not allowed to review deployments to prod/);
    assert.match(await world.letIn("clara-dias", id, "prod"), /not allowed to review deployments to prod/);
    assert.equal(await world.letIn("ada-brandt", id, "prod"), "");
    assert.equal((await world.actions.goOn(id)).state, "waiting", "its wait timer runs");
    tell("David may not let in his own change, Clara is no reviewer. Ada approves; ten minutes pass.");
    await world.ground.json(["sandbox", "clock", "advance", "10m"]);
    const run = await world.actions.goOn(id);
    assert.equal(run.state, "success", logOf(run));
    holds(printed(run, "prod", "Deploy"), "Approved by ada-brandt-example", "prod: passed", "3 updated");
    assert.deepEqual(await incidentsOf(world.ground.connection), ["Smoke failed after a deploy to staging: web"]);
    keepsSecrets(world, run);
    tell("Production is applied, and its smoke passes.");
  },
};

/** No setting of the repository and no token stands in what the jobs printed. */
function keepsSecrets({ ground: { connection } }: PathWorld, run: RunTold): void {
  const tokens = Object.values(connection.tokens).flatMap((holders) => Object.values(holders));
  const secrets = [...Object.values(canaries), connection.adminToken, ...tokens.map(({ token }) => token)];
  const log = logOf(run);
  for (const secret of secrets) assert.ok(!log.includes(secret), "a job printed a token or setting");
}

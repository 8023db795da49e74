import { strict as assert } from "node:assert";
import {
  biggerBudget,
  blanketWaiver,
  forgingPreview,
  guardComponent,
  guardFile,
  looseSecrets,
  previewFile,
  releaseFile,
  ruleFile,
  ruleId,
  stagingFile,
  talkativeGuard,
  tameVerdict,
  verdictFile,
  weakGuard,
  weakRule,
} from "./changes.ts";
import { canaries, type Judged, type PathWorld } from "./path-world.ts";

/** One part of the path. */
export interface Act {
  readonly title: string;
  /** Plays it; `tell` gets each step in plain words. @throws AssertionError where something else comes of it */
  readonly play: (world: PathWorld, tell: (text: string) => void) => Promise<void>;
}

/** What stands against a merge, in GitHub's words. */
const failing = 'Required status check "release-review" is failing.';
const bothFailing = "2 of 2 required status checks have not succeeded: 2 failing.";
const owners = "Waiting on code owner review from motion-mavericks/platform.";

/** A change, from the push to the merge. */
export const delivery: Act = {
  title: "a violation is red and cannot be merged; mended, and read by two of whom one owns the code, it is",
  play: async (world, tell) => {
    const [guard, staging] = [await world.file(guardFile), await world.file(stagingFile)];
    tell("Clara pushes a change after which no code owner has to review anything.");
    const red = await judged(world, "clara-dias", "release-smaller", { [guardFile]: weakGuard(guard) });
    await stopped(world, red, tell, [ruleId, guardFile]);

    tell("She takes it back and gives staging a bigger budget instead.");
    const change = { [guardFile]: guard, [stagingFile]: biggerBudget(staging) };
    const green = await judged(world, "clara-dias", "release-smaller", change);
    assert.equal(green.number, red.number);
    assert.equal((await world.check(green.head))?.conclusion, "success");
    assert.equal((await world.comments(green.number)).length, 1, "one comment, brought up to date");
    await says(world, green, [green.head.slice(0, 12), "staging"]);
    tell("The check is green; two people have to read it first.");
    const early = await world.merge("bruno-costa", green.number);
    assert.equal(early.status, 405);
    assert.match(early.text, /At least 2 approving reviews/);
    assert.ok(early.text.includes(owners), early.text);
    assert.match(await world.approve("clara-dias", green.number), /own pull request/);
    assert.equal(await world.approve("bruno-costa", green.number), "");
    assert.equal((await world.merge("bruno-costa", green.number)).status, 405);
    assert.equal(await world.approve("david-ernst", green.number), "");
    const { status, text: sha } = await world.merge("bruno-costa", green.number);
    assert.equal(status, 200, sha);
    tell(`Bruno and David approve, Bruno merges: ${sha.slice(0, 12)}.`);
    await world.hub.fetch(sha);
    assert.match(await world.file(stagingFile), /monthlyUsd: 160/);

    tell("The deployment finds the review of what was merged, and nothing else.");
    const merged = { sha, before: "Engine", by: "bruno-costa-example" };
    const steps = (await world.deploy(merged)).jobs["shared"]?.steps ?? [];
    assert.deepEqual(
      steps.map(({ name, outcome }) => `${name}: ${outcome}`).slice(-2),
      ["The review of this commit: success", "Fetch the review: success"],
      steps.map(({ log }) => log).join("\n"),
    );
    assert.ok(steps.at(-1)?.log.includes(`launchgate-review-${green.head}`));
  },
};

/** Changes that want to get past the verdict; each is stopped by name. */
export const attacks: readonly Act[] = [
  {
    title: "a change that weakens the rule which it breaks is stopped, and the weakened rule is named",
    play: async (world, tell) => {
      tell("Clara makes the rule advice only, and breaks it in the same change.");
      const change = {
        [ruleFile]: weakRule(await world.file(ruleFile)),
        [guardFile]: weakGuard(await world.file(guardFile)),
      };
      const pull = await judged(world, "clara-dias", "softer-rule", change);
      await stopped(world, pull, tell, [ruleId, "shared: mandatory becomes advisory", ruleFile]);
    },
  },
  {
    title: "a waiver for whatever breaks a rule is stopped: waivers are exact",
    play: async (world, tell) => {
      tell("Clara waives the rule for every resource, and breaks it.");
      const change = {
        [releaseFile]: blanketWaiver(await world.file(releaseFile)),
        [guardFile]: weakGuard(await world.file(guardFile)),
      };
      const pull = await judged(world, "clara-dias", "one-waiver-for-all", change);
      await stopped(world, pull, tell, ["the exact name of one resource", releaseFile]);
    },
  },
  {
    title: "an edited workflow judges nothing: the base branch's does, and its owners must have read the edit",
    play: async (world, tell) => {
      tell("Clara edits the workflow that judges, so that it finds nothing, and breaks a rule.");
      const change = {
        [verdictFile]: tameVerdict(await world.file(verdictFile)),
        [guardFile]: weakGuard(await world.file(guardFile)),
      };
      const pull = await judged(world, "clara-dias", "calm-verdict", change);
      await stopped(world, pull, tell, [ruleId, verdictFile]);
    },
  },
  {
    title:
      "a change that prints secrets finds none of ours, what looks like one is shown nowhere, and its code is named",
    play: async (world, tell) => {
      tell("Code of the change prints its environment and writes credentials into the plan.");
      const change = { [guardComponent]: talkativeGuard(await world.file(guardComponent)) };
      const pull = await judged(world, "clara-dias", "talkative", change);
      const tokens = Object.values(world.ground.connection.tokens.github).map(({ token }) => token);
      const held = [...Object.values(canaries), ...tokens, world.ground.connection.adminToken];
      const readable = await world.readable(pull);
      for (const [place, text] of Object.entries(readable)) {
        for (const secret of held) assert.ok(!text.includes(secret), `${place} shows a token or setting`);
        // What the code itself wrote is its own; what we make of it shows nothing.
        if (place.startsWith("log: Plan of every stack")) continue;
        for (const secret of looseSecrets) assert.ok(!text.includes(secret), `${place} shows ${secret}`);
      }
      assert.equal(pull.preview.state, "success", "what was planned is in the documents");
      await says(world, pull, [guardComponent]);
      const { status, text } = await world.merge("bruno-costa", pull.number);
      assert.equal(status, 405);
      assert.ok(text.includes(owners), text);
      tell(
        "Its own log has what it wrote itself and no secret of ours; comment, check, summary and documents have neither.",
      );
    },
  },
  {
    title: "a check of the same name from another app counts for nothing",
    play: async (world, tell) => {
      const change = { [guardFile]: weakGuard(await world.file(guardFile)) };
      const pull = await judged(world, "clara-dias", "green-by-itself", change);
      tell("A workflow of the change writes a green check of the review's name by GitHub Actions.");
      await world.imitateCheck("release", pull.head);
      await stopped(world, pull, tell, [ruleId]);
    },
  },
  {
    title: "forged plan documents are seen: findings that are taken out are found again, another commit's is refused",
    play: async (world, tell) => {
      tell("A step of the change takes all findings out of the documents.");
      const change = {
        [previewFile]: forgingPreview(await world.file(previewFile)),
        [guardFile]: weakGuard(await world.file(guardFile)),
      };
      const pull = await judged(world, "clara-dias", "nothing-to-see", change);
      await stopped(world, pull, tell, [ruleId, previewFile, "it is of commit 000000000000"]);
    },
  },
];

/** Pushes a change and lets its workflows run; the verdict itself must have come to its end. */
async function judged(
  world: PathWorld,
  holder: string,
  branch: string,
  changes: Readonly<Record<string, string>>,
): Promise<Judged> {
  const pull = await world.push(holder, branch, changes);
  assert.equal(pull.verdict.state, "success", logOf(pull));
  return pull;
}

/** The check is red, the comment says why by name, and GitHub refuses the merge although two people approved. */
async function stopped(
  world: PathWorld,
  pull: Judged,
  tell: (text: string) => void,
  words: readonly string[],
): Promise<void> {
  assert.equal((await world.check(pull.head))?.conclusion, "failure", logOf(pull));
  await says(world, pull, words);
  for (const person of ["bruno-costa", "david-ernst"]) assert.equal(await world.approve(person, pull.number), "");
  const { status, text } = await world.merge("bruno-costa", pull.number);
  assert.equal(status, 405);
  assert.ok(text.includes(pull.preview.state === "success" ? failing : bothFailing), text);
  tell(`Red, and named: ${words.join("; ")}. GitHub refuses the merge.`);
}

/** The one comment of the pull request is of its head and says these words. */
async function says(world: PathWorld, pull: Judged, words: readonly string[]): Promise<void> {
  const [comment = "", ...others] = await world.comments(pull.number);
  assert.equal(others.length, 0);
  assert.ok(comment.includes(pull.head), "the comment is of the newest push");
  for (const word of words) assert.ok(comment.includes(word), `"${word}" does not stand in ${comment}`);
}

/** What the steps of a pull request's runs printed. */
function logOf({ preview, verdict }: Judged): string {
  const steps = [preview, verdict].flatMap(({ jobs }) => Object.values(jobs).flatMap((job) => job.steps));
  return steps.map(({ name, outcome, log }) => `${name}: ${outcome}\n${log}`).join("\n");
}

import { strict as assert } from "node:assert";
import {
  blanketWaiver,
  forgingPreview,
  guardComponent,
  guardFile,
  looseSecrets,
  previewFile,
  releaseFile,
  ruleFile,
  ruleId,
  talkativeGuard,
  tameVerdict,
  verdictFile,
  weakGuard,
  weakRule,
} from "./changes.ts";
import { judged, owners, says, stopped, type Act } from "./judged.ts";
import { canaries } from "./path-world.ts";

/** Changes that want to get past the verdict; each is stopped by name. */
export const attacks: readonly Act[] = [
  {
    title: "a change that weakens the rule which it breaks is stopped, and the weakened rule is named",
    play: async (world, tell) => {
      tell("Clara makes the rule advice only, and breaks it in the same change.");
      const changed = {
        [ruleFile]: weakRule(await world.file(ruleFile)),
        [guardFile]: weakGuard(await world.file(guardFile)),
      };
      const pull = await judged(world, "clara-dias", "softer-rule", changed);
      await stopped(world, pull, tell, [ruleId, "shared: mandatory becomes advisory", ruleFile]);
    },
  },
  {
    title: "a waiver for whatever breaks a rule is stopped: waivers are exact",
    play: async (world, tell) => {
      tell("Clara waives the rule for every resource, and breaks it.");
      const changed = {
        [releaseFile]: blanketWaiver(await world.file(releaseFile)),
        [guardFile]: weakGuard(await world.file(guardFile)),
      };
      const pull = await judged(world, "clara-dias", "one-waiver-for-all", changed);
      await stopped(world, pull, tell, ["the exact name of one resource", releaseFile]);
    },
  },
  {
    title: "an edited workflow judges nothing: the base branch's does, and its owners must have read the edit",
    play: async (world, tell) => {
      tell("Clara edits the workflow that judges, so that it finds nothing, and breaks a rule.");
      const changed = {
        [verdictFile]: tameVerdict(await world.file(verdictFile)),
        [guardFile]: weakGuard(await world.file(guardFile)),
      };
      const pull = await judged(world, "clara-dias", "calm-verdict", changed);
      await stopped(world, pull, tell, [ruleId, verdictFile]);
    },
  },
  {
    title:
      "a change that prints secrets finds none of ours, what looks like one is shown nowhere, and its code is named",
    play: async (world, tell) => {
      tell("Code of the change prints its environment and writes credentials into the plan.");
      const changed = { [guardComponent]: talkativeGuard(await world.file(guardComponent)) };
      const pull = await judged(world, "clara-dias", "talkative", changed);
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
      const changed = { [guardFile]: weakGuard(await world.file(guardFile)) };
      const pull = await judged(world, "clara-dias", "green-by-itself", changed);
      tell("A workflow of the change writes a green check of the review's name by GitHub Actions.");
      await world.imitateCheck("release", pull.head);
      await stopped(world, pull, tell, [ruleId]);
    },
  },
  {
    title: "forged plan documents are seen: findings that are taken out are found again, another commit's is refused",
    play: async (world, tell) => {
      tell("A step of the change takes all findings out of the documents.");
      const changed = {
        [previewFile]: forgingPreview(await world.file(previewFile)),
        [guardFile]: weakGuard(await world.file(guardFile)),
      };
      const pull = await judged(world, "clara-dias", "nothing-to-see", changed);
      await stopped(world, pull, tell, [ruleId, previewFile, "it is of commit 000000000000"]);
    },
  },
];

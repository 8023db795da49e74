/** Only a whole, undamaged review that was not blocked is applied. (P7) */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { readReviewed } from "../../../../packages/cli/src/delivery/reviewed.ts";
import { commit, reviewOf, steps } from "./delivery.ts";

const root = mkdtempSync(path.join(tmpdir(), "launchgate-reviewed-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

function written(content: unknown): string {
  writeFileSync(path.join(root, "review.json"), typeof content === "string" ? content : JSON.stringify(content));
  return "review.json";
}

test("a review is read with its steps, and named by its content", async () => {
  const reviewed = await readReviewed(root, written(reviewOf({ dev: steps, staging: null })));
  expect(reviewed.commit).toBe(commit);
  expect(reviewed.stacks.get("dev")?.steps).toHaveLength(2);
  expect(reviewed.stacks.get("staging")?.steps).toBeNull();
  const other = await readReviewed(root, written(reviewOf({ dev: [] })));
  expect(other.digest).not.toBe(reviewed.digest);
});

test("one that is undecided may be applied: what is only known while it is done", async () => {
  const reviewed = await readReviewed(root, written(reviewOf({ dev: steps }, { verdict: "undecided" })));
  expect(reviewed.stacks.has("dev")).toBe(true);
});

const damaged = { stack: "dev", steps: [], stepDigest: "0".repeat(64) };
test.each([
  ["none", undefined, "deploy.review-missing"],
  ["a file that is not there", "nowhere.json", "deploy.review-missing"],
  ["half a file", '{"format":"launchgate-rev', "deploy.review-unreadable"],
  ["another format", reviewOf({ dev: steps }, { format: "other" }), "deploy.review-unreadable"],
  ["another version", reviewOf({ dev: steps }, { version: 2 }), "deploy.review-unreadable"],
  ["no verdict", reviewOf({ dev: steps }, { verdict: undefined }), "deploy.review-unreadable"],
  ["one that was blocked", reviewOf({ dev: steps }, { verdict: "blocked" }), "deploy.review-blocked"],
  ["steps that are not those of the digest", reviewOf({}, { stacks: [damaged] }), "deploy.review-damaged"],
  ["steps without a digest", reviewOf({}, { stacks: [{ ...damaged, stepDigest: null }] }), "deploy.review-damaged"],
])("%s stops", async (_, content, code) => {
  const isName = content === undefined || content === "nowhere.json";
  const file = isName ? content : written(content);
  await expect(readReviewed(root, file)).rejects.toMatchObject({ code, exitCode: 4 });
});

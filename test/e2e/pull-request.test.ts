/**
 * The path of a change with the workflows of this repository, their steps run as they stand in the files, at the practice GitHub: what is
 * red is not merged, what is green and reviewed is. (P2 to P7, S1)
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PathWorld } from "./helpers/pull-request/path-world.ts";

let world: PathWorld;
beforeAll(async () => {
  world = await PathWorld.open();
}, 600_000);
afterAll(async () => {
  await (world as PathWorld | undefined)?.close();
});

const guardFile = "components/github/branch-rules.ts";

/** What is said where something else than expected came of a run. */
const logOf = ({
  jobs,
}: {
  jobs: Readonly<Record<string, { steps: readonly { name: string; outcome: string; log: string }[] }>>;
}): string =>
  Object.values(jobs)
    .flatMap(({ steps }) => steps.map(({ name, outcome, log }) => `${name}: ${outcome}\n${log}`))
    .join("\n");

describe("the path of a change", { timeout: 900_000, shuffle: false }, () => {
  test("a violation is red and cannot be merged; mended and read by two, one of them a code owner, it is", async () => {
    const text = await world.file(guardFile);
    const weak = text.replace("requireCodeOwnerReview: true", "requireCodeOwnerReview: false");
    expect(weak).not.toBe(text);
    const red = await world.push("clara-dias", "fewer-reviews", { [guardFile]: weak });
    expect(red.preview.state, logOf(red.preview)).toBe("success");
    expect(red.verdict.state, logOf(red.verdict)).toBe("success");
    const check = await world.check(red.head);
    expect(check?.conclusion).toBe("failure");
    expect(await world.comments(red.number)).toHaveLength(1);
    const refused = await world.merge("bruno-costa", red.number);
    expect(refused.status).toBe(405);
  });
});

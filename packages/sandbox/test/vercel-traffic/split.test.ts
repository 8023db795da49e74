import { describe, expect, it } from "vitest";
import { send } from "../vercel/client.ts";
import { deploy, newProject } from "../vercel/releases.ts";
import { ask, repeat, withTraffic } from "./traffic.ts";

const handle = withTraffic();
const box = () => handle.sandbox;

/** A project with a rollout at its first stage; versions are "1" and "2". */
async function rollout(name: string, ...stages: number[]) {
  const project = await newProject(box(), name, ...stages);
  const application = "web";
  const one = await deploy(box(), project, { version: "1", application });
  const two = await deploy(box(), project, { version: "2", application });
  const host = `${name}.localhost`;
  const act = async (line: string, body?: unknown): Promise<void> => {
    const answer = await send(box(), `POST /v1/projects/${project}/${line}`, body);
    expect([200, 201]).toContain(answer.status);
  };
  const approve = (nextStageIndex: number): Promise<void> =>
    act("rolling-release/approve-stage", { nextStageIndex, canaryDeploymentId: two });
  if (stages.length > 0) await act("rolling-release/start", { canaryDeploymentId: two });
  return { project, one, two, host, act, approve };
}

describe("the split of a rollout (T1)", () => {
  it.each([
    [1, 3000],
    [10, 2000],
    [50, 2000],
  ])("gives %i %% of new visitors the canary, within the binomial bound", async (percent, visitors) => {
    const { host, project } = await rollout(`share-${String(percent)}`, percent, 100);
    const got = await repeat(visitors, () => ask(handle, host));
    expect(got.filter(({ status }) => status !== 200)).toEqual([]);
    const canary = got.filter(({ version }) => version === "2").length;
    const share = percent / 100;
    // Five standard deviations: by chance once in a million runs.
    const bound = 5 * Math.sqrt(visitors * share * (1 - share));
    expect(Math.abs(canary - visitors * share)).toBeLessThan(bound);
    const figures = handle.traffic.figures(project);
    expect(figures.reduce((sum, { requests }) => sum + requests, 0)).toBe(visitors);
    expect(figures.find(({ version }) => version === "2")?.requests).toBe(canary);
  });

  it("gives everybody the canary at 100 %", async () => {
    const { host, approve } = await rollout("all", 10, 100);
    await approve(1);
    const got = await repeat(300, () => ask(handle, host));
    expect(got.filter(({ version }) => version !== "2")).toEqual([]);
  });

  it("keeps each visitor, and brings nobody back when the share grows", async () => {
    const { host, approve } = await rollout("sticky", 10, 50, 100);
    const first = await repeat(400, () => ask(handle, host));
    const visit = (index: number): Promise<string | undefined> =>
      ask(handle, host, "/", { headers: { cookie: `other=1; ${first[index]?.cookie ?? ""}` } }).then(
        (got) => got.version,
      );
    const again = await repeat(400, visit);
    expect(again).toEqual(first.map(({ version }) => version));
    await approve(1);
    const later = await repeat(400, visit);
    expect(later.filter((version, index) => version === "1" && again[index] === "2")).toEqual([]);
    expect(later.filter((version) => version === "2").length).toBeGreaterThan(
      again.filter((version) => version === "2").length,
    );
  });

  it("sets no cookie and stays with production while nothing is rolled out", async () => {
    const { host } = await rollout("quiet");
    const got = await ask(handle, host);
    expect(got).toMatchObject({ status: 200, version: "1", cookie: undefined });
  });

  it("drops no request while it changes: start, stages, rollback, promotion", async () => {
    const { host, act, approve, one, two } = await rollout("changes", 10, 50, 100);
    let goOn = true;
    const statuses: number[] = [];
    const versions = new Set<string | undefined>();
    const client = async (): Promise<void> => {
      while (goOn) {
        const got = await ask(handle, host, "/");
        statuses.push(got.status);
        versions.add(got.version);
      }
    };
    const clients = Array.from({ length: 6 }, client);
    const answered = async (more: number): Promise<void> => {
      const until = statuses.length + more;
      await expect.poll(() => statuses.length, { timeout: 30_000, interval: 5 }).toBeGreaterThan(until);
    };
    await answered(50);
    await approve(1);
    await answered(50);
    await act(`rollback/${one}`);
    await answered(50);
    await act("rolling-release/start", { canaryDeploymentId: two });
    await answered(50);
    await approve(1);
    await approve(2);
    await answered(50);
    goOn = false;
    await Promise.all(clients);
    expect(statuses.filter((status) => status !== 200)).toEqual([]);
    expect([...versions].toSorted()).toEqual(["1", "2"]);
  });
});

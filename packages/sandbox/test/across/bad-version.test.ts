/** A bad version in production, from the first visitor who meets it to the end of its incident, over three vendors. (B1, O1, O2, T1) */
import { beforeAll, describe, expect, it, vi } from "vitest";
import { setResponders } from "../../src/vendors/pagerduty/incidents/responders.ts";
import { startDeployments } from "../../src/vendors/vercel/traffic/index.ts";
import { stopAt } from "../datadog/traffic.ts";
import { withSandbox } from "../helpers/sandbox.ts";
import { send } from "../vercel/client.ts";
import { deploy, newProject } from "../vercel/releases.ts";
import { makeOrganisation } from "./organisation.ts";
import {
  incidentNow,
  onCallFor,
  openIncidents,
  partsOf,
  type Alert,
  type Entry,
  type Incident,
  type OnCall,
} from "./paged.ts";
import { minute, Story } from "./story.ts";

// Processes start in a tenth of a second; on a machine that is busy otherwise many times that.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 480_000 });

const handle = withSandbox();
const errors = "[prod] Bridge API: requests fail";

/** What happened: one story, which all tests look at. */
interface Seen {
  readonly story: Story;
  readonly calm: { readonly loud: readonly string[]; readonly incidents: number };
  /** When the bad version was let out, and when traffic was back. */
  readonly out: number;
  readonly back: number;
  readonly onCall: readonly OnCall[];
  readonly opened: Incident;
  readonly ended: Incident;
  readonly log: readonly Entry[];
  readonly alerts: readonly Alert[];
  /** Versions that visitors got in the minute behind the rollback. */
  readonly afterwards: readonly (string | undefined)[];
}
let seen: Seen;

beforeAll(async () => {
  const { sandbox } = handle;
  stopAt(sandbox, "2026-11-24T09:00:00Z");
  await makeOrganisation(sandbox);
  const datadog = { url: sandbox.urls.datadog, apiKey: sandbox.tokens.datadog["pulumi"]?.apiKey ?? "" };
  const traffic = await startDeployments({ world: sandbox.world, datadog });
  seen = await play(new Story(sandbox, traffic));
  return () => traffic.close();
});

async function play(story: Story): Promise<Seen> {
  const { sandbox } = story;
  const project = await newProject(sandbox, "bridge-api-prod", 10, 50, 100);
  const stage = { key: "STAGE", value: "prod", type: "plain", target: ["production"] };
  await send(sandbox, `POST /v10/projects/${project}/env`, stage);
  const good = await deploy(sandbox, project, { version: "1.0.0", application: "bridge-api" });
  for (let index = 0; index < 7; index += 1) await story.minute();
  const calm = { loud: await story.loud(), incidents: (await openIncidents(story)).length };

  const wanted = { version: "1.1.0", application: "bridge-api", behaviour: "failing" };
  const bad = await deploy(sandbox, project, wanted);
  const out = sandbox.clock.now();
  await send(sandbox, `POST /v1/projects/${project}/rolling-release/start`, { canaryDeploymentId: bad });
  const opened = await story.until(15, async () => {
    const isLoud = (await story.loud()).includes(errors);
    return isLoud ? (await openIncidents(story))[0] : undefined;
  });
  const onCall = await onCallFor(story, opened);
  const second = onCall.find(({ escalation_level: level }) => level === 2);
  setResponders(sandbox.world, { [second?.email ?? ""]: { mode: "answers", afterSeconds: 120 } });
  await story.until(30, async () => (await incidentNow(story, opened)).acknowledgements[0]);

  await send(sandbox, `POST /v1/projects/${project}/rollback/${good}`);
  const back = sandbox.clock.now();
  const afterwards = await story.minute();
  await story.until(90, async () => (await incidentNow(story, opened)).resolved_at);
  const ended = await incidentNow(story, opened);
  return { story, calm, out, back, onCall, opened, ended, afterwards, ...(await partsOf(story, ended)) };
}

const iso = (at: number): string => new Date(at).toISOString();
const moments = (type: string): string[] =>
  seen.log.filter((each) => each.type === `${type}_log_entry`).map((each) => iso(each.created_at));
const peopleAt = (level: number): string[] =>
  seen.onCall.filter((each) => each.escalation_level === level).map(({ user }) => user.summary);

describe("a bad version of the reference organisation's API", () => {
  it("comes after quiet minutes: no monitor that pages alerts, nobody is called", () => {
    expect(seen.calm).toEqual({ loud: [], incidents: 0 });
  });

  it("makes the monitor of failed requests change at the computed minutes, until all is well", () => {
    const { story, out } = seen;
    const changes = story.changesSince(out).filter(({ name }) => name === errors);
    const computed = story.judged(out).map((each) => ({ name: errors, ...each }));
    expect(changes).toEqual(computed);
    expect(computed.map(({ status }) => status)).toContain("Alert");
    expect(computed.at(-1)?.status).toBe("OK");
  });

  it("opens an incident with the first alert, at the service that is released, with its own first on call", () => {
    const { service, escalation_policy: policy, urgency, assignments, created_at: at } = seen.opened;
    expect([service.summary, policy.summary, urgency]).toEqual(["bridge-api-prod", "Bridge API", "high"]);
    const alerts = seen.story.changesSince(seen.out).filter(({ status }) => status === "Alert");
    expect(iso(at)).toBe(iso(Math.min(...alerts.map((each) => each.at))));
    expect(seen.alerts.map(({ summary }) => summary)).toContain(`[P1] [Triggered] ${errors}`);
    expect(assignments.map(({ assignee }) => assignee.summary)).toEqual(peopleAt(1));
  });

  it("goes to level 2 after the ten minutes of its policy, who takes it two minutes later", () => {
    const { created_at: opened } = seen.opened;
    expect(moments("escalate")).toEqual([iso(opened + 10 * minute)]);
    expect(moments("acknowledge")).toEqual([iso(opened + 12 * minute)]);
    const asked = seen.log.flatMap(({ assignees }) => assignees.map(({ summary }) => summary));
    expect(asked).toEqual([...peopleAt(1), ...peopleAt(2)]);
    expect(peopleAt(2)).not.toEqual(peopleAt(1));
  });

  it("is gone for every visitor with the rollback", () => {
    const { story, back, afterwards } = seen;
    expect(new Set(afterwards)).toEqual(new Set(["1.0.0"]));
    const failed = (isBack: boolean): number =>
      story.minutes.filter(({ at }) => at >= back === isBack).reduce((total, each) => total + each.failed, 0);
    expect(failed(false)).toBeGreaterThan(0);
    expect(failed(true)).toBe(0);
  });

  it("leaves an incident that ends with the last of its alerts", () => {
    const { ended, alerts, story, out } = seen;
    expect([ended.status, ...alerts.map(({ status }) => status)]).toEqual([
      "resolved",
      ...alerts.map(() => "resolved"),
    ]);
    const last = Math.max(...story.changesSince(out).map(({ at }) => at));
    expect(iso(ended.resolved_at ?? 0)).toBe(iso(last));
  });
});

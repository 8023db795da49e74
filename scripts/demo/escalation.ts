import { DemoError } from "./child.ts";
import type { Crowds } from "./crowds.ts";
import { time, type Ground } from "./ground.ts";
import { modelIdOf, onCallAt, openIncidents, readIncident, readLog, type Incident, type Person } from "./pages.ts";

/** Who was called and who came. Times are the sandbox's, ISO 8601. */
export interface Escalation {
  /** Number and title of the incident. */
  readonly incident: number;
  readonly title: string;
  readonly openedAt: string;
  /** Who was called at level 1 and did not answer. */
  readonly silent: string;
  readonly escalatedAt: string;
  readonly acknowledgedBy: string;
  readonly acknowledgedAt: string;
}

/** Sandbox minutes in which somebody has to come: all levels of a policy once. */
const patience = 45;

/** Sandbox time that the one who answers takes. */
const answersAfter = "2m";

/** Lets time pass with visitors until an incident has gone to level 2, whose person takes it; the first one is silent. (O2) */
export async function escalate(ground: Ground, crowds: Crowds): Promise<Escalation> {
  const { vendors, narrator, service } = ground;
  const [opened] = await openIncidents(vendors, service);
  const silent = opened?.assignments[0]?.assignee;
  if (!opened || !silent)
    throw new DemoError(`Expected an open incident at ${service.projectName}, assigned to somebody; there is none.`, 1);
  const number = `#${String(opened.incident_number)}`;
  const { created_at: openedAt, title } = opened;
  const called = `incident ${number} calls ${silent.summary} (level 1), who does not answer`;
  narrator.step(`PagerDuty, ${time(openedAt)}: ${called}`, "red");
  const second = await secondAnswers(ground, opened, silent);
  const taken = await crowds.until(`somebody acknowledges incident ${number}`, patience, async () => {
    const now = await readIncident(vendors, opened);
    return now.status === "acknowledged" ? now : undefined;
  });
  const escalatedAt = await escalationOf(ground, taken);
  narrator.step(`PagerDuty, ${time(escalatedAt)}: nobody took ${number}; it calls ${second.summary} (level 2)`, "red");
  const [{ at: acknowledgedAt, acknowledger } = { at: "", acknowledger: silent }] = taken.acknowledgements;
  if (acknowledger.id !== second.id)
    throw new DemoError(`Expected ${second.summary} to take incident ${number}, ${acknowledger.summary} did.`, 1);
  narrator.step(`PagerDuty, ${time(acknowledgedAt)}: ${acknowledger.summary} has it`, "green");
  const people = { silent: silent.summary, acknowledgedBy: acknowledger.summary };
  return { incident: opened.incident_number, title, openedAt, escalatedAt, acknowledgedAt, ...people };
}

/** Lets who is on call at level 2 answer, and nobody else. */
async function secondAnswers({ launchgate, vendors }: Ground, opened: Incident, silent: Person): Promise<Person> {
  const second = await onCallAt(vendors, opened, 2);
  if (second.id === silent.id) throw new DemoError(`Expected another person than ${silent.summary} at level 2.`, 1);
  const who = ["--person", await modelIdOf(vendors, second)];
  await launchgate.json(["sandbox", "responders", "--mode", "answers", "--after", answersAfter, ...who]);
  return second;
}

async function escalationOf({ vendors }: Ground, taken: Incident): Promise<string> {
  const entries = await readLog(vendors, taken);
  const found = entries.find(({ type }) => type === "escalate_log_entry");
  if (found) return found.created_at;
  const types = entries.map(({ type }) => type).join(", ");
  throw new DemoError(`Expected incident #${String(taken.incident_number)} to escalate, its log has: ${types}`, 1);
}

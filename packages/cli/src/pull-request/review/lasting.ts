import { shortKind } from "../../drift/report.ts";
import type { DocumentResource } from "../document/document.ts";
import type { Change, DataRisk } from "./review.ts";

/** What is lost with a thing, and why no command brings it back. */
interface Loss {
  readonly risk: string;
  readonly irreversible: string | null;
}

/** Things that hold what a plan cannot make again; by kind, for their deletion or replacement. */
const losses: Readonly<Record<string, Loss>> = {
  "neon:Project": {
    risk: "every branch of the database goes, with its data and its history",
    irreversible: "Neon keeps nothing of a deleted project: only a dump outside of it helps",
  },
  "neon:Branch": {
    risk: "the data of the branch goes",
    irreversible: "what was written to the branch alone is gone; its parent does not have it",
  },
  "neon:Database": {
    risk: "every table of the database goes",
    irreversible: null,
  },
  "neon:Role": { risk: "whoever connects with the role is cut off, and its password with it", irreversible: null },
  "neon:SnapshotSchedule": { risk: "no snapshot is taken any more", irreversible: null },
  "github:Repository": {
    risk: "code, issues, pull requests and releases of the repository go",
    irreversible: "an owner can ask GitHub for it within 90 days, without the rights of teams",
  },
  "vercel:Project": {
    risk: "every deployment goes, also those that a rollback needs",
    irreversible: "deployments of a deleted project do not come back",
  },
  "vercel:EdgeConfig": {
    risk: "kill switches go with the values that people have set",
    irreversible: "values that commands own stand nowhere else",
  },
  "vercel:EdgeConfigItem": { risk: "a switch goes with the value that people have set", irreversible: null },
  "datadog:LogsIndex": {
    risk: "logs are no longer kept in this index",
    irreversible: "what was indexed is gone, unless an archive has it",
  },
  "datadog:LogsArchive": { risk: "logs are no longer archived as evidence", irreversible: null },
  "datadog:ServiceLevelObjective": {
    risk: "the history of the objective and its error budget go",
    irreversible: "a new objective begins without history",
  },
  "datadog:LogsMetric": { risk: "the figures of the metric end here", irreversible: null },
  "pagerduty:Service": {
    risk: "its incidents and their timelines go",
    irreversible: "PagerDuty does not give back incidents of a deleted service",
  },
  "pagerduty:User": { risk: "contact methods and rules of the person go", irreversible: null },
  "random:RandomPassword": {
    risk: "the secret is another one: whoever holds the old one is shut out",
    irreversible: "the old value is not kept",
  },
};

/** Settings whose fall loses data; the message says what of it. */
const falling: readonly { readonly type: string; readonly field: string; readonly loss: Loss }[] = [
  {
    type: "neon:index:Project",
    field: "historyRetentionSeconds",
    loss: {
      risk: "the database can be restored less far back",
      irreversible: "history beyond the new window is dropped at once",
    },
  },
  {
    type: "datadog:index/logsIndex:LogsIndex",
    field: "retentionDays",
    loss: { risk: "logs are kept for fewer days", irreversible: "older logs are dropped, unless an archive has them" },
  },
];

/** Data that changes touch: what would be deleted or replaced, windows that fall, protection that is taken off. (B7) */
export function dataRisks(
  changes: readonly Change[],
  before: readonly DocumentResource[],
  after: readonly DocumentResource[],
): readonly DataRisk[] {
  const lost = changes.flatMap(({ op, kind, name }): readonly DataRisk[] => {
    const loss = losses[kind];
    return loss !== undefined && (op === "delete" || op === "replace") ? [{ name, kind, ...loss }] : [];
  });
  const old = new Map(before.map((each) => [each.urn, each]));
  const weaker = after.flatMap((each) => {
    const was = old.get(each.urn);
    return was === undefined ? [] : [...unprotected(was, each), ...fallen(was, each)];
  });
  return [...lost, ...weaker];
}

function unprotected(before: DocumentResource, after: DocumentResource): readonly DataRisk[] {
  const wasBranch = before.inputs["protected"] === true && after.inputs["protected"] !== true;
  if (!(before.protect && !after.protect) && !wasBranch) return [];
  const risk = "it is no longer protected: a later change may delete it without a further step";
  return [{ name: after.name, kind: shortKind(after.type), risk, irreversible: null }];
}

function fallen(before: DocumentResource, after: DocumentResource): readonly DataRisk[] {
  return falling.flatMap(({ type, field, loss }): readonly DataRisk[] => {
    const [was, is] = [before.inputs[field], after.inputs[field]];
    if (after.type !== type || typeof was !== "number" || (typeof is === "number" && is >= was)) return [];
    return [{ name: after.name, kind: shortKind(type), ...loss }];
  });
}

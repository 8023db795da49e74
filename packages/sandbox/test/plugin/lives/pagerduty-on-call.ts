import type { Ids, Lives } from "./life.ts";
import { types } from "./pagerduty-types.ts";

/** A layer of two people with changes. */
export const layerOf =
  (ids: Ids) =>
  (changes: object = {}): object => ({
    name: "weekly",
    start: "2026-01-05T08:00:00Z",
    rotationVirtualStart: "2026-01-05T08:00:00Z",
    rotationTurnLengthSeconds: 604_800,
    users: [ids["nora"] ?? "P1", ids["leo"] ?? "P2"],
    ...changes,
  });

/** Each night. */
export const night = { type: "daily_restriction", startTimeOfDay: "22:00:00", durationSeconds: 28_800 };
/** Each weekend. */
export const weekend = {
  type: "weekly_restriction",
  startTimeOfDay: "08:00:00",
  startDayOfWeek: 6,
  durationSeconds: 172_800,
};

/** Rotas and escalations. */
export const onCallLives = (ids: Ids): Lives => {
  const layer = layerOf(ids);
  return {
    schedule: {
      type: types.schedule,
      inputs: {
        name: "Platform, first on call",
        description: "Rota (owner: platform, managed-by: launchgate)",
        timeZone: "Europe/Berlin",
        teams: [ids["team"]],
        layers: [layer()],
      },
      changes: {
        name: { to: "Platform" },
        description: [{ to: "Another" }, { to: undefined }],
        timeZone: { to: "America/Sao_Paulo" },
        teams: [{ to: [ids["other team"]] }, { to: undefined }],
        layers: [
          { to: [layer({ name: "daily", rotationTurnLengthSeconds: 86_400 })] },
          { to: [layer({ users: [ids["leo"]] })] },
          { to: [layer({ start: "2026-02-02T08:00:00Z" })] },
          { to: [layer({ start: "2031-02-02T08:00:00+01:00" })] },
          { to: [layer({ end: "2032-01-05T08:00:00Z" })] },
          { to: [layer({ rotationVirtualStart: "2026-01-06T08:00:00+02:00" })] },
          { to: [layer({ restrictions: [night, weekend] })] },
          { to: [layer(), layer({ name: "second", restrictions: [weekend] })] },
        ],
        overflow: { to: true },
      },
      otherWords: ["layers"],
      unseen: {
        "overflow ->": "says how answers are rendered; no answer tells it",
        '"start":"2026-02-02T08:00:00Z"': "a start makes no difference where both are past",
      },
    },
    "escalation policy": {
      type: types.policy,
      inputs: {
        name: "Bridge API",
        description: "Escalation (owner: platform, managed-by: launchgate)",
        numLoops: 3,
        teams: ids["team"],
        rules: [
          { escalationDelayInMinutes: 10, targets: [{ id: ids["rota"], type: "schedule_reference" }] },
          {
            escalationDelayInMinutes: 15,
            targets: [
              { id: ids["nora"], type: "user_reference" },
              { id: ids["leo"], type: "user_reference" },
            ],
          },
        ],
      },
      changes: {
        name: { to: "Bridge" },
        description: [{ to: "Another" }, { to: undefined }],
        numLoops: [{ to: 1 }, { to: undefined }],
        teams: [{ to: ids["other team"] }, { to: undefined }],
        rules: [
          { to: [{ escalationDelayInMinutes: 5, targets: [{ id: ids["nora"] }] }] },
          { to: [{ escalationDelayInMinutes: 5, targets: [{ id: ids["rota"], type: "schedule_reference" }] }] },
        ],
      },
    },
  };
};

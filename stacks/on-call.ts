import { idsOf, type ModelInput } from "@launchgate/core";
import { people, teams } from "./organization.ts";

const person = idsOf(people);
const team = idsOf(teams);

/** Rotas, escalations and how people are told (O1). */
export const onCall = {
  rotations: {
    "platform-primary": {
      title: "Platform, first on call",
      team: team.platform,
      timeZone: "Europe/Berlin",
      layers: {
        weekly: {
          people: [person["david-ernst"], person["leo-martins"], person["clara-dias"], person["bruno-costa"]],
          start: "2026-01-05T09:00",
          turn: "1 week",
        },
      },
    },
    "platform-secondary": {
      title: "Platform, second on call",
      team: team.platform,
      timeZone: "Europe/Berlin",
      layers: {
        weekly: {
          people: [person["bruno-costa"], person["david-ernst"], person["leo-martins"], person["clara-dias"]],
          start: "2026-01-05T09:00",
          turn: "1 week",
        },
      },
    },
    "product-follow-the-sun": {
      title: "Product engineering, follow the sun",
      team: team.product,
      timeZone: "Europe/Berlin",
      layers: {
        "berlin-day": {
          people: [person["ada-brandt"], person["elif-faber"], person["greta-hahn"]],
          start: "2026-01-05T07:00",
          turn: "1 week",
          restrictions: [{ kind: "daily", start: "07:00", duration: "11 hours" }],
        },
        "sao-paulo-evening": {
          people: [person["clara-dias"], person["felipe-gomes"]],
          start: "2026-01-05T18:00",
          turn: "1 week",
          restrictions: [{ kind: "daily", start: "18:00", duration: "13 hours" }],
        },
      },
    },
    "drill-team": {
      title: "Drill team",
      team: team.platform,
      timeZone: "Europe/Berlin",
      drill: true,
      layers: {
        daily: {
          people: [person["leo-martins"], person["clara-dias"]],
          start: "2026-01-05T09:00",
          turn: "1 day",
        },
      },
    },
  },
  escalations: {
    web: {
      title: "Web",
      team: team.product,
      loops: 3,
      levels: [
        { after: "10 minutes", targets: [{ rotation: "product-follow-the-sun" }] },
        { after: "15 minutes", targets: [{ rotation: "platform-primary" }] },
        { after: "15 minutes", targets: [{ person: person["bruno-costa"] }, { person: person["ada-brandt"] }] },
      ],
    },
    "bridge-api": {
      title: "Bridge API",
      team: team.platform,
      loops: 3,
      levels: [
        { after: "10 minutes", targets: [{ rotation: "platform-primary" }] },
        { after: "15 minutes", targets: [{ rotation: "platform-secondary" }] },
        { after: "15 minutes", targets: [{ person: person["bruno-costa"] }, { person: person["ada-brandt"] }] },
      ],
    },
    drill: {
      title: "Drill",
      team: team.platform,
      drill: true,
      loops: 1,
      levels: [
        { after: "5 minutes", targets: [{ rotation: "drill-team" }] },
        { after: "5 minutes", targets: [{ person: person["bruno-costa"] }] },
      ],
    },
  },
  drillEscalation: "drill",
  notifications: {
    high: [
      { method: "sms", after: "0 minutes" },
      { method: "phone", after: "3 minutes" },
      { method: "email", after: "0 minutes" },
    ],
    low: [{ method: "email", after: "0 minutes" }],
  },
  businessServices: {
    "pilot-app": {
      title: "Pilot application",
      description: "What pilot customers use.",
      team: team.operations,
      pointOfContact: person["helena-ivo"],
    },
  },
  maintenance: {
    "neon-upgrade-rehearsal": {
      title: "Rehearsal of the Postgres upgrade",
      services: ["web", "bridge-api"],
      stage: "staging",
      timeZone: "Europe/Berlin",
      start: "2027-01-16T08:00",
      duration: "4 hours",
    },
  },
} satisfies ModelInput["onCall"];

import type { OverlayCase } from "../overlay-case.ts";

const primary = (layer: string): string =>
  `onCall: { rotations: { platform-primary: { layers: { weekly: ${layer} } } } }`;
const web = (...levels: readonly string[]): string =>
  `onCall: { escalations: { web: { levels: [${levels.join(", ")}] } } }`;
const first = "{ after: 10 minutes, targets: [{ rotation: product-follow-the-sun }] }";
const second = "{ after: 15 minutes, targets: [{ rotation: platform-primary }] }";

/** Rotas, escalations and how people are told. */
export const onCallCases: readonly OverlayCase[] = [
  {
    name: "rota of one person",
    yaml: primary("{ people: [david-ernst] }"),
    problems: ["on-call.single-person onCall.rotations.platform-primary.layers"],
  },
  {
    name: "one person in every turn",
    yaml: primary("{ people: [david-ernst, david-ernst] }"),
    problems: ["on-call.single-person onCall.rotations.platform-primary.layers"],
  },
  {
    name: "rota for drills of one person",
    yaml: "onCall: { rotations: { drill-team: { layers: { daily: { people: [leo-martins] } } } } }",
    problems: ["on-call.single-person onCall.rotations.drill-team.layers"],
  },
  {
    name: "rota for drills that is open one hour a day",
    yaml: "onCall: { rotations: { drill-team: { layers: { daily: { restrictions: [{ kind: daily, start: '09:00', duration: 1 hour }] } } } } }",
    problems: ["on-call.uncovered onCall.rotations.drill-team.layers"],
  },
  {
    name: "drill that half of the days goes on to the person who did not answer",
    yaml: "onCall: { escalations: { drill: { levels: [{ after: 5 minutes, targets: [{ rotation: drill-team }] }, { after: 5 minutes, targets: [{ person: leo-martins }] }] } } }",
    problems: ["on-call.all-levels-one-person onCall.escalations.drill.levels"],
  },
  {
    name: "drill of one level that names one person",
    yaml: "onCall: { escalations: { drill: { levels: [{ after: 5 minutes, targets: [{ person: leo-martins }] }] } } }",
    problems: ["on-call.all-levels-one-person onCall.escalations.drill.levels"],
  },
  {
    name: "escalation that names one person on both levels",
    yaml: web(
      "{ after: 10 minutes, targets: [{ person: ada-brandt }] }",
      "{ after: 10 minutes, targets: [{ person: ada-brandt }] }",
    ),
    problems: ["on-call.all-levels-one-person onCall.escalations.web.levels"],
  },
  {
    name: "nights without anybody",
    yaml: primary("{ restrictions: [{ kind: daily, start: '08:00', duration: 12 hours }] }"),
    problems: ["on-call.uncovered onCall.rotations.platform-primary.layers"],
  },
  {
    name: "one minute without anybody",
    yaml: "onCall: { rotations: { product-follow-the-sun: { layers: { sao-paulo-evening: { restrictions: [{ kind: daily, start: '18:01', duration: 779 minutes }] } } } } }",
    problems: ["on-call.uncovered onCall.rotations.product-follow-the-sun.layers"],
  },
  {
    name: "rota that begins in a month",
    yaml: primary("{ start: '2026-12-21T09:00' }"),
    problems: ["on-call.uncovered onCall.rotations.platform-primary.layers"],
  },
  {
    name: "weekends without anybody",
    yaml: primary("{ restrictions: [{ kind: weekly, dayOfWeek: 1, start: '00:00', duration: 5 days }] }"),
    problems: ["on-call.uncovered onCall.rotations.platform-primary.layers"],
  },
  {
    name: "only rota of an escalation has hours left out",
    yaml: `onCall: { rotations: { platform-primary: { mustCover: false, layers: { weekly: { restrictions: [{ kind: daily, start: '08:00', duration: 12 hours }] } } } }, escalations: { bridge-api: { levels: [${second}, ${second}] } } }`,
    problems: [
      "on-call.all-levels-one-person onCall.escalations.bridge-api.levels",
      "on-call.level-uncovered onCall.escalations.bridge-api.levels",
    ],
  },
  {
    name: "turn of a second",
    yaml: primary("{ turn: 1 second }"),
    problems: ["duration.out-of-range onCall.rotations.platform-primary.layers.weekly.turn"],
  },
  {
    name: "turn of no time",
    yaml: primary("{ turn: 0 hours }"),
    problems: ["duration.out-of-range onCall.rotations.platform-primary.layers.weekly.turn"],
  },
  {
    name: "turn of two years",
    yaml: primary("{ turn: 730 days }"),
    problems: ["duration.out-of-range onCall.rotations.platform-primary.layers.weekly.turn"],
  },
  {
    name: "daily restriction of a whole day",
    yaml: primary("{ restrictions: [{ kind: daily, start: '08:00', duration: 24 hours }] }"),
    problems: ["duration.out-of-range onCall.rotations.platform-primary.layers.weekly.restrictions[0].duration"],
  },
  {
    name: "weekly restriction of a whole week",
    yaml: primary("{ restrictions: [{ kind: weekly, dayOfWeek: 1, start: '08:00', duration: 1 week }] }"),
    problems: ["duration.out-of-range onCall.rotations.platform-primary.layers.weekly.restrictions[0].duration"],
  },
  {
    name: "escalation of one level",
    yaml: web(first),
    problems: ["on-call.too-few-levels onCall.escalations.web.levels"],
  },
  {
    name: "level of half a minute",
    yaml: web(first, "{ after: 90 seconds, targets: [{ person: bruno-costa }] }"),
    problems: ["duration.not-whole onCall.escalations.web.levels[1].after"],
  },
  {
    name: "level of no time",
    yaml: web(first, "{ after: 0 minutes, targets: [{ person: bruno-costa }] }"),
    problems: [
      "duration.out-of-range onCall.escalations.web.levels[1].after",
      "on-call.escalates-unheard onCall.escalations.web.levels[1].after",
    ],
  },
  {
    name: "page that ends with the drill team",
    yaml: web(first, "{ after: 15 minutes, targets: [{ rotation: drill-team }] }"),
    problems: [
      "on-call.all-levels-one-person onCall.escalations.web.levels",
      "on-call.page-reaches-drill onCall.escalations.web.levels[1].targets[0].rotation",
    ],
  },
  {
    name: "drill that wakes the people on call",
    yaml: `onCall: { escalations: { drill: { levels: [${second}] } } }`,
    problems: ["on-call.drill-pages-people onCall.escalations.drill.levels[0].targets[0].rotation"],
  },
  {
    name: "service that pages the drill team",
    yaml: "services: { web: { pagerDuty: { escalation: drill } } }",
    problems: ["on-call.drill-escalation-in-use services.web.pagerDuty.escalation"],
  },
  {
    name: "drills that page by a real escalation",
    yaml: "onCall: { drillEscalation: web }",
    problems: ["on-call.drill-escalation-real onCall.drillEscalation"],
  },
  {
    name: "person on call without seat",
    yaml: "organization: { people: { david-ernst: { paged: false } } }",
    problems: ["on-call.no-seat onCall.rotations.platform-primary.layers.weekly.people[0]"],
  },
  {
    name: "person on call who may only read",
    yaml: "organization: { people: { david-ernst: { pagerDutyRole: read_only_user } } }",
    problems: ["on-call.cannot-respond organization.people.david-ernst.pagerDutyRole"],
  },
  {
    name: "person on call without telephone",
    yaml: "organization: { people: { david-ernst: { contact: { phone: null } } } }",
    problems: ["on-call.no-contact organization.people.david-ernst.contact.phone"],
  },
  {
    name: "person to escalate to without text messages",
    yaml: "organization: { people: { ada-brandt: { contact: { sms: null } } } }",
    problems: ["on-call.no-contact organization.people.ada-brandt.contact.sms"],
  },
  {
    name: "told twice at once",
    yaml: "onCall: { notifications: { low: [{ method: email, after: 0 minutes }, { method: email, after: 0 seconds }] } }",
    problems: ["on-call.repeated-notification onCall.notifications.low[1]"],
  },
  {
    name: "told after the next level",
    yaml: "onCall: { notifications: { high: [{ method: phone, after: 12 minutes }] } }",
    problems: [
      "on-call.escalates-unheard onCall.escalations.bridge-api.levels[0].after",
      "on-call.escalates-unheard onCall.escalations.drill.levels[0].after",
      "on-call.escalates-unheard onCall.escalations.drill.levels[1].after",
      "on-call.escalates-unheard onCall.escalations.web.levels[0].after",
    ],
  },
  {
    name: "told after two days",
    yaml: "onCall: { notifications: { low: [{ method: email, after: 2 days }] } }",
    problems: ["duration.out-of-range onCall.notifications.low[0].after"],
  },
  {
    name: "maintenance for ever",
    yaml: "onCall: { maintenance: { neon-upgrade-rehearsal: { duration: 400 days } } }",
    problems: ["duration.out-of-range onCall.maintenance.neon-upgrade-rehearsal.duration"],
  },
];

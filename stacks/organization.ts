import { idsOf, secret, type ModelInput } from "@launchgate/core";

type OrganizationInput = ModelInput["organization"];
type PersonInput = OrganizationInput["people"][string];

/** An invented person of the reference organisation; personal data stand in secret configuration (house decision 10). */
const example = (
  id: string,
  details: Omit<PersonInput, "example" | "contact"> & { countryCode: number },
): PersonInput => {
  const { countryCode, ...person } = details;
  const contact = {
    email: secret(`person-${id}-email`),
    phone: secret(`person-${id}-phone`),
    sms: secret(`person-${id}-phone`),
    countryCode,
  };
  return { ...person, example: true, contact };
};

const berlin = { timeZone: "Europe/Berlin", countryCode: 49 } as const;
const saoPaulo = { timeZone: "America/Sao_Paulo", countryCode: 55 } as const;

/** The people. Every name is an example. */
export const people = {
  "ada-brandt": example("ada-brandt", {
    ...berlin,
    name: "Ada Brandt",
    jobTitle: "Technical Delivery Lead",
    github: "ada-brandt-example",
    pagerDutyRole: "user",
  }),
  "bruno-costa": example("bruno-costa", {
    ...saoPaulo,
    name: "Bruno Costa",
    jobTitle: "Reliability Partner",
    github: "bruno-costa-example",
    pagerDutyRole: "user",
  }),
  "clara-dias": example("clara-dias", {
    ...saoPaulo,
    name: "Clara Dias",
    jobTitle: "Implementer",
    github: "clara-dias-example",
  }),
  "david-ernst": example("david-ernst", {
    ...berlin,
    name: "David Ernst",
    jobTitle: "DevOps Engineer",
    github: "david-ernst-example",
  }),
  "elif-faber": example("elif-faber", {
    ...berlin,
    name: "Elif Faber",
    jobTitle: "QA Lead",
    github: "elif-faber-example",
  }),
  "felipe-gomes": example("felipe-gomes", {
    ...saoPaulo,
    name: "Felipe Gomes",
    jobTitle: "Business Analyst",
    github: "felipe-gomes-example",
  }),
  "greta-hahn": example("greta-hahn", {
    ...berlin,
    name: "Greta Hahn",
    jobTitle: "UX Designer",
    github: "greta-hahn-example",
  }),
  "helena-ivo": example("helena-ivo", {
    ...saoPaulo,
    name: "Helena Ivo",
    jobTitle: "Customer Success Manager",
    github: "helena-ivo-example",
  }),
  "ines-jansen": example("ines-jansen", {
    ...berlin,
    name: "Ines Jansen",
    jobTitle: "Product Manager",
    github: "ines-jansen-example",
  }),
  "jonas-krug": example("jonas-krug", {
    ...berlin,
    name: "Jonas Krug",
    jobTitle: "Project Manager",
    github: "jonas-krug-example",
  }),
  "karin-lopes": example("karin-lopes", {
    ...saoPaulo,
    name: "Karin Lopes",
    jobTitle: "Legal and Compliance",
    github: "karin-lopes-example",
  }),
  "leo-martins": example("leo-martins", {
    ...saoPaulo,
    name: "Leo Martins",
    jobTitle: "Reliability Engineer",
    github: "leo-martins-example",
  }),
} satisfies Record<string, PersonInput>;

const person = idsOf(people);

/** Teams of the organisation. */
export const teams = {
  "release-approvers": {
    title: "Release approvers",
    description: "May approve deployments into production.",
    members: [person["ada-brandt"], person["bruno-costa"], person["david-ernst"], person["ines-jansen"]],
    maintainers: [person["ada-brandt"]],
  },
  platform: {
    title: "Platform",
    description: "Owns the pipeline, the infrastructure and these rules.",
    members: [person["bruno-costa"], person["clara-dias"], person["david-ernst"], person["leo-martins"]],
    maintainers: [person["bruno-costa"]],
  },
  product: {
    title: "Product engineering",
    description: "Builds web and bridge-api.",
    members: [
      person["clara-dias"],
      person["elif-faber"],
      person["greta-hahn"],
      person["felipe-gomes"],
      person["ada-brandt"],
    ],
    maintainers: [person["ada-brandt"]],
  },
  operations: {
    title: "Release operations",
    description: "Coordinates releases, customers and compliance.",
    members: [person["ines-jansen"], person["jonas-krug"], person["helena-ivo"], person["karin-lopes"]],
    maintainers: [person["jonas-krug"]],
  },
} satisfies OrganizationInput["teams"];

const team = idsOf(teams);

/** Roles of a release and the duties of the seven that sign (R3). */
export const roles = {
  "technical-delivery-lead": {
    title: "Technical Delivery Lead",
    owns: ["release checklist", "readiness review"],
    holders: [person["ada-brandt"]],
    deputies: [person["david-ernst"]],
    differsFrom: ["reliability-partner"],
  },
  "reliability-partner": {
    title: "Reliability Partner",
    owns: ["rollback", "drills", "on-call"],
    holders: [person["bruno-costa"]],
    deputies: [person["leo-martins"]],
    differsFrom: ["technical-delivery-lead"],
  },
  implementer: {
    title: "Implementer",
    owns: ["pipeline"],
    holders: [person["clara-dias"]],
    deputies: [person["leo-martins"]],
  },
  "qa-lead": {
    title: "QA lead",
    holders: [person["elif-faber"]],
    deputies: [person["felipe-gomes"]],
    signs: "tests complete",
    differsFrom: ["devops-engineer"],
    duties: {
      before: "Final test pass in staging.",
      onTheDay: "Production smoke tests.",
      after: "Watch for quality regressions.",
    },
  },
  "devops-engineer": {
    title: "DevOps engineer",
    holders: [person["david-ernst"]],
    deputies: [person["clara-dias"]],
    signs: "infrastructure ready",
    differsFrom: ["qa-lead"],
    duties: {
      before: "Validate pipeline and rollback procedures.",
      onTheDay: "Deploy and watch system health.",
      after: "Review deployment metrics and performance.",
    },
  },
  "business-analyst": {
    title: "Business analyst",
    holders: [person["felipe-gomes"]],
    signs: "requirements fulfilled",
    duties: {
      before: "All acceptance criteria met.",
      onTheDay: "Available for clarifications.",
      after: "Coordinate acceptance by users if needed.",
    },
  },
  "ux-designer": {
    title: "UX designer",
    holders: [person["greta-hahn"]],
    signs: "design quality",
    duties: {
      before: "Validate the design in staging.",
      onTheDay: "Review the production interface.",
      after: "Watch feedback on design changes.",
    },
  },
  "customer-success-manager": {
    title: "Customer success manager",
    holders: [person["helena-ivo"]],
    signs: "customers ready",
    duties: {
      before: "Customer communications and training material.",
      onTheDay: "Announce to customers.",
      after: "Watch feedback and adoption.",
    },
  },
  "product-manager": {
    title: "Product manager",
    holders: [person["ines-jansen"]],
    deputies: [person["jonas-krug"]],
    signs: "product accepted",
    gate: true,
    duties: {
      before: "Completeness against the roadmap.",
      onTheDay: "Approve the final release decision (a gate).",
      after: "Watch success metrics.",
    },
  },
  "project-manager": {
    title: "Project manager",
    holders: [person["jonas-krug"]],
    deputies: [person["ada-brandt"]],
    signs: "overall readiness, all sign-offs in",
    duties: {
      before: "Coordinate sign-offs and communications.",
      onTheDay: "Facilitate and escalate.",
      after: "Update stakeholders and close artefacts.",
    },
  },
  "legal-compliance": {
    title: "Legal and compliance",
    holders: [person["karin-lopes"]],
    signs: "evidence set confirmed",
  },
} satisfies OrganizationInput["roles"];

/** Day on which the team last changed every credential of a stack. */
const rotatedOn = { shared: "2026-11-02", dev: "2026-11-02", staging: "2026-11-03", prod: "2026-11-03" };

/** Motion Mavericks, the reference organisation. */
export const organization = {
  title: "Motion Mavericks",
  githubOwner: "motion-mavericks",
  domain: "motion-mavericks.example",
  timeZone: "Europe/Berlin",
  runbookBase: "https://github.com/motion-mavericks/release-operations/blob/main/docs/runbooks",
  product: {
    title: "Motion Mavericks MVP",
    track: "MVP pilot",
    apiBaseline: "/v1",
    trustModel: "single-workspace",
  },
  people,
  teams,
  roles,
  complianceClasses: {
    standard: {
      title: "Public site without personal data",
      logRetentionDays: 30,
      artifactRetentionDays: 90,
      archiveRetentionDays: 365,
    },
    regulated: {
      title: "Personal data of pilot customers",
      logRetentionDays: 90,
      artifactRetentionDays: 180,
      archiveRetentionDays: 730,
      databaseAllowedIps: ["198.51.100.0/24", "203.0.113.10"],
    },
  },
  githubApp: { id: 1_204_817 },
  rulesRepository: { name: "release-operations", owner: team.platform, complianceClass: "regulated" },
  credentials: {
    githubToken: { owner: team.platform, maxAgeDays: 365, rotatedOn },
    vercelToken: { owner: team.platform, maxAgeDays: 365, rotatedOn },
    neonApiKey: { owner: team.platform, maxAgeDays: 365, rotatedOn },
    pagerDutyToken: { owner: team.platform, maxAgeDays: 365, rotatedOn },
    datadogApiKey: { owner: team.platform, maxAgeDays: 365, rotatedOn },
    datadogAppKey: { owner: team.platform, maxAgeDays: 365, rotatedOn },
    "mux-token": { owner: team.product, maxAgeDays: 365, rotatedOn },
    "queue-url": { owner: team.platform, maxAgeDays: 365, rotatedOn },
  },
  labels: {
    "type: patch": { color: "0e8a16", description: "Hotfix for a critical production issue" },
    "type: minor": { color: "1d76db", description: "Increment" },
    "type: major": { color: "d93f0b", description: "Significant or breaking change" },
    "release: blocked": { color: "b60205", description: "A gate says no" },
    "drill: finding": { color: "fbca04", description: "Found in a drill, to be mended" },
    incident: { color: "5319e7", description: "Part of an incident" },
  },
} satisfies OrganizationInput;

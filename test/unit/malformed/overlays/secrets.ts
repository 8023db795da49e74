/** A credential where none belongs. `%` in the overlay stands for the value. */
export interface SecretCase {
  readonly name: string;
  /** Made up; none is or was valid. Cut in two so that no scanner takes this file for a leak. */
  readonly value: string;
  readonly yaml: string;
  /** Every problem that must be reported and no other: `<code> <key path>`. */
  readonly problems: readonly string[];
}

const cut = (...parts: readonly string[]): string => parts.join("");
const github = cut("gh", "p_canaryCANARYcanaryCANARYcanaryCANARY12");
const fineGrained = cut("github", "_pat_11CANARY0canaryCANARYcanary_canaryCANARY");
const variable = (name: string): string =>
  `services: { web: { vercel: { environment: { ${name}: { value: '%' } } } } }`;
const atVariable = (name: string): string[] => [`secret.plain-text services.web.vercel.environment.${name}.value`];

/** Credentials by shape and by name, in values, keys, bodies and broken places. */
export const secretCases: readonly SecretCase[] = [
  { name: "GitHub token as a variable", value: github, yaml: variable("GITHUB"), problems: atVariable("GITHUB") },
  {
    name: "fine-grained token in a description",
    value: fineGrained,
    yaml: "services: { web: { description: 'Uses % for now' } }",
    problems: ["secret.plain-text services.web.description"],
  },
  {
    name: "AWS key in a mitigation",
    value: cut("AK", "IACANARYCANARY0123"),
    yaml: "release: { risks: { penetration-test: { mitigation: 'key %' } } }",
    problems: ["secret.plain-text release.risks.penetration-test.mitigation"],
  },
  {
    name: "key with the prefix sk",
    value: cut("sk", "_live_canaryCANARYcanary0123"),
    yaml: variable("PAYMENT"),
    problems: atVariable("PAYMENT"),
  },
  {
    name: "Slack token",
    value: cut("xox", "b-123456789012-canaryCANARY"),
    yaml: variable("CHAT"),
    problems: atVariable("CHAT"),
  },
  {
    name: "Neon key",
    value: cut("napi", "_canarycanary0123456789"),
    yaml: variable("NEON"),
    problems: atVariable("NEON"),
  },
  { name: "Neon password", value: cut("npg", "_canaryCANARY0123"), yaml: variable("DB"), problems: atVariable("DB") },
  {
    name: "JSON web token",
    value: cut("eyJhbGciOiJIUzI1NiJ9", ".eyJjYW5hcnkiOnRydWV9", ".canarySIGNATURE"),
    yaml: variable("SESSION"),
    problems: atVariable("SESSION"),
  },
  {
    name: "address with a password",
    value: "canaryPassw0rd",
    yaml: "services: { web: { vercel: { environment: { QUEUE: { value: 'postgres://app:%@db.example/app' } } } } }",
    problems: atVariable("QUEUE"),
  },
  {
    name: "address with a password in an operator command",
    value: "canaryPassw0rd",
    yaml: "release: { operatorCommands: { preflight: { command: 'curl https://me:%@example.com' } } }",
    problems: ["secret.plain-text release.operatorCommands.preflight.command"],
  },
  {
    name: "private key",
    value: "MIIEcanaryCANARYcanary",
    yaml: `services: { web: { vercel: { environment: { CERT: { value: "-----BEGIN ${cut("PRIV", "ATE")} KEY-----\\n%\\n-----END ${cut("PRIV", "ATE")} KEY-----" } } } } }`,
    problems: atVariable("CERT"),
  },
  {
    name: "random value under TOKEN",
    value: "q8Zr2LwX0vB7nT4s",
    yaml: variable("PARTNER_TOKEN"),
    problems: atVariable("PARTNER_TOKEN"),
  },
  {
    name: "random value under KEY",
    value: "q8Zr2LwX0vB7nT4s",
    yaml: variable("SIGNING_KEY"),
    problems: atVariable("SIGNING_KEY"),
  },
  {
    name: "random value under SECRET",
    value: "9f86d081884c7d659a2feaa0c55ad015",
    yaml: variable("WEBHOOK_SECRET"),
    problems: atVariable("WEBHOOK_SECRET"),
  },
  {
    name: "short password",
    value: "hunter2",
    yaml: variable("ADMIN_PASSWORD"),
    problems: atVariable("ADMIN_PASSWORD"),
  },
  {
    name: "token in the query of a smoke step",
    value: "canary0123456789",
    yaml: "services: { web: { smoke: { steps: [{ title: A, path: '/health?token=%' }] } } }",
    problems: ["secret.plain-text services.web.smoke.steps[0].path"],
  },
  {
    name: "password in the body of a smoke step",
    value: "hunter2",
    yaml: `services: { web: { smoke: { steps: [{ title: A, path: /, method: POST, body: '{"login":{"password":"%"}}' }] } } }`,
    problems: ["secret.plain-text services.web.smoke.steps[0].body"],
  },
  {
    name: "bearer credential in a command",
    value: "canaryCANARY0123",
    yaml: `release: { operatorCommands: { preflight: { command: 'curl -H "Authorization: Bearer %"' } } }`,
    problems: ["secret.plain-text release.operatorCommands.preflight.command"],
  },
  {
    name: "token as the name of a secret",
    value: cut("napi", "_canarycanary0123456789"),
    yaml: "services: { web: { vercel: { environment: { MUX_TOKEN: { secret: '%' } } } } }",
    problems: ["schema.bad-format services.web.vercel.environment.MUX_TOKEN.secret"],
  },
  {
    name: "telephone number in plain text",
    value: "+49301234567",
    yaml: "organization: { people: { ada-brandt: { contact: { phone: '%' } } } }",
    problems: ["secret.plain-text organization.people.ada-brandt.contact.phone"],
  },
  {
    name: "address in plain text",
    value: "ada.canary@example.com",
    yaml: "organization: { people: { ada-brandt: { contact: { email: '%' } } } }",
    problems: ["secret.plain-text organization.people.ada-brandt.contact.email"],
  },
  {
    name: "token where a person belongs",
    value: github,
    yaml: "stages: { prod: { approval: { people: ['%'] } } }",
    problems: [
      "schema.bad-format stages.prod.approval.people[0]",
      "schema.out-of-range stages.prod.approval.people[0]",
    ],
  },
  {
    name: "token where a number belongs",
    value: github,
    yaml: "stages: { dev: { logDailyLimit: '%' } }",
    problems: ["schema.wrong-type stages.dev.logDailyLimit"],
  },
  {
    name: "token as an id",
    value: github,
    yaml: "organization: { teams: { '%': { title: T } } }",
    problems: ['schema.bad-key organization.teams["(hidden)"]'],
  },
  {
    name: "token under an unknown key",
    value: github,
    yaml: "stages: { prod: { deployer: '%' } }",
    problems: ["schema.unknown-key stages.prod.deployer"],
  },
  {
    name: "password under an unknown key",
    value: "hunter2canary",
    yaml: "stages: { prod: { password: '%' } }",
    problems: ["schema.unknown-key stages.prod.password"],
  },
  {
    name: "number as a password under an unknown key",
    value: "73577357",
    yaml: "stages: { prod: { password: % } }",
    problems: ["schema.unknown-key stages.prod.password"],
  },
  {
    name: "account token in the model",
    value: github,
    yaml: "githubToken: '%'",
    problems: ["config.key-in-both githubToken"],
  },
  {
    name: "token in a recurrence",
    value: github,
    yaml: "release: { freeze: { windows: { year-end: { recurrence: '%' } } } }",
    problems: [
      "calendar.impossible-recurrence release.freeze.windows.year-end.recurrence",
      "secret.plain-text release.freeze.windows.year-end.recurrence",
    ],
  },
];

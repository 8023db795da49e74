/** A part of the code that is mutated, with the tests that must notice it. */
export interface Area {
  /** Patterns of files, from the root. */
  readonly mutate: readonly string[];
  readonly tests: readonly string[];
}

const vendors = ["across", "datadog", "github", "neon", "pagerduty", "plan", "vercel"] as const;

/** The rules of the model about who lets a release out, when, how far, and how it comes back. */
const releases = [
  "approvals",
  "calendar",
  "production",
  "ramp",
  "retention",
  "risks",
  "roles",
  "rollback",
  "waivers",
] as const;

/** The rules of the model about what releases reach, and whom. */
const things = [
  "addresses",
  "budgets",
  "credentials",
  "on-call",
  "people",
  "services",
  "slos",
  "smoke",
  "stacks",
  "stages",
];

/** The rules of the model about names and where they point, lengths of time, secrets, and who is reached when. */
const forms = ["coverage", "durations", "escalations", "names", "references", "secrets", "tools"] as const;

/** The rules of a vendor, with their own tests. */
function rulesOf(vendor: string): Area {
  return {
    mutate: [`policy/rules/${vendor}/*.ts`],
    tests: [`test/policy/${vendor}/**/*.test.ts`, "test/policy/listed.test.ts"],
  };
}

/** What `npm run mutants` goes through; an area alone by its name. */
export const areas: Readonly<Record<string, Area>> = {
  kernel: {
    mutate: ["policy/kernel/*.ts", "policy/define-rule.ts"],
    tests: ["test/policy/kernel/**/*.test.ts", "test/policy/neon/*.test.ts"],
  },
  calendar: {
    mutate: ["packages/core/src/domain/freeze-calendar*.ts", "packages/core/src/domain/waiver.ts"],
    // Not those that compare with brute force: they take half a minute, and a mutant would wait for them.
    tests: ["test/unit/core/freeze-calendar*.test.ts", "test/unit/core/waiver*.test.ts"],
  },
  // What `validate` refuses of releases, and with it every command that changes something.
  gates: {
    mutate: [`packages/core/src/rules/{${releases.join(",")}}.ts`],
    tests: ["test/unit/core/rules/one-rule*.test.ts"],
  },
  // The same of people, services, stages and money.
  model: {
    mutate: [`packages/core/src/rules/{${things.join(",")}}.ts`],
    tests: ["test/unit/core/rules/one-rule*.test.ts"],
  },
  // The same of names, times and secrets.
  names: {
    mutate: [`packages/core/src/rules/{${forms.join(",")}}.ts`],
    tests: ["test/unit/core/rules/one-rule*.test.ts", "test/unit/core/rules/{durations,secrets,tools}.test.ts"],
  },
  // What the plans of vendors can do, and what the model wants of them.
  vendors: {
    mutate: ["packages/core/src/rules/vendor-*.ts", "packages/core/src/vendors/features.ts"],
    tests: ["test/unit/core/rules/vendor-*.test.ts", "test/unit/core/rules/one-rule.test.ts"],
  },
  // How the engine is told; phase.test.ts asks a process, in which no mutant is on.
  sdk: {
    mutate: ["policy/sdk/*.ts", "policy/{pack,index,foreign}.ts"],
    tests: ["test/policy/sdk/{finding-text,outbox,policies,reported,session,watch-phase}.test.ts"],
  },
  ...Object.fromEntries(vendors.map((vendor) => [vendor, rulesOf(vendor)])),
};

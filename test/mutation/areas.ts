/** A part of the code that is mutated, with the tests that must notice it. */
export interface Area {
  /** Patterns of files, from the root. */
  readonly mutate: readonly string[];
  readonly tests: readonly string[];
}

const vendors = ["across", "datadog", "github", "neon", "pagerduty", "plan", "vercel"] as const;

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
  ...Object.fromEntries(vendors.map((vendor) => [vendor, rulesOf(vendor)])),
};

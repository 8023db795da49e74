import { defineConfig } from "vitest/config";

const shuffle = { tests: true, files: true };
const project = (name: string, include: string[], extra: Record<string, unknown> = {}) => ({
  test: { name, include, environment: "node", maxWorkers: 2, sequence: { shuffle, groupOrder: 0 }, ...extra },
});
/** Each test runs an engine, a sandbox and their plugins: one file at a time, after all others. */
const alone = { maxWorkers: 1, sequence: { shuffle, groupOrder: 1 } };

export default defineConfig({
  test: {
    projects: [
      project("unit", ["test/unit/**/*.test.ts"], { testTimeout: 120_000, hookTimeout: 120_000 }),
      project("policy", ["test/policy/**/*.test.ts"], { testTimeout: 60_000, hookTimeout: 120_000 }),
      project("golden", ["test/golden/**/*.test.ts"], { testTimeout: 120_000 }),
      project("cli", ["test/cli/**/*.test.ts"], { testTimeout: 120_000, hookTimeout: 120_000 }),
      project("contract", ["test/contract/**/*.test.ts"], { testTimeout: 120_000, hookTimeout: 120_000 }),
      project("e2e", ["test/e2e/**/*.test.ts"], { ...alone, testTimeout: 240_000, hookTimeout: 240_000 }),
      project("sandbox", ["packages/sandbox/test/**/*.test.ts"], { testTimeout: 120_000, hookTimeout: 120_000 }),
      project("truth", ["packages/sandbox/truth/**/*.test.ts"], {
        ...alone,
        testTimeout: 1_200_000,
        hookTimeout: 120_000,
        globalSetup: ["packages/sandbox/truth/global-setup.ts"],
      }),
      project("neon-pulumi", ["packages/neon-pulumi/test/**/*.test.ts"], { testTimeout: 180_000 }),
    ],
  },
});

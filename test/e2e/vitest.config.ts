import { defineConfig } from "vitest/config";

// eslint-disable-next-line import-x/no-default-export -- vitest reads the default export
export default defineConfig({
  test: { name: "e2e", include: ["test/e2e/**/*.test.ts"], testTimeout: 240_000, hookTimeout: 120_000 },
});

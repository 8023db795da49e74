import ignoring from "ignore";
import { describe, expect, it } from "vitest";
import { allFiles, rulesFiles, serviceFiles } from "../../../../packages/cli/src/pipelines/files.ts";
import { madeByProgram, settingsOf } from "../../../../packages/cli/src/pipelines/settings-needed.ts";
import { guardedChanges } from "../../../../packages/cli/src/pull-request/review/guarded-paths.ts";
import { modelWith } from "./pipelines-model.ts";

const model = modelWith();

describe("CODEOWNERS (P6, P7)", () => {
  const owners = (text: string, path: string): string =>
    text
      .split("\n")
      .filter((line) => line !== "" && !line.startsWith("#"))
      .map((line) => line.split(/\s+/))
      .findLast(([pattern = ""]) => ignoring.default().add(pattern).ignores(path))
      ?.slice(1)
      .join(" ") ?? "";

  it("gives whatever guards the rules to the team that owns them", () => {
    const text = rulesFiles(model)[".github/CODEOWNERS"] ?? "";
    const guarded = [
      ...["policy/rules/plan/limit-tries.ts", ".github/workflows/verdict.yml", ".github/CODEOWNERS", ".ci/run"],
      ...[
        "packages/cli/src/main.ts",
        "package.json",
        "tsconfig.json",
        ".npmrc",
        "infra/index.ts",
        "components/component.ts",
      ],
      ...["Pulumi.prod.yaml", "Pulumi.yaml", "stacks/release.ts", "scripts/generate.ts"],
    ];
    expect(guardedChanges(guarded)).toHaveLength(guarded.length);
    for (const path of [...guarded, "README.md"])
      expect([path, owners(text, path)]).toEqual([path, "@motion-mavericks/platform"]);
  });

  it("gives a service's workflows to the team of the rules and the rest to its own", () => {
    const text = serviceFiles(model, "web")[".github/CODEOWNERS"] ?? "";
    expect(owners(text, ".github/workflows/release.yml")).toBe("@motion-mavericks/platform");
    expect(owners(text, "src/index.ts")).toBe("@motion-mavericks/product");
  });
});

describe("secrets and variables that workflows need (S3)", () => {
  const settings = settingsOf(allFiles(model));

  it("are told with repository and environment, and secrets reach environments only", () => {
    expect(settings.filter(({ kind, environment }) => kind === "secret" && environment === "(none)")).toEqual([]);
    expect(settings).toContainEqual({
      target: "web",
      environment: "prod",
      kind: "secret",
      name: "VERCEL_TOKEN",
      workflows: ["release"],
      madeBy: "person",
    });
    expect(settings).toContainEqual({
      target: "web",
      environment: "prod",
      kind: "variable",
      name: "VERCEL_PROJECT_ID",
      workflows: ["release"],
      madeBy: "program",
    });
  });

  it("are never a cloud key or a passphrase", () => {
    const names = settings.filter(({ kind }) => kind === "secret").map(({ name }) => name);
    const allowed = [
      "LAUNCHGATE_APP_KEY",
      "NEON_API_KEY",
      "PAGERDUTY_ROUTING_KEY",
      "VERCEL_BYPASS_SECRET",
      "VERCEL_TOKEN",
    ];
    expect([...new Set(names)].toSorted()).toEqual(allowed);
    expect(madeByProgram.has("VERCEL_TOKEN")).toBe(false);
  });
});

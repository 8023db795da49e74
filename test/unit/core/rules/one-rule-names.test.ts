/** Edges of names at the vendors and of names that point at something, each rule by itself (P1, A1, O1). */
import { modelSchema, rules } from "@launchgate/core";
import { describe, expect, it } from "vitest";
import { referenceProblems } from "../../../../packages/core/src/rules/references.ts";
import { model } from "../../../../stacks/index.ts";
import { at, told } from "../../malformed/overlay-case.ts";
import { found } from "./read-model.ts";

const places = (yaml: string): (readonly [path: string, expected: string])[] =>
  found("names", yaml).map(({ path, expected }) => [path, expected]);
const titles = (...each: readonly string[]): string => {
  const ids = ["platform-primary", "platform-secondary", "drill-team"];
  return `onCall: { rotations: { ${each.map((title, index) => `${ids[index] ?? ""}: { title: '${title}' }`).join(", ")} } }`;
};
const host = (label: string): string => `services: { web: { vercel: { host: ${label} } } }`;

/** The rule over names, over the reference organisation with more services, stages or stacks. */
function withMore(more: object): (readonly [path: string, expected: string])[] {
  const read = modelSchema.parse({ ...model, ...more });
  const problems = rules.find(({ id }) => id === "names")?.check({ model: read, at }) ?? [];
  return problems.map(({ path, expected }) => [path, expected]);
}

describe("one name for two", () => {
  it("is told at the later ones, each with the first", () => {
    const first = "a title that nothing else has; onCall.rotations.platform-primary.title makes the same";
    expect(places(titles("One", "one", "ONE"))).toEqual([
      ["onCall.rotations.platform-secondary.title", first],
      ["onCall.rotations.drill-team.title", first],
    ]);
  });

  it("is one in small letters: what is written alike in capitals alone is not", () => {
    expect(places(titles("Straße", "STRASSE"))).toEqual([]);
  });

  it.for<readonly [yaml: string, path: string, expected: string]>([
    [
      "services: { web: { repository: { name: release-operations } } }",
      "services.web.repository.name",
      "a repository name that nothing else has; organization.rulesRepository.name makes the same",
    ],
    [
      "services: { bridge-api: { vercel: { host: app } } }",
      "services.bridge-api.vercel.host",
      "a host name that nothing else has; services.web.vercel.host makes the same",
    ],
  ])("%s", ([yaml, path, expected]) => {
    expect(places(yaml)).toEqual([[path, expected]]);
  });

  it("of a service and a stage stands where the stack names the service", () => {
    const { services, stages, stacks } = model;
    const more = {
      services: { ...services, "web-prod": { ...services.web, vercel: { ...services.web?.vercel, host: "other" } } },
      stages: { ...stages, "prod-eu": { ...stages.staging, title: "Europe" } },
      stacks: {
        ...stacks,
        "prod-eu": { kind: "stage", stage: "prod-eu", services: ["web"] },
        eu: { kind: "stage", stage: "eu", services: ["bridge-api", "web-prod"] },
      },
    };
    expect(withMore(more).filter(([path]) => path.startsWith("stacks."))).toEqual([
      [
        "stacks.eu.services[1]",
        "a name of service and stage that nothing else has; stacks.prod-eu.services.0 makes the same",
      ],
    ]);
  });
});

describe("environments of the rules repository", () => {
  const { stages, stacks } = model;
  const expected = (first: string): string =>
    `a name of an environment of the rules repository that nothing else has; ${first} makes the same`;

  it.for<readonly [what: string, more: object, path: string, first: string]>([
    [
      "a stage with the name of the repository's own",
      { stages: { ...stages, watch: { ...stages.staging, title: "Watch" } } },
      "stages.watch",
      "organization.rulesRepository",
    ],
    [
      "a shared stack with the name of the repository's own",
      { stacks: { ...stacks, verdict: { kind: "shared" } } },
      "stacks.verdict",
      "organization.rulesRepository",
    ],
    [
      "a stage with the name of a shared stack",
      { stages: { ...stages, shared: { ...stages.staging, title: "Shared" } } },
      "stages.shared",
      "stacks.shared",
    ],
  ])("%s", ([, more, path, first]) => {
    expect(withMore(more)).toContainEqual([path, expected(first)]);
  });

  it("a stack of a stage may have any name: its environment is the stage's", () => {
    const watch = { kind: "stage", stage: "drill", services: ["web"], ephemeral: true };
    expect(withMore({ stacks: { ...stacks, watch } })).toEqual([]);
  });
});

describe("a host", () => {
  it.for([
    { label: "a", good: true },
    { label: "a".repeat(55), good: true },
    { label: "a".repeat(56), good: false },
  ])("of the length of $label", ({ label, good }) => {
    expect(told(found("names", host(label)))).toEqual(good ? [] : ["names.bad-host services.web.vercel.host"]);
  });

  it("needs no room for the name of production, which stands in no label", () => {
    const { services, stages } = model;
    const more = {
      services: { ...services, web: { ...services.web, vercel: { ...services.web?.vercel, host: "a".repeat(50) } } },
      stages: { ...stages, "production-of-a-long-name": { ...stages.prod } },
    };
    expect(withMore(more)).toEqual([]);
  });
});

describe("a repository", () => {
  it.for([
    { name: ".", good: false },
    { name: "web.Git", good: false },
    { name: "web.wiki", good: false },
    { name: "web.github", good: true },
    { name: "..web", good: true },
  ])('"$name"', ({ name, good }) => {
    const problems = (path: string): string[] => (good ? [] : [`names.reserved ${path}`]);
    const ofService = `services: { web: { repository: { name: '${name}' } } }`;
    expect(told(found("names", ofService))).toEqual(problems("services.web.repository.name"));
    const ofRules = `organization: { rulesRepository: { name: '${name}' } }`;
    expect(told(found("names", ofRules))).toEqual(problems("organization.rulesRepository.name"));
  });
});

describe("references of what need not be a model", () => {
  const teams = { platform: { members: ["ghost"] } };
  it.for<readonly [people: unknown, problems: readonly string[]]>([
    [{ ada: {} }, ["reference.unknown-person organization.teams.platform.members[0]"]],
    [null, []],
    ["ada", []],
    [7, []],
    [["ada"], []],
    [undefined, []],
  ])("people that are %j", ([people, problems]) => {
    expect(told(referenceProblems({ organization: { people, teams } }))).toEqual(problems);
  });

  it("what is no text is no name", () => {
    const organization = { people: { ada: {} }, teams: { platform: { members: [5, null, "ada"] } } };
    expect(referenceProblems({ organization })).toEqual([]);
  });

  it("a name may stand in two entries of a map, and once in a list", () => {
    const organization = { people: {}, roles: { lead: { differsFrom: ["lead", "lead"] } } };
    const release = { decisionOwners: { go: "lead", abort: "lead" } };
    expect(told(referenceProblems({ organization, release }))).toEqual([
      "reference.duplicate organization.roles.lead.differsFrom[1]",
    ]);
  });
});

it("rules that ask only whether a model can be read are these", () => {
  const structure = rules.filter((rule) => rule.structure === true).map(({ id }) => id);
  expect(structure).toEqual(["references", "debug-variable-references", "secrets", "recurrences", "durations"]);
});

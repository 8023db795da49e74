import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { vendorSpec } from "../helpers/repository.ts";
import { allCustomResources } from "../helpers/stack-plans.ts";
import { SdkTypes } from "../../scripts/shapes/sdk-types.ts";
import { datadogEnums, wireValues } from "./wire-values.ts";

/**
 * The compiler does not know wire values: the SDKs type them as text, and their documentation spells some of them wrongly
 * (`pullRequest` for `pull_request`). Every choice that a plan makes is therefore looked up in a table.
 */
interface Given {
  readonly where: string;
  readonly type: string;
  readonly path: string;
  readonly value: string | number;
}
let given: Given[];
beforeAll(async () => {
  given = (await allCustomResources()).flatMap(({ stack, resource }) =>
    leaves(resource.inputs).map(([path, value]) => ({
      where: `${stack}: ${resource.name}`,
      type: resource.type,
      path,
      value,
    })),
  );
}, 120_000);

const rows = [...wireValues, ...datadogEnums];
const apiFiles = ["datadog-v1.json", "datadog-v2.json"].map((name) => vendorSpec("openapi", name));

describe("wire values (house, wire values)", () => {
  it("are those of the tables, in every stack", () => {
    const wrong = rows.flatMap((row) =>
      given
        .filter((each) => each.type === row.type && each.path === row.path && !row.values.includes(each.value))
        .map(
          ({ where, value }) =>
            `${where}: ${row.type} ${row.path}: ${JSON.stringify(value)}, allowed ${row.values.join(", ")}`,
        ),
    );
    expect(wrong).toEqual([]);
  });

  it("are looked up for every input whose documentation reads like a choice", () => {
    const sdk = new SdkTypes([...new Set(given.map(({ type }) => type))]);
    const known = new Set(rows.map(({ type, path }) => `${type} ${path}`));
    const used = [
      ...new Set(given.filter(({ value }) => typeof value === "string").map(({ type, path }) => `${type} ${path}`)),
    ];
    const documentation = new Map<string, string>();
    for (const type of new Set(given.map((each) => each.type))) {
      for (const { path, text } of sdk.documentation(type)) documentation.set(`${type} ${path}`, text);
    }
    const unlisted = used.filter((key) => readsLikeChoice(documentation.get(key) ?? "") && !known.has(key));
    expect(unlisted).toEqual([]);
    expect(used.filter((key) => known.has(key)).length).toBeGreaterThan(40);
  });

  it.skipIf(apiFiles.includes(undefined))(
    "of Datadog are those of its API's description (skipped where ../shared/specs/openapi is absent)",
    () => {
      const missing = datadogEnums.flatMap(({ type, path, schema, values, file }) => {
        const known = apiEnum(file, schema);
        return values
          .filter((value) => !known.includes(value))
          .map((value) => `${type} ${path}: ${value}, ${schema} has ${known.join(", ")}`);
      });
      expect(missing).toEqual([]);
    },
  );
});

const listedValues =
  /valid values|allowed values|possible values|supported values|valid options|must be (?:one of|either|`)|can be (?:one of|either|set to|a |`)|one of|either|should be|accepts? /i;

function readsLikeChoice(text: string): boolean {
  return listedValues.test(text) && (text.match(/`[^`]+`/g) ?? []).length > 1;
}

const apiSchema = z.object({
  components: z.object({ schemas: z.record(z.string(), z.object({ enum: z.array(z.unknown()).optional() })) }),
});

function apiEnum(file: string, schema: string): readonly unknown[] {
  const path = vendorSpec("openapi", file) ?? "";
  const values = apiSchema.parse(JSON.parse(readFileSync(path, "utf8"))).components.schemas[schema]?.enum;
  if (!values) throw new Error(`${file} has no enum ${schema}`);
  return values;
}

/** Every text and number of a value with its path, list positions left out. Stand-ins and secrets are no wire values. */
function leaves(value: unknown, path = ""): [string, string | number][] {
  if (typeof value === "number") return [[path, value]];
  if (typeof value === "string") return /^(?:\[secret\]|<.+>)$/s.test(value) ? [] : [[path, value]];
  if (Array.isArray(value)) return value.flatMap((each) => leaves(each, `${path}[]`));
  if (value === null || typeof value !== "object") return [];
  return Object.entries(value).flatMap(([key, each]) => leaves(each, path === "" ? key : `${path}.${key}`));
}

import { idSchema, modelSchema } from "@launchgate/core";
import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { referenceFields } from "../../../../packages/core/src/rules/reference-fields.ts";
import { model } from "../../../../stacks/index.ts";
import { placesOf } from "../../../../packages/core/src/rules/tools.ts";

/** Fields that hold an id of their own and refer to nothing in the model. */
const free = [
  "organization.rulesRepository.name",
  "release.scope.tenants.*",
  "services.*.repository.topics.*",
  "vendors.*.compensations.*.feature",
];

type AnySchema = z.core.$ZodType;
interface AnyDef {
  readonly type: string;
  readonly innerType?: AnySchema;
  readonly in?: AnySchema;
  readonly shape?: Readonly<Record<string, AnySchema>>;
  readonly valueType?: AnySchema;
  readonly element?: AnySchema;
  readonly options?: readonly AnySchema[];
}

/** Every place of the schema that takes an id, as patterns. */
function idFields(schema: AnySchema, path: readonly string[] = []): string[] {
  if (schema === (idSchema as AnySchema)) return [path.join(".")];
  const def = schema._zod.def as unknown as AnyDef;
  const inner = def.innerType ?? def.in;
  if (inner) return idFields(inner, path);
  if (def.options) return def.options.flatMap((each) => idFields(each, path));
  if (def.valueType) return idFields(def.valueType, [...path, "*"]);
  if (def.element) return idFields(def.element, [...path, "*"]);
  return Object.entries(def.shape ?? {}).flatMap(([key, each]) => idFields(each, [...path, key]));
}

describe("the table of references", () => {
  it("holds every id of the schema that refers to something", () => {
    const alike = /^(vendors|release\.types)\.[a-z]+\./;
    const found = [...new Set(idFields(modelSchema).map((each) => each.replace(alike, "$1.*.")))];
    const listed = [...referenceFields.map(({ at }) => at), ...free.filter((each) => found.includes(each))];
    expect(listed.sort()).toEqual(found.sort());
  });

  it("meets a value of the reference organisation with almost every pattern", () => {
    const empty = referenceFields.filter(({ at }) => placesOf(model, at).length === 0).map(({ at }) => at);
    expect(empty.sort()).toEqual([
      "organization.teams.*.parent",
      "release.waivers.*.owner",
      "stages.*.approval.people.*",
    ]);
  });
});

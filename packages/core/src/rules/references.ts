import type { Problem } from "../errors.ts";
import { valueAt, type KeyPath } from "../load/key-path.ts";
import { suggestion } from "../load/nearest.ts";
import { referenceFields, referenceTargets, type ReferenceField, type ReferenceTarget } from "./reference-fields.ts";
import type { ModelRule } from "./rule.ts";
import { placesOf, problem, problemIf, type Place } from "./tools.ts";

const targets = Object.keys(referenceTargets) as ReferenceTarget[];

/** Code of a name that nothing has. */
const unknownCode = (target: ReferenceTarget): string => `reference.unknown-${target}`;

function declared(root: unknown, target: ReferenceTarget): string[] | undefined {
  const map = valueAt(root, referenceTargets[target].declaredIn.split("."));
  return map !== null && typeof map === "object" && !Array.isArray(map) ? Object.keys(map) : undefined;
}

function unknown(place: Place, target: ReferenceTarget, known: readonly string[]): Problem[] {
  const { title, declaredIn } = referenceTargets[target];
  if (typeof place.value !== "string" || known.includes(place.value)) return [];
  return [
    problem(
      unknownCode(target),
      place.path,
      place.value,
      `a ${title} that ${declaredIn} declares`,
      `Declare it in ${declaredIn} or correct the name. ${suggestion(place.value, known)}`,
    ),
  ];
}

function repeated(places: readonly Place[]): Problem[] {
  const before = new Set<string>();
  return places.flatMap(({ path, value }) => {
    const key = JSON.stringify([...path.slice(0, -1).map(String), value]);
    const again = typeof path.at(-1) === "number" && before.has(key);
    before.add(key);
    return problemIf(again, () =>
      problem("reference.duplicate", path, value, "each name once in the list", "Remove the second mention."),
    );
  });
}

function ofField(root: unknown, field: ReferenceField): Problem[] {
  const known = declared(root, field.to);
  const places = placesOf(root, field.at);
  const unknowns = known === undefined ? [] : places.flatMap((place) => unknown(place, field.to, known));
  return field.mayRepeat ? unknowns : [...unknowns, ...repeated(places)];
}

/**
 * Problems of the references in a model that need not be valid otherwise: a wrong name is told together with problems of the
 * schema, not only after those were mended.
 */
export function referenceProblems(root: unknown): Problem[] {
  return referenceFields.flatMap((field) => ofField(root, field));
}

function variableProblems(serviceId: string, environment: object, names: readonly string[]): Problem[] {
  const known = Object.keys(environment);
  const base: KeyPath = ["services", serviceId, "vercel", "debugVariables"];
  return names.flatMap((name, index) =>
    problemIf(!known.includes(name), () =>
      problem(
        "reference.unknown-variable",
        [...base, index],
        name,
        `a variable of services.${serviceId}.vercel.environment`,
        `Declare the variable or correct the name. ${suggestion(name, known)}`,
      ),
    ),
  );
}

/** Names point at things that exist. */
export const referenceRules: readonly ModelRule[] = [
  {
    id: "references",
    title: "Every name points at something that is declared, and stands once in its list.",
    codes: [...targets.map(unknownCode), "reference.duplicate"],
    requirements: ["P3", "R3", "R8", "O1", "D1"],
    structure: true,
    check: ({ model }) => referenceProblems(model),
  },
  {
    id: "debug-variable-references",
    title: "Every debug variable is a variable of its service.",
    codes: ["reference.unknown-variable"],
    requirements: ["L3"],
    structure: true,
    check: ({ model }) =>
      Object.entries(model.services).flatMap(([id, { vercel }]) =>
        variableProblems(id, vercel.environment, vercel.debugVariables),
      ),
  },
];

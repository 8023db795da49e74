import { randomInt } from "node:crypto";
import type { Properties } from "@launchgate/provider-kit";
import type { PluginRow } from "../../row.ts";

const sets = {
  lower: "abcdefghijklmnopqrstuvwxyz",
  upper: "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
  numeric: "0123456789",
  special: "!@#$%&*()-_=+[]{}<>:?",
} as const;
type SetName = keyof typeof sets;
const names: readonly SetName[] = ["lower", "upper", "numeric", "special"];
const least = { lower: "minLower", upper: "minUpper", numeric: "minNumeric", special: "minSpecial" } as const;

/** A random text that lives in the state only. */
export const randomPassword: PluginRow = {
  type: "random:index/randomPassword:RandomPassword",
  source: "registry.terraform.io hashicorp/random resource_password documentation",
  importId: "the value itself",
  settings: {
    length: { min: 1 },
    minLower: { min: 0, default: 0 },
    minUpper: { min: 0, default: 0 },
    minNumeric: { min: 0, default: 0 },
    minSpecial: { min: 0, default: 0 },
    lower: { default: true },
    upper: { default: true },
    numeric: { default: true },
    special: { default: true },
  },
  secretOutputs: ["result", "bcryptHash"],
  check(inputs) {
    const wanted = names.reduce((sum, name) => sum + numberOf(inputs[least[name]]), 0);
    const length = numberOf(inputs["length"]);
    if (typeof inputs["length"] !== "number" || wanted <= length) return [];
    return [
      {
        property: "length",
        reason: `is ${String(length)}, less than the ${String(wanted)} of minLower and the others together`,
      },
    ];
  },
  create: (inputs) => Promise.resolve({ id: "none", once: { result: passwordOf(inputs) } }),
  // The state is all there is: whatever it holds is live.
  find: (id, state) => Promise.resolve({ id, properties: state }),
  remove: () => Promise.resolve(),
};

function passwordOf(inputs: Properties): string {
  const special = typeof inputs["overrideSpecial"] === "string" ? inputs["overrideSpecial"] : sets.special;
  const alphabet = (name: SetName): string => (name === "special" ? special : sets[name]);
  const required = names.flatMap((name) =>
    Array.from({ length: numberOf(inputs[least[name]]) }, () => oneOf(alphabet(name))),
  );
  const all = names
    .filter((name) => inputs[name] !== false)
    .map(alphabet)
    .join("");
  const rest = Array.from({ length: numberOf(inputs["length"]) - required.length }, () => oneOf(all));
  return shuffled([...required, ...rest]).join("");
}

function oneOf(alphabet: string): string {
  return alphabet[randomInt(alphabet.length)] ?? "";
}

function shuffled(items: readonly string[]): string[] {
  const result = [...items];
  for (let index = result.length - 1; index > 0; index -= 1) {
    const other = randomInt(index + 1);
    [result[index], result[other]] = [result[other] ?? "", result[index] ?? ""];
  }
  return result;
}

function numberOf(value: unknown): number {
  return typeof value === "number" ? value : 0;
}

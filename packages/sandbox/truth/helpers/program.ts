import * as github from "@pulumi/github";
import * as pulumi from "@pulumi/pulumi";
import { referencePattern, type Declared } from "./declared.ts";

type ResourceClass = new (name: string, args: object, options: pulumi.CustomResourceOptions) => pulumi.CustomResource;

/** Fields whose value is a number on GitHub's side, as far as ids of teams stand in them. */
const numeric = new Set(["actorId", "teams", "users", "id"]);
/** Inputs that the product declares as secrets. */
const secret = new Set(["value", "plaintextValue", "billingEmail"]);

/** Settings of the provider, as the product gives them, and how it goes about its calls. */
export interface ProviderSettings {
  readonly owner: string;
  readonly token: string;
  readonly baseUrl: string;
  /** `true`: the provider's default, one call at a time. `false`: many at once, with a cache of answers by ETag. */
  readonly legacyClient: boolean;
}

/**
 * A program that registers the resources with the npm package's own classes, each once all that it names is registered.
 *
 * @throws Error where a resource waits for one that is not there
 */
export function programOf(
  resources: readonly Declared[],
  settings: ProviderSettings,
): () => Promise<Record<string, never>> {
  return () => {
    // By default the provider rests for a second after each write.
    const provider = new github.Provider("github", { ...settings, writeDelayMs: 0 });
    const made = new Map<string, pulumi.CustomResource>();
    for (const each of inOrder(resources)) made.set(each.name, register(each, made, provider));
    return Promise.resolve({});
  };
}

function register(declared: Declared, made: ReadonlyMap<string, pulumi.CustomResource>, provider: github.Provider) {
  const className = declared.type.split(":").at(-1) ?? "";
  const Class = (github as unknown as Record<string, ResourceClass | undefined>)[className];
  if (Class === undefined) throw new Error(`@pulumi/github has no class ${className}`);
  const { after, ignoreChanges, import: id, retainOnDelete, deleteBeforeReplace } = declared;
  const options: pulumi.CustomResourceOptions = {
    provider,
    dependsOn: after.flatMap((name) => made.get(name) ?? []),
    ...(id === undefined ? {} : { import: id }),
    ...(ignoreChanges === undefined ? {} : { ignoreChanges: [...ignoreChanges] }),
    ...(retainOnDelete === undefined ? {} : { retainOnDelete }),
    ...(deleteBeforeReplace === undefined ? {} : { deleteBeforeReplace }),
  };
  return new Class(declared.name, inputsOf(declared, made), options);
}

function inputsOf({ inputs }: Declared, made: ReadonlyMap<string, pulumi.CustomResource>): Record<string, unknown> {
  const entries = Object.entries(inputs).map(([key, value]) => {
    const resolved = resolve(key, value, made);
    return [key, secret.has(key) && typeof value === "string" ? pulumi.secret(resolved) : resolved];
  });
  return Object.fromEntries(entries) as Record<string, unknown>;
}

function resolve(key: string, value: unknown, made: ReadonlyMap<string, pulumi.CustomResource>): unknown {
  if (Array.isArray(value)) return value.map((each) => resolve(key, each, made));
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, resolve(name, each, made)]));
  }
  const name = typeof value === "string" ? referencePattern.exec(value)?.[1] : undefined;
  if (name === undefined) return value;
  const target = made.get(name);
  if (target === undefined) throw new Error(`an input names ${name}, which the program does not register before`);
  return numeric.has(key) ? target.id.apply(Number) : target.id;
}

/** The resources so that each comes after those that it names. */
function inOrder(resources: readonly Declared[]): readonly Declared[] {
  const done = new Set<string>();
  const ordered: Declared[] = [];
  let waiting = [...resources];
  while (waiting.length > 0) {
    const ready = waiting.filter((each) => needs(each).every((name) => done.has(name)));
    if (ready.length === 0)
      throw new Error(`these wait for each other or for nothing: ${waiting.map((each) => each.name).join(", ")}`);
    for (const each of ready) done.add(each.name);
    ordered.push(...ready);
    waiting = waiting.filter((each) => !done.has(each.name));
  }
  return ordered;
}

function needs({ after, inputs }: Declared): string[] {
  const texts = JSON.stringify(inputs).match(/<github:\w+ [^<>]+: id>/g) ?? [];
  return [...after, ...texts.flatMap((text) => referencePattern.exec(text)?.[1] ?? [])];
}

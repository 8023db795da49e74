import { UsageError, type FieldSpec, type Properties } from "@launchgate/provider-kit";
import type { LiveObject, PluginRow, RowCall } from "./row.ts";
import { shapesOf } from "./shapes.ts";
import { at, bodyOf, propertiesOf, type FieldForms, type Naming } from "./wire-form.ts";

/** A row whose acts are one request each: written as a table. */
export interface PlainRow extends Omit<PluginRow, "create" | "find" | "update" | "remove" | "importId"> {
  /** How the vendor writes names. Default `snake`. */
  readonly naming?: Naming;
  /**
   * `POST /repos/{owner}/{repository}/labels`. Names in braces: an input, a part of the id (see `id`), a setting of the provider, or
   * `id` itself. Inputs that stand in this path are not sent in bodies.
   */
  readonly createBy: string;
  /** `GET /repos/{owner}/{repository}/labels/{name}`. */
  readonly readBy: string;
  /** Absent: every change replaces. */
  readonly updateBy?: string;
  /** Absent: nothing is done, the object goes with its parent. */
  readonly removeBy?: string;
  /**
   * Pulumi id: `{repository}:{name}` from inputs, or `{answer.team.id}` from the answer of the creation. One made of inputs is
   * taken apart again for an import.
   */
  readonly id: string;
  /** Import id where it says more than `id`: `{projectId}/{id}`. Default: `id`. */
  readonly importBy?: string;
  /** Key around bodies, both ways: `service`. */
  readonly wrap?: string;
  /** Key around answers only, where it differs from `wrap`; empty text for none. */
  readonly unwrap?: string;
  readonly forms?: FieldForms;
  /** Added to every body, or the body changed: what the vendor wants beside the inputs. On an update `old` has the `id` too. */
  readonly complete?: (body: Properties, inputs: Properties, act: "create" | "update", old: Properties) => unknown;
  /** Picks the object out of the answer of `readBy`, where that is a list. Undefined: it is not there. */
  readonly pick?: (answer: unknown, state: Properties, id: string) => unknown;
  /** Changes what was read before it becomes properties: renames, sorts, outputs. */
  readonly also?: (body: Properties, state: Properties, call: RowCall) => Properties;
  /** Outputs that only the answer of the creation says: property -> path in it. */
  readonly once?: Readonly<Record<string, string>>;
}

/** Makes the acts of a plain row. */
export function plainRow(row: PlainRow): PluginRow {
  // Looked up when first used: the generator of the shapes loads the rows before there are any.
  const known: { fields?: Readonly<Record<string, FieldSpec>>; forms?: FieldForms } = {};
  const fieldsNow = (): Readonly<Record<string, FieldSpec>> => (known.fields ??= fieldsOf(row));
  const formsNow = (): FieldForms => (known.forms ??= withPathInputs(row, fieldsNow()));
  const { naming = "snake", updateBy, removeBy } = row;
  const bodyFor = (act: "create" | "update", inputs: Properties, old: Properties): unknown => {
    const body = bodyOf(fieldsNow(), inputs, formsNow(), naming);
    const complete = row.complete ? row.complete(body, inputs, act, old) : body;
    return row.wrap === undefined ? complete : { [row.wrap]: complete };
  };
  const importBy = row.importBy ?? row.id;
  const places = (id: string, state: Properties, call: RowCall): Properties => ({
    ...call.settings,
    ...partsOf(row.id, id, {}),
    ...partsOf(importBy, id, state),
    ...state,
    id: plainId(row, importBy, id, state),
  });
  return {
    ...row,
    importId: importBy.replaceAll(/\{answer\.[^}]*\}/g, "{id}"),
    async create(inputs, call) {
      const { method, path } = requestOf(row.createBy, { ...call.settings, ...inputs });
      const answer = (await call.http.request(method, path, bodyFor("create", inputs, {}))).body;
      const once = Object.entries(row.once ?? {}).map(([key, where]) => [key, at(answer, where)] as const);
      return { id: fill(row.id, { ...call.settings, ...inputs, answer }, false), once: Object.fromEntries(once) };
    },
    async find(id, state, call): Promise<LiveObject | undefined> {
      const known = places(id, state, call);
      const [fields, forms] = [fieldsNow(), formsNow()];
      const answer = await call.http.find(requestOf(row.readBy, known).path);
      if (answer === undefined) return undefined;
      const picked = row.pick ? row.pick(answer, known, String(known["id"])) : unwrapped(row, answer);
      if (picked === undefined) return undefined;
      const body = row.also ? row.also(picked as Properties, known, call) : (picked as Properties);
      const pathInputs = Object.keys(fields).filter((key) => forms[key]?.skip && known[key] !== undefined);
      // The SDK lists inputs among the outputs too: those are read in their own forms.
      const others = outputsOf(row).filter((key) => !(key in fields));
      const outputs = Object.fromEntries(others.map((key) => [key, outputIn(body, key, naming)]));
      const properties = {
        ...outputs,
        ...Object.fromEntries(pathInputs.map((key) => [key, known[key]])),
        ...propertiesOf(fields, body, forms, naming),
      };
      return { id: foundId(row, String(known["id"]), id, state, known, answer), properties };
    },
    ...(updateBy === undefined
      ? {}
      : {
          async update(id: string, inputs: Properties, old: Properties, call: RowCall) {
            const { method, path } = requestOf(
              updateBy,
              places(id, { ...old, ...inputs, ...pathState(old, formsNow()) }, call),
            );
            await call.http.request(method, path, bodyFor("update", inputs, { ...old, id }));
          },
        }),
    async remove(id, state, call) {
      if (removeBy === undefined) return;
      const { path } = requestOf(removeBy, places(id, state, call));
      await call.http.remove(path);
    },
  };
}

/** The inputs of a row, with the types of the SDK. */
export function fieldsOf(row: Pick<PluginRow, "type" | "inputs">): Readonly<Record<string, FieldSpec>> {
  const found = row.inputs ?? shapesOf(row.type.split(":")[0] ?? "").types[row.type]?.inputs;
  if (found === undefined) throw new UsageError(`${row.type}: no inputs in the row and none in the SDK`);
  return found;
}

function outputsOf(row: PlainRow): readonly string[] {
  return [...(shapesOf(row.type.split(":")[0] ?? "").types[row.type]?.outputs ?? []), ...(row.outputs ?? [])];
}

function outputIn(body: Properties, key: string, naming: Naming): unknown {
  const name = naming === "camel" ? key : key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return body[name] ?? undefined;
}

/** Inputs that stand in the path of the creation are skipped in bodies. */
function withPathInputs(row: PlainRow, fields: Readonly<Record<string, FieldSpec>>): FieldForms {
  const named = [...row.createBy.matchAll(/\{([^}.]+)\}/g)].map(([, name]) => name ?? "");
  const skipped = named.filter((name) => name in fields && row.forms?.[name] === undefined);
  return { ...Object.fromEntries(skipped.map((name) => [name, { skip: true as const }])), ...row.forms };
}

/** Old values of what stands in paths: the object is still addressed by them. */
function pathState(old: Properties, forms: FieldForms): Properties {
  return Object.fromEntries(Object.entries(old).filter(([key]) => forms[key]?.skip === true));
}

function unwrapped(row: PlainRow, answer: unknown): unknown {
  const key = row.unwrap ?? row.wrap;
  return key === undefined || key === "" ? answer : at(answer, key);
}

/** `POST /a/{b}` with its names filled in, each percent-encoded. */
export function requestOf(template: string, values: Properties): { method: string; path: string } {
  const [method = "GET", path = ""] = template.split(" ");
  return { method, path: fill(path, values, true) };
}

function fill(template: string, values: Properties, encode: boolean): string {
  return template.replaceAll(/\{([^}]+)\}/g, (_all, name: string) => {
    const value = at(values, name);
    if (typeof value !== "string" && typeof value !== "number") {
      throw new UsageError(`"${name}" of "${template}" is not known`);
    }
    return encode ? encodeURIComponent(value) : String(value);
  });
}

/** Names and values that an id is made of; empty where it does not fit the pattern, or where the pattern holds the vendor's own id. */
function partsOf(pattern: string, id: string, state: Properties): Properties {
  if (Object.keys(state).length > 0) return {};
  const names = [...pattern.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name ?? "");
  const source = pattern
    .split(/\{[^}]+\}/)
    .map((text) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`))
    .join("(.+?)");
  const match = new RegExp(`^${source}$`).exec(id);
  if (match === null) return {};
  const pairs = names.map((name, index) => [name.startsWith("answer.") ? "id" : name, match[index + 1]] as const);
  return Object.fromEntries(pairs);
}

/** The id of what was found: for an import made of the parts that it names, or as the answer says it. */
function foundId(
  row: PlainRow,
  plain: string,
  given: string,
  state: Properties,
  known: Properties,
  answer: unknown,
): string {
  if (Object.keys(state).length > 0 || row.importBy === undefined || plain !== given) return plain;
  if (!row.id.includes("{answer.")) return fill(row.id, known, false);
  const said = at(answer, row.id.slice("{answer.".length, -1));
  return typeof said === "string" ? said : plain;
}

/** The id as the state holds it, whatever an import was given. */
function plainId(row: PlainRow, importBy: string, id: string, state: Properties): string {
  if (Object.keys(state).length > 0 || importBy === row.id) return id;
  const parts = partsOf(importBy, id, {});
  return typeof parts["id"] === "string" ? parts["id"] : id;
}

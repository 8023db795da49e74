import { parseDocument } from "yaml";
import { LaunchgateError } from "../errors.ts";
import { formatPath } from "./key-path.ts";
import { deepestNesting, isPlainMap, unfitData, type UnfitData } from "./plain-data.ts";
import { aliasReason, yamlReason } from "./yaml-words.ts";

/** A map with text keys. */
export type Dictionary = Record<string, unknown>;

/** Longest text that is read, characters: far more than any model, little enough to be parsed at once. */
const longestText = 2_000_000;

/** Whether `value` is a map (not a list, not null, not a date, set or binary). */
export function isDictionary(value: unknown): value is Dictionary {
  return isPlainMap(value);
}

/**
 * The map that a YAML text holds. An empty text, one that does not parse, or one whose root is not a map is refused with
 * the place and the reason: codes `file.empty`, `file.not-yaml`, `file.not-a-map`, `file.too-long`, `file.too-deep`,
 * `file.not-plain`.
 */
export function parseYamlMap(text: string, fileName: string): Dictionary {
  if (text.trim() === "")
    throw fileError("empty", `${fileName} is empty.`, "Write at least one key, or leave the file out.");
  if (text.length > longestText) {
    const length = `${String(text.length)} characters`;
    throw fileError("too-long", `${fileName} has ${length}.`, `Write at most ${String(longestText)} characters.`);
  }
  const root = toPlain(parsed(text, fileName), fileName);
  if (root === null || root === undefined) {
    throw fileError("empty", `${fileName} holds no key.`, "Write at least one key, or leave the file out.");
  }
  if (!isDictionary(root)) {
    const kind = Array.isArray(root) ? "a list" : "a single value";
    throw fileError(
      "not-a-map",
      `${fileName} holds ${kind} where a map of keys belongs.`,
      "Start the file with a key such as `release:`.",
    );
  }
  return root;
}

function parsed(text: string, fileName: string): ReturnType<typeof parseDocument> {
  const document = parseDocument(text, { prettyErrors: true, uniqueKeys: true, logLevel: "error" });
  // A warning means that something was passed over, such as an unknown tag: nothing is accepted silently.
  const error = document.errors[0] ?? document.warnings[0];
  if (!error) return document;
  if (error.message.startsWith("Maximum call stack size exceeded")) throw tooDeep(fileName);
  const place = error.linePos?.[0];
  const where = place ? `, line ${String(place.line)}, column ${String(place.col)}` : "";
  throw fileError("not-yaml", `${fileName}${where} is not YAML: ${yamlReason(error)}.`, "Correct the YAML there.");
}

function toPlain(document: ReturnType<typeof parseDocument>, fileName: string): unknown {
  const root = plainOf(document, fileName);
  // A forbidden key is told with its key path among the problems of the model.
  const unfit = unfitData(root).find(({ what }) => what !== "forbidden-key");
  if (unfit) throw unfitError(unfit, fileName);
  return root;
}

function plainOf(document: ReturnType<typeof parseDocument>, fileName: string): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 }) as unknown;
  } catch (cause) {
    if (cause instanceof RangeError) throw tooDeep(fileName);
    throw fileError("not-yaml", `${fileName} cannot be read: ${aliasReason(cause)}.`, "Remove the aliases.");
  }
}

function unfitError({ what, path }: UnfitData, fileName: string): LaunchgateError {
  const place = formatPath(path);
  switch (what) {
    case "too-deep":
      return tooDeep(fileName);
    case "circular":
      return fileError("not-plain", `${fileName} contains itself at ${place}.`, "Remove the alias.");
    default:
      return fileError(
        "not-plain",
        `${fileName} holds a value at ${place} that is neither text, number, true, false, a list nor a map.`,
        "Remove the tag before the value, or write it as text in quotes.",
      );
  }
}

function tooDeep(fileName: string): LaunchgateError {
  const fix = `Write at most ${String(deepestNesting)} levels of maps and lists.`;
  return fileError("too-deep", `${fileName} is nested too deeply.`, fix);
}

function fileError(what: string, message: string, fix: string): LaunchgateError {
  return new LaunchgateError({ code: `file.${what}`, message, fix });
}

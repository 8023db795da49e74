import { parseDocument } from "yaml";
import { LaunchgateError } from "../errors.ts";

/** A map with text keys. */
export type Dictionary = Record<string, unknown>;

/** Whether `value` is a map (not a list, not null). */
export function isDictionary(value: unknown): value is Dictionary {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

/**
 * The map that a YAML text holds. An empty text, one that does not parse, or one whose root is not a map is refused with
 * the place and the reason: codes `file.empty`, `file.not-yaml`, `file.not-a-map`.
 */
export function parseYamlMap(text: string, fileName: string): Dictionary {
  if (text.trim() === "")
    throw fileError("empty", `${fileName} is empty.`, "Write at least one key, or leave the file out.");
  const document = parseDocument(text, { prettyErrors: true, uniqueKeys: true });
  const [error] = document.errors;
  if (error) {
    const place = error.linePos?.[0];
    const where = place ? `, line ${String(place.line)}, column ${String(place.col)}` : "";
    throw fileError(
      "not-yaml",
      `${fileName}${where} is not YAML: ${firstLine(error.message)}`,
      "Correct the YAML there.",
    );
  }
  const root = toPlain(document, fileName);
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

function toPlain(document: ReturnType<typeof parseDocument>, fileName: string): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 }) as unknown;
  } catch (cause) {
    const reason = firstLine(cause instanceof Error ? cause.message : String(cause));
    throw fileError("not-yaml", `${fileName} cannot be read: ${reason}`, "Remove the aliases.", cause);
  }
}

function firstLine(text: string): string {
  return (text.split("\n")[0] ?? text).replace(/ at line \d+, column \d+:?$/, "");
}

function fileError(what: string, message: string, fix: string, cause?: unknown): LaunchgateError {
  return new LaunchgateError({ code: `file.${what}`, message, fix, cause });
}

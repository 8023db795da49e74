import type { FieldProblem, RefusalReason } from "../../http/refusal.ts";

type Invalid = Extract<RefusalReason, { kind: "invalid" }>;

const bySchema = new Set<FieldProblem["code"]>(["missing", "type", "enum", "unknown"]);
const codes: Partial<Record<FieldProblem["code"], string>> = {
  taken: "already_exists",
  range: "invalid",
  pattern: "invalid",
};

/**
 * Body of a 422. GitHub has two: what breaks the schema is told as text ("... wasn't supplied"), what breaks a rule as a
 * list of errors. Source: GitHub docs, "Troubleshooting the REST API"; the texts of the schema errors are [unverified]
 * beyond "wasn't supplied" and "is not a".
 */
export function validationBody({ what, problems }: Invalid): Record<string, unknown> {
  const schema = problems.filter(({ code }) => bySchema.has(code));
  if (schema.length > 0) return { message: ["Invalid request.", ...schema.map(sentence)].join("\n\n") };
  return { message: "Validation Failed", errors: problems.map((each) => errorOf(what, each)) };
}

function errorOf(resource: string, { path, code, message }: FieldProblem): Record<string, unknown> {
  const field = path.join(".");
  const known = codes[code];
  return known === undefined ? { resource, code: "custom", field, message } : { resource, code: known, field };
}

function sentence({ path, code, message, given }: FieldProblem): string {
  const field = path.join("/");
  if (code === "missing") return `"${path.join(".")}" wasn't supplied.`;
  if (code === "unknown") return `"${field}" is not a permitted key.`;
  return `For 'properties/${field}', ${JSON.stringify(given)} ${code === "type" ? "is not a" : "is not allowed:"} ${tail(message)}`;
}

function tail(message: string): string {
  return message
    .replace(/^Invalid input: expected /, "")
    .replace(/, received .*$/, "")
    .concat(".");
}

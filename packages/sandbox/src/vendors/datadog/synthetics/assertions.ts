import type { Data } from "../../../world/entity.ts";
import { jsonPath } from "./json-path.ts";
import type { TestResponse } from "./http-request.ts";

/** What a test can ask of an answer: type of the assertion to value; undefined where there is none. */
const subjects: Readonly<Record<string, (response: TestResponse, property: string) => string | number | undefined>> = {
  statusCode: ({ status }) => status,
  responseTime: ({ milliseconds }) => milliseconds,
  body: ({ body }) => body,
  header: ({ headers }, property) => headers[property.toLowerCase()],
};

type Compare = (actual: string | number, target: string) => boolean;

const operators: Readonly<Record<string, Compare>> = {
  is: (actual, target) => String(actual) === target,
  isNot: (actual, target) => String(actual) !== target,
  contains: (actual, target) => String(actual).includes(target),
  doesNotContain: (actual, target) => !String(actual).includes(target),
  matches: (actual, target) => new RegExp(target).test(String(actual)),
  doesNotMatch: (actual, target) => !new RegExp(target).test(String(actual)),
  lessThan: (actual, target) => Number(actual) < Number(target),
  lessThanOrEqual: (actual, target) => Number(actual) <= Number(target),
  moreThan: (actual, target) => Number(actual) > Number(target),
  moreThanOrEqual: (actual, target) => Number(actual) >= Number(target),
};

/** Why an answer does not meet an assertion; undefined where it does. An assertion that is not evaluated here fails by name. */
export function unmet(assertion: Data, response: TestResponse): string | undefined {
  const { type, operator, target, property } = assertion;
  const subject = subjects[String(type)];
  if (!subject) return `assertions on ${String(type)} are not evaluated by the sandbox`;
  const actual = subject(response, typeof property === "string" ? property : "");
  if (operator === "validatesJSONPath") return unmetPath(String(actual), target as Data);
  if (operator === "isUndefined" || operator === "doesNotExist") {
    return actual === undefined ? undefined : `${String(type)} should be undefined`;
  }
  const compare = operators[String(operator)];
  if (!compare) return `operator ${String(operator)} is not evaluated by the sandbox`;
  const wanted = String(target);
  if (actual !== undefined && compare(actual, wanted)) return undefined;
  const shown = type === "body" ? "the body" : String(actual);
  return `${String(type)} should be ${String(operator)} ${wanted}, was ${shown}`;
}

function unmetPath(body: string, target: Data): string | undefined {
  const { jsonPath: path, operator, targetValue } = target;
  const found = jsonPath(body, String(path));
  const compare = operators[String(operator)];
  if (!compare) return `operator ${String(operator)} is not evaluated by the sandbox`;
  return found !== undefined && compare(found, String(targetValue))
    ? undefined
    : `body at ${String(path)} should be ${String(operator)} ${String(targetValue)}, was ${String(found)}`;
}

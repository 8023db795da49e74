/** One request, as routes see it. */
export interface Call {
  readonly parameters: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
}

/** What a route answers. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** A route: method, path as in Neon's document, and what it does. */
export interface Route {
  readonly method: "get" | "post" | "patch" | "put" | "delete";
  readonly template: string;
  /** Writes of a project get 423 while one of its operations runs. */
  readonly locks: boolean;
  readonly run: (call: Call) => Answer;
}

/** Ends a route with an error answer. */
export class Refusal extends Error {
  readonly answer: Answer;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.answer = { status, body: { code, message } };
  }
}

/** A good answer. */
export function ok(body: unknown, status = 200): Answer {
  return { status, body };
}

/** A value that must be there, else 404. */
export function found<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Refusal(404, "NOT_FOUND", `${what} not found`);
  return value;
}

/** A parameter of the path. */
export function parameter(call: Call, name: string): string {
  return found(call.parameters[name], name);
}

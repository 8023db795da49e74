/** A value that is not known before the update: the rule that asked for it cannot judge yet. */
export class UnknownValue extends Error {
  /** Key path of the value. */
  readonly path: string;

  constructor(path: string) {
    super(`"${path}" is not known before the update`);
    this.name = "UnknownValue";
    this.path = path;
  }
}

/** A value of another kind than the rule reads: never a pass. */
export class WrongType extends Error {
  constructor(path: string, expected: string, value: unknown) {
    super(`"${path}" must be ${expected}, it is ${kindOf(value)}`);
    this.name = "WrongType";
  }
}

/** The stack has no release plan, or one that cannot be read. */
export class NoPlan extends Error {
  constructor(message: string) {
    super(message);
    this.name = "NoPlan";
  }
}

/** What a value is, in words and without the value: it may be a secret. */
function kindOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "a map";
  return { string: "text", number: "a number", boolean: "true or false" }[typeof value as string] ?? typeof value;
}

/** Key and value by which the engine marks a sealed value in a state. */
const mark = { key: "4dabf18193072939515e22adb298388d", value: "1b47061264138c4ac30d75fd1eb44270" };

/** A secret in a state: encrypted, or with its value as JSON in `plaintext`. */
export type Sealed = Readonly<Record<string, unknown>>;

/** Whether a value of a state is a secret. */
export function isSealed(value: unknown): value is Sealed {
  return typeof value === "object" && value !== null && (value as Sealed)[mark.key] === mark.value;
}

/** What a seal holds where it is not encrypted; undefined where it is; other values as they are. */
export function opened(value: unknown): unknown {
  if (!isSealed(value)) return value;
  return typeof value["plaintext"] === "string" ? (JSON.parse(value["plaintext"]) as unknown) : undefined;
}

/** A value as a secret: the engine encrypts it when it takes the state. */
export function sealed(value: unknown): Sealed {
  return { [mark.key]: mark.value, plaintext: JSON.stringify(value) };
}

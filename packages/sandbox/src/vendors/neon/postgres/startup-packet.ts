/** First message of a Postgres client. Source: PostgreSQL documentation, "Message Formats". */
export type FirstMessage =
  | { readonly kind: "encryption" }
  | { readonly kind: "cancel"; readonly raw: Buffer }
  | { readonly kind: "startup"; readonly parameters: ReadonlyMap<string, string>; readonly rest: Buffer }
  | { readonly kind: "other" };

const codes = { ssl: 80_877_103, gss: 80_877_104, cancel: 80_877_102, version3: 3 } as const;

/** Longest first message that is read: Postgres' own bound. */
const longest = 10_000;

/** Reads the first message; `undefined` while it is not whole. */
export function readFirst(bytes: Buffer): FirstMessage | undefined {
  if (bytes.length < 8) return undefined;
  const [length, code] = [bytes.readUInt32BE(0), bytes.readUInt32BE(4)];
  if (length > longest || length < 8) return { kind: "other" };
  if (bytes.length < length) return undefined;
  if (code === codes.ssl || code === codes.gss) return { kind: "encryption" };
  if (code === codes.cancel) return { kind: "cancel", raw: bytes.subarray(0, length) };
  if (code >> 16 !== codes.version3) return { kind: "other" };
  const words = bytes.toString("utf8", 8, length).split("\0");
  const pairs: [string, string][] = [];
  for (let index = 0; index + 1 < words.length && words[index] !== ""; index += 2)
    pairs.push([words[index] ?? "", words[index + 1] ?? ""]);
  return { kind: "startup", parameters: new Map(pairs), rest: bytes.subarray(length) };
}

/** Writes a startup message. */
export function writeStartup(parameters: ReadonlyMap<string, string>): Buffer {
  const body = Buffer.from(
    [...parameters]
      .flat()
      .map((word) => `${word}\0`)
      .join("") + "\0",
    "utf8",
  );
  const head = Buffer.alloc(8);
  head.writeUInt32BE(body.length + 8, 0);
  head.writeUInt32BE(codes.version3 << 16, 4);
  return Buffer.concat([head, body]);
}

/** Which compute a client asked for, and what else it wants of the server. */
export function endpointOf(options: string): { readonly endpoint: string | undefined; readonly others: string } {
  const words = options.split(/\s+/).filter((word) => word !== "");
  const pattern = /^(?:endpoint|project)=(.+?)(?:-pooler)?$/;
  const endpoint = words.map((word) => pattern.exec(word)?.[1]).find((found) => found !== undefined);
  return { endpoint, others: words.filter((word) => !pattern.test(word)).join(" ") };
}

/** An error as Postgres writes it before a session is there. `code`: SQLSTATE. */
export function errorMessage(code: string, message: string): Buffer {
  const fields = `SFATAL\0VFATAL\0C${code}\0M${message}\0\0`;
  const head = Buffer.alloc(5);
  head.write("E");
  head.writeUInt32BE(Buffer.byteLength(fields) + 4, 1);
  return Buffer.concat([head, Buffer.from(fields, "utf8")]);
}

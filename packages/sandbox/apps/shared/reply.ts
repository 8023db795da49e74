/** What a route answers. */
export interface Reply {
  readonly status: number;
  /** JSON. */
  readonly body?: unknown;
  /** Sent as it is, with its type. */
  readonly text?: { readonly type: string; readonly content: string };
  readonly headers?: Readonly<Record<string, string>>;
}

/** Thrown by routes to refuse: `{"error": {"code", "message"}}`. */
export class Refused extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** The answer to a refusal, or to what is a defect: then nothing of it is told. */
export function replyTo(thrown: unknown): Reply {
  const { status, code, message } =
    thrown instanceof Refused ? thrown : { status: 500, code: "INTERNAL", message: "The request failed." };
  const headers: Readonly<Record<string, string>> = status === 503 ? { "retry-after": "5" } : {};
  return { status, body: { error: { code, message } }, headers };
}

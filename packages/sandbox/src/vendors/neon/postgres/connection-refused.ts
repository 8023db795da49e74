/** Refusal of a connection. `code`: SQLSTATE. */
export class ConnectionRefused extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

import { timingSafeEqual } from "node:crypto";
import { Refused } from "./reply.ts";

/**
 * Who may use the workspace: the pilot has one, with one token, `WORKSPACE_TOKEN`. Where none is set any bearer may: a laptop.
 *
 * @throws Refused 401 `UNAUTHORIZED` without credentials, 403 `FORBIDDEN` with others
 */
export function admit(authorization: string | undefined, expected: string | undefined, denies: boolean): void {
  const given = /^Bearer (\S+)$/.exec(authorization ?? "")?.[1];
  if (given === undefined) throw new Refused(401, "UNAUTHORIZED", "Send `Authorization: Bearer <token>`.");
  if (denies || (expected !== undefined && !isSame(given, expected)))
    throw new Refused(403, "FORBIDDEN", "The token is not that of this workspace.");
}

function isSame(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

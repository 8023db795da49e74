import { z } from "zod";
import { VendorError } from "../../vendors/vendor-error.ts";
import type { CheckRun } from "./check-run.ts";
import type { Pull } from "./pull.ts";

const userSchema = z.object({ login: z.string() });

/**
 * The login under which we write comments, by GitHub's own word: that of the token, or, for a token of an app's installation, which may not
 * ask, the one that GitHub gives to the app of our check. (house decision 8)
 */
export async function ownLogin({ client }: Pull, { app }: Pick<CheckRun, "app">): Promise<string> {
  try {
    return (await client.call("read who the token belongs to", "GET /user", {}, userSchema)).login;
  } catch (error) {
    if (error instanceof VendorError && error.status === 403) return `${app.slug ?? ""}[bot]`;
    throw error;
  }
}

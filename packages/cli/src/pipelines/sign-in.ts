import { LaunchgateError } from "@launchgate/core";
import { z } from "zod";
import { needed, type Variables } from "./runner.ts";

/** A role to take. */
export interface RoleRequest {
  /** Amazon resource name of the role; it trusts this repository and environment by the OIDC subject. */
  readonly role: string;
  /** Region of the token service, such as `eu-central-1`. */
  readonly region: string;
}

const audience = "sts.amazonaws.com";
/** Longest wait for an answer, milliseconds. */
const patience = 30_000;

const idTokenSchema = z.object({ value: z.string().min(1) });
const credentialsSchema = z.object({
  AssumeRoleWithWebIdentityResponse: z.object({
    AssumeRoleWithWebIdentityResult: z.object({
      Credentials: z.object({
        AccessKeyId: z.string().min(1),
        SecretAccessKey: z.string().min(1),
        SessionToken: z.string().min(1),
      }),
    }),
  }),
});

/**
 * Takes the role for one hour by the identity that GitHub gives this job: no cloud key is kept anywhere (S3). What comes back are the
 * variables that the engine hands to state backend and secret store.
 *
 * Sources: GitHub docs, "OpenID Connect reference"; AWS STS, "AssumeRoleWithWebIdentity", which is asked without a signature.
 *
 * @throws LaunchgateError `sign-in.no-identity` without the permission `id-token: write`, `sign-in.refused`
 */
export async function takeRole(variables: Variables, { role, region }: RoleRequest): Promise<Record<string, string>> {
  const token = await idToken(variables);
  const endpoint = variables["AWS_ENDPOINT_URL_STS"] ?? `https://sts.${region}.amazonaws.com`;
  const body = new URLSearchParams({
    Action: "AssumeRoleWithWebIdentity",
    Version: "2011-06-15",
    RoleArn: role,
    RoleSessionName: `launchgate-${variables["GITHUB_RUN_ID"] ?? "run"}`,
    WebIdentityToken: token,
  });
  const headers = { accept: "application/json", "content-type": "application/x-www-form-urlencoded" };
  const answer = await asked(`take the role ${role}`, credentialsSchema, endpoint, { method: "POST", headers, body });
  const { AccessKeyId, SecretAccessKey, SessionToken } =
    answer.AssumeRoleWithWebIdentityResponse.AssumeRoleWithWebIdentityResult.Credentials;
  return {
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: AccessKeyId,
    AWS_SECRET_ACCESS_KEY: SecretAccessKey,
    AWS_SESSION_TOKEN: SessionToken,
  };
}

async function idToken(variables: Variables): Promise<string> {
  const what = "what GitHub Actions sets for a job with the permission `id-token: write`";
  const url = new URL(needed(variables, "ACTIONS_ID_TOKEN_REQUEST_URL", what));
  const bearer = needed(variables, "ACTIONS_ID_TOKEN_REQUEST_TOKEN", what);
  url.searchParams.set("audience", audience);
  const headers = { accept: "application/json", authorization: `Bearer ${bearer}` };
  return (await asked("get the identity of this job", idTokenSchema, url.href, { headers })).value;
}

/** One request. Neither token nor answer stands in the error. */
async function asked<T>(what: string, schema: z.ZodType<T>, url: string, request: RequestInit): Promise<T> {
  const answer = await fetch(url, { ...request, redirect: "error", signal: AbortSignal.timeout(patience) }).catch(
    () => undefined,
  );
  if (answer === undefined) throw refused(what, "there is no answer");
  if (!answer.ok) throw refused(what, `the answer is ${String(answer.status)}`);
  const read = schema.safeParse(await answer.json().catch(() => undefined));
  if (read.success) return read.data;
  throw refused(what, "the answer has another form than expected");
}

function refused(what: string, why: string): LaunchgateError {
  return new LaunchgateError({
    code: "sign-in.refused",
    message: `Could not ${what}: ${why}.`,
    fix: "Check that the role trusts the OIDC subject of this repository and environment, and AWS_ROLE_ARN and AWS_REGION of the environment.",
  });
}

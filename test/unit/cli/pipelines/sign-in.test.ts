import { afterEach, describe, expect, it } from "vitest";
import { takeRole } from "../../../../packages/cli/src/pipelines/sign-in.ts";
import { Service } from "../smoke/service.ts";

const role = "arn:aws:iam::123456789012:role/launchgate-prod";
const request = { role, region: "eu-central-1" };
const identity = { value: "header.claims.signature" };
const credentials = (more: object = {}) => ({
  AssumeRoleWithWebIdentityResponse: {
    AssumeRoleWithWebIdentityResult: {
      Credentials: { AccessKeyId: "KEY-ID", SecretAccessKey: "SECRET-KEY", SessionToken: "SESSION", ...more },
    },
  },
});

interface Seen {
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: URLSearchParams;
}
const open: Service[] = [];
afterEach(() => Promise.all(open.splice(0).map((each) => each.stop())));

/** A GitHub and a token service that answer so; what they were asked. */
async function services(sts: object | number = credentials(), id: object | number = identity) {
  const seen: Seen[] = [];
  const api = await Service.start((incoming, response) => {
    let text = "";
    incoming.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
    incoming.on("end", () => {
      const { url: path = "", headers } = incoming;
      seen.push({ path, authorization: headers.authorization, body: new URLSearchParams(text) });
      const answer = path.startsWith("/identity") ? id : sts;
      response.statusCode = typeof answer === "number" ? answer : 200;
      response.end(typeof answer === "number" ? "" : JSON.stringify(answer));
    });
  });
  open.push(api);
  const variables = {
    ACTIONS_ID_TOKEN_REQUEST_URL: `${api.url}/identity?version=2`,
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: "request-token",
    AWS_ENDPOINT_URL_STS: `${api.url}/sts`,
    GITHUB_RUN_ID: "42",
  };
  return { seen, variables };
}

describe("access by OIDC (S3)", () => {
  it("takes the role by the identity of the job, for the named audience", async () => {
    const { seen, variables } = await services();
    expect(await takeRole(variables, request)).toEqual({
      AWS_REGION: "eu-central-1",
      AWS_ACCESS_KEY_ID: "KEY-ID",
      AWS_SECRET_ACCESS_KEY: "SECRET-KEY",
      AWS_SESSION_TOKEN: "SESSION",
    });
    expect(seen[0]).toMatchObject({
      path: "/identity?version=2&audience=sts.amazonaws.com",
      authorization: "Bearer request-token",
    });
    expect(Object.fromEntries(seen[1]?.body ?? [])).toEqual({
      Action: "AssumeRoleWithWebIdentity",
      Version: "2011-06-15",
      RoleArn: role,
      RoleSessionName: "launchgate-42",
      WebIdentityToken: identity.value,
    });
    expect(seen[1]?.authorization).toBeUndefined();
  });

  it.each<[string, object | number, object | number, string]>([
    ["GitHub refuses", credentials(), 403, "get the identity of this job: the answer is 403"],
    ["GitHub gives none", credentials(), { value: "" }, "get the identity of this job: the answer has another form"],
    ["the role trusts another repository", 403, identity, `take the role ${role}: the answer is 403`],
    ["the answer lacks the session", credentials({ SessionToken: "" }), identity, "the answer has another form"],
  ])("is none where %s, and nothing secret is told", async (_what, sts, id, words) => {
    const { variables } = await services(sts, id);
    const refused = await takeRole(variables, request).catch((error: unknown) => error as Error);
    expect(refused).toMatchObject({ code: "sign-in.refused", message: expect.stringContaining(words) as string });
    expect(JSON.stringify(refused)).not.toMatch(/header\.claims|SECRET-KEY|request-token/);
  });

  it("says what a job lacks", async () => {
    const { variables } = await services();
    const without = { ...variables, ACTIONS_ID_TOKEN_REQUEST_URL: "" };
    await expect(takeRole(without, request)).rejects.toMatchObject({
      code: "environment.variable-missing",
      fix: expect.stringContaining("`id-token: write`") as string,
    });
  });

  it("says so where nobody answers", async () => {
    const { variables } = await services();
    await Promise.all(open.splice(0).map((each) => each.stop()));
    await expect(takeRole(variables, request)).rejects.toMatchObject({
      message: "Could not get the identity of this job: there is no answer.",
    });
  });
});

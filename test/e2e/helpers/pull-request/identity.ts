import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { owner, repo } from "./hub.ts";

const audience = "sts.amazonaws.com";
const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");

/** Role of an environment of the rules repository: it trusts jobs that stand there, and no others. */
export const roleOf = (environment: string): string => `arn:aws:iam::123456789012:role/launchgate-${environment}`;

/**
 * Who a job is, by GitHub's word, and what a cloud gives for it: the two answers that `pipelines sign-in` asks for (S3). Tokens are signed;
 * a role is given for an hour to the subject that it trusts. What it opens elsewhere is no part of it: states are in a folder here.
 */
export class IdentityService {
  readonly #key = randomBytes(32);
  /** Subject of each job, by the digest of the token that it may ask with. */
  readonly #jobs = new Map<string, string>();
  readonly #server: Server = createServer((request, response) => void this.#answer(request, response));

  /** Starts the service on loopback. */
  static async start(): Promise<IdentityService> {
    const service = new IdentityService();
    await new Promise<void>((resolve) => service.#server.listen(0, "127.0.0.1", resolve));
    return service;
  }

  /** Variables of a job with the permission `id-token: write` that stands at an environment. */
  variables(environment: string): Readonly<Record<string, string>> {
    const token = randomBytes(24).toString("base64url");
    this.#jobs.set(digest(token), `repo:${owner}/${repo}:environment:${environment}`);
    const { port } = this.#server.address() as AddressInfo;
    const base = `http://127.0.0.1:${String(port)}`;
    return {
      ACTIONS_ID_TOKEN_REQUEST_URL: `${base}/identity?api-version=2.0`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: token,
      AWS_ENDPOINT_URL_STS: `${base}/roles`,
    };
  }

  async close(): Promise<void> {
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", "http://127.0.0.1");
    const found =
      url.pathname === "/identity"
        ? this.#identity(request, url)
        : this.#credentials(new URLSearchParams(await text(request)));
    response.writeHead(found === undefined ? 403 : 200, { "content-type": "application/json" });
    response.end(JSON.stringify(found ?? { message: "Not authorized" }));
  }

  #identity({ headers }: IncomingMessage, url: URL): object | undefined {
    const sub = this.#jobs.get(digest((headers.authorization ?? "").replace(/^Bearer /, "")));
    if (sub === undefined) return undefined;
    const claims = { sub, aud: url.searchParams.get("audience"), exp: Math.floor(Date.now() / 1000) + 300 };
    const body = `${encoded({ alg: "HS256", typ: "JWT" })}.${encoded(claims)}`;
    return { value: `${body}.${this.#signature(body)}` };
  }

  #credentials(asked: URLSearchParams): object | undefined {
    const [head = "", claims = "", signature = ""] = (asked.get("WebIdentityToken") ?? "").split(".");
    const given = Buffer.from(signature);
    const own = Buffer.from(this.#signature(`${head}.${claims}`));
    if (given.length !== own.length || !timingSafeEqual(given, own)) return undefined;
    const { sub, aud, exp } = JSON.parse(Buffer.from(claims, "base64url").toString()) as Claims;
    const isTrusted = asked.get("RoleArn") === roleOf(sub.split(":environment:")[1] ?? "");
    if (!isTrusted || aud !== audience || exp * 1000 < Date.now()) return undefined;
    const secret = (bytes: number): string => randomBytes(bytes).toString("base64url");
    const Credentials = { AccessKeyId: `ASIA${secret(12)}`, SecretAccessKey: secret(30), SessionToken: secret(60) };
    return { AssumeRoleWithWebIdentityResponse: { AssumeRoleWithWebIdentityResult: { Credentials } } };
  }

  #signature(content: string): string {
    return createHmac("sha256", this.#key).update(content).digest("base64url");
  }
}

interface Claims {
  readonly sub: string;
  readonly aud: string | null;
  /** Seconds since 1970. */
  readonly exp: number;
}

function digest(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

import { request as httpsRequest } from "node:https";
import { connect as netConnect } from "node:net";
import { connect as tlsConnect, type TLSSocket } from "node:tls";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import { withSandbox } from "../helpers/sandbox.ts";

const handle = withSandbox();

describe("https", () => {
  it("works on the port of plain http for who trusts the sandbox's CA", async () => {
    const { urls, tokens, certificates } = handle.sandbox;
    const url = `${urls.github.replace("http:", "https:")}/user`;
    const headers = { authorization: `Bearer ${tokens.github["pulumi"]?.token ?? ""}` };
    const request = httpsRequest(url, { ca: certificates.ca, headers, agent: false }).end();
    const [response] = (await once(request, "response")) as [NodeJS.ReadableStream];
    expect(JSON.parse(await text(response))).toMatchObject({
      url: `${urls.github.replace("http:", "https:")}/users/motion-mavericks-pulumi`,
    });
  });

  it("is refused by who does not", async () => {
    const request = httpsRequest(`${handle.sandbox.urls.github.replace("http:", "https:")}/user`, {
      agent: false,
    }).end();
    const [error] = (await once(request, "error")) as [NodeJS.ErrnoException];
    expect(error.code).toMatch(/SELF_SIGNED|UNABLE_TO/);
  });
});

/** Opens a tunnel through the sandbox's proxy; the answer's first line says whether it stands. */
async function tunnel(host: string): Promise<{ line: string; secure: () => TLSSocket }> {
  const { control, certificates } = handle.sandbox;
  const socket = netConnect(Number(new URL(control).port), "127.0.0.1");
  socket.write(`CONNECT ${host}:443 HTTP/1.1\r\nhost: ${host}:443\r\n\r\n`);
  const [head] = (await once(socket, "data")) as [Buffer];
  const secure = (): TLSSocket => tlsConnect({ socket, servername: host, ca: certificates.ca });
  return { line: head.toString("utf8").split("\r\n")[0] ?? "", secure };
}

describe("the proxy, for clients that know no base URL", () => {
  it.each([
    ["api.vercel.com", "/v2/teams/motion-mavericks", "vercel", '"slug":"motion-mavericks"'],
    ["console.neon.tech", "/api/v2/users/me/organizations", "neon", '"handle":"motion-mavericks"'],
  ] as const)("leads %s to the sandbox, by the vendor's own certificate name", async (host, path, vendor, expected) => {
    const { line, secure } = await tunnel(host);
    expect(line).toBe("HTTP/1.1 200 Connection Established");
    const token = handle.sandbox.tokens[vendor]["pulumi"]?.token ?? "";
    const socket = secure();
    socket.write(
      `GET ${path} HTTP/1.1\r\nhost: ${host}\r\nauthorization: Bearer ${token}\r\nconnection: close\r\n\r\n`,
    );
    expect(await text(socket)).toContain(expected);
  });

  it("refuses every other host, and remembers which", async () => {
    expect((await tunnel("registry.example.org")).line).toBe("HTTP/1.1 403 Forbidden");
    const { control, adminToken } = handle.sandbox;
    const answer = await fetch(`${control}/__sandbox/status`, { headers: { authorization: `Bearer ${adminToken}` } });
    expect(await answer.json()).toMatchObject({ refusedHosts: ["registry.example.org"] });
  });
});

import { readFileSync } from "node:fs";
import path from "node:path";
import type { VendorId } from "@launchgate/core";
import { expect } from "vitest";
import type { SandboxConnection } from "../../packages/cli/src/sandbox/connection.ts";
import { TeamFolder } from "../helpers/launchgate.ts";

/** What a command of the sandbox told with `--json`. */
export interface Answered<T> {
  readonly exitCode: number | null;
  readonly data: T;
}

/** A team's folder in which the sandbox's commands are run. */
export class SandboxFolder extends TeamFolder {
  /** Runs `launchgate sandbox ... --json`. */
  async json<T>(...args: readonly string[]): Promise<Answered<T>> {
    const { exitCode, stdout, stderr } = await this.run(["sandbox", ...args, "--json"]);
    expect(stdout, stderr).toMatch(/^\{/);
    return { exitCode, data: JSON.parse(stdout) as T };
  }

  /** Path of a file of the sandbox. */
  place(name: string): string {
    return path.join(this.root, ".launchgate/sandbox", name);
  }

  /** How to reach the sandbox. */
  connection(): SandboxConnection {
    return JSON.parse(readFileSync(this.place("connection.json"), "utf8")) as SandboxConnection;
  }

  /** Asks a vendor of the sandbox as the machine `pulumi`. */
  async ask(vendor: VendorId, method: string, at: string, body?: object): Promise<Response> {
    const { tokens, urls } = this.connection();
    return fetch(`${urls[vendor]}${at}`, {
      method,
      headers: { authorization: `Bearer ${tokens[vendor]["pulumi"]?.token ?? ""}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }
}

import { afterAll, beforeAll } from "vitest";
import { MiniEngine } from "../../../neon-pulumi/test/driver/mini-engine.ts";
import { freshDirectory, ProviderProcess } from "../../../neon-pulumi/test/driver/provider-process.ts";
import type { ProviderOptions } from "../../../neon-pulumi/test/driver/provider-process.ts";
import type { Sandbox } from "../../src/index.ts";
import { withSandbox, type SandboxHandle } from "../helpers/sandbox.ts";

/** How many times faster than real time the sandbox clock goes, so that operations finish within milliseconds. */
const haste = 40;

/** How far behind real time it begins, so that tests can move it on and moments of real time still lie ahead: 4 days. */
const head = 4 * 86_400_000;

/** What provider tests work with. */
export interface ProviderHandle extends SandboxHandle {
  /** The engine's side of the protocol, over the unmodified provider's executable. */
  readonly engine: MiniEngine;
}

/** A sandbox and our Neon provider, as users have it, in a process of its own. */
export function withProvider(): ProviderHandle {
  const begin = Date.now();
  const handle = withSandbox({ realNow: () => begin - head + (Date.now() - begin) * haste });
  const own: { engine?: MiniEngine } = {};
  beforeAll(async () => {
    own.engine = new MiniEngine(await ProviderProcess.start(optionsFor(handle.sandbox)));
  });
  afterAll(() => own.engine?.provider.kill());
  return {
    get sandbox() {
      return handle.sandbox;
    },
    get contract() {
      return handle.contract;
    },
    get engine() {
      if (own.engine === undefined) throw new Error("the provider did not start");
      return own.engine;
    },
  };
}

function optionsFor({ urls, tokens }: Sandbox): ProviderOptions {
  const server = { url: `${urls.neon}/api/v2`, key: tokens.neon["pulumi"]?.token ?? "" };
  return { server: server as never, recoveryDirectory: freshDirectory() };
}

import { afterEach, beforeEach, expect } from "vitest";
import { NeonServer } from "../neon-server/server.ts";
import type { RawProperties } from "@launchgate/provider-kit/server";
import { MiniEngine } from "./mini-engine.ts";
import { ProviderProcess, freshDirectory } from "./provider-process.ts";
import type { ProviderOptions } from "./provider-process.ts";

/** A test server, a provider and an engine for each test. */
export class Fixture {
  server!: NeonServer;
  engine!: MiniEngine;
  recoveryDirectory!: string;
  readonly #started: ProviderProcess[] = [];

  async open(): Promise<void> {
    this.server = await NeonServer.start();
    this.recoveryDirectory = freshDirectory();
    this.engine = new MiniEngine(await this.provider());
  }

  /** A further provider process for the same stack. */
  async provider(options: Partial<ProviderOptions> = {}): Promise<ProviderProcess> {
    const { server, recoveryDirectory } = this;
    const provider = await ProviderProcess.start({ server, recoveryDirectory, ...options });
    this.#started.push(provider);
    return provider;
  }

  /** Exchanges the provider process, as the next run does. */
  async restart(options: Partial<ProviderOptions> = {}): Promise<void> {
    this.engine.provider = await this.provider(options);
  }

  /** A project named `shop` with its id, and the id of its root branch. */
  async project(inputs: RawProperties = {}): Promise<{ projectId: string; branchId: string }> {
    await this.engine.up("Project", "shop", { name: "shop", ...inputs });
    const { id, state } = this.engine.entry("Project", "shop");
    return { projectId: id, branchId: state["defaultBranchId"] as string };
  }

  async close(): Promise<void> {
    await Promise.all(this.#started.splice(0).map((provider) => provider.kill()));
    await this.server.stop();
    expect(this.server.violations).toEqual([]);
  }
}

/** Opens a fixture before each test of the file and closes it after; every answer must have been valid. */
export function useFixture(): Fixture {
  const fixture = new Fixture();
  beforeEach(() => fixture.open());
  afterEach(() => fixture.close());
  return fixture;
}

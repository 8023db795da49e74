/** Every write that was acknowledged stands in the list of its run, also where the command is killed. (B5, issue 7 point 7) */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { json } from "node:stream/consumers";
import { expect, it } from "vitest";
import { inRepository } from "../helpers/repository.ts";
import { SandboxFolder } from "./sandbox-folder.ts";
import { standIn } from "./sandbox-stand-in.ts";

/** Writes that are answered; all after them wait for ever. */
const answered = 20;

it("loses none when it is killed", async () => {
  const folder = new SandboxFolder();
  const acknowledged: string[] = [];
  const serve = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { clientId } = (await json(incoming)) as { clientId: string };
    if (acknowledged.length >= answered) return;
    acknowledged.push(clientId);
    response.writeHead(201).end("{}");
  };
  const clock = { now: new Date().toISOString(), mode: "running", offset: 0 } as const;
  const applications = await standIn(folder, clock, (incoming, response) => void serve(incoming, response));
  const entry = inRepository("packages/cli/bin/launchgate.js");
  const args = ["sandbox", "traffic", "--project", "web-pilot", "--rps", "50", "--for", "10m", "--writes", "1"];
  const running = spawn(process.execPath, [entry, ...args], { cwd: folder.root, stdio: "ignore" });
  try {
    const kept = (): string[] => {
      const [file] = readdirSync(folder.place("traffic"));
      const text = readFileSync(folder.place(`traffic/${file ?? ""}`), "utf8");
      return text.split("\n").filter(Boolean);
    };
    await expect.poll(() => acknowledged.length, { timeout: 60_000 }).toBe(answered);
    await expect.poll(kept, { timeout: 60_000 }).toHaveLength(answered);
    running.kill("SIGKILL");
    await once(running, "close");
    expect(kept().toSorted()).toEqual(acknowledged.toSorted());
  } finally {
    running.kill("SIGKILL");
    applications.close();
    folder.remove();
  }
});

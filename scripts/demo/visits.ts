import { randomBytes } from "node:crypto";
import { sendTraffic, type TrafficReport } from "@launchgate/sandbox/traffic";
import { DemoError } from "./child.ts";
import type { Service } from "./service.ts";
import type { Vendors } from "./vendors.ts";

/** How much comes. */
export interface Crowd {
  /** Requests a second. */
  readonly perSecond: number;
  /** Real seconds. */
  readonly seconds: number;
  /** Share of requests that write, 0 to 1. */
  readonly writes: number;
}

/** What visitors met. */
export interface Visits {
  readonly requests: number;
  /** Answers below 400. */
  readonly good: number;
  /** Writes that were acknowledged. */
  readonly acknowledged: number;
  /** Requests by the release that answered. */
  readonly versions: Readonly<Record<string, number>>;
  /** Begins the ids of the writes. */
  readonly run: string;
}

/** Sends visitors to a service, a new one for each request, so that each of them is split anew. @throws DemoError where some were not sent */
export async function visit(vendors: Vendors, service: Service, crowd: Crowd): Promise<Visits> {
  const { perSecond, seconds, writes } = crowd;
  const run = `demo-${randomBytes(4).toString("hex")}`;
  const report = await sendTraffic({
    ...{ port: vendors.trafficPort, host: `${service.projectName}.localhost`, application: applicationOf(service) },
    ...{ perSecond, milliseconds: seconds * 1000, writes, visitors: perSecond * seconds, run, signal: vendors.signal },
  });
  vendors.signal.throwIfAborted();
  if (report.held > 0)
    throw new DemoError(`${service.projectName}: ${String(report.held)} requests found no answer.`, 1);
  return visitsOf(report, run);
}

/** Waits until a service can do its work: its server and its database are awake. */
export async function awake(vendors: Vendors, service: Service): Promise<void> {
  await vendors.until(`${service.projectName} is ready`, 120, async () => {
    const { status } = await call(vendors, service, "GET /ready");
    return status === 200 || undefined;
  });
}

/** One request of a visitor to a service's production. */
export async function call(
  vendors: Vendors,
  service: Service,
  line: string,
  body?: object,
): Promise<{ readonly status: number; readonly text: string }> {
  const [method = "GET", path = "/"] = line.split(" ");
  const answer = await fetch(`${await vendors.frontOf(service.projectName)}${path}`, {
    method,
    headers: { authorization: "Bearer pilot", "content-type": "application/json" },
    signal: AbortSignal.any([vendors.signal, AbortSignal.timeout(30_000)]),
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: answer.status, text: await answer.text() };
}

function applicationOf({ name }: Service): "web" | "bridge-api" {
  if (name === "web" || name === "bridge-api") return name;
  throw new DemoError(`There is no reference application for the service ${name}.`, 1);
}

function visitsOf({ sent, acknowledged, versions }: TrafficReport, run: string): Visits {
  return {
    requests: sent,
    good: versions.reduce((sum, { good }) => sum + good, 0),
    acknowledged,
    versions: Object.fromEntries(versions.map(({ version, requests }) => [version, requests])),
    run,
  };
}

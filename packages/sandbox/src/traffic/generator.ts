import { Agent } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { isInShare } from "../even-share.ts";
import { Visitor, type Asked, type Seen } from "./visitor.ts";

/** What to send. */
export interface TrafficArgs {
  /** Port of the sandbox's router on 127.0.0.1. */
  readonly port: number;
  /** Host name to ask: `web-prod.localhost`. */
  readonly host: string;
  /** Which of the reference applications answers there: decides on paths and writes. */
  readonly application: "web" | "bridge-api";
  /** Requests a second, 1 to 500, at even distances; they do not wait for each other. */
  readonly perSecond: number;
  /** Real milliseconds, at most ten minutes. */
  readonly milliseconds: number;
  /** Share of writes, 0 to 1. */
  readonly writes: number;
  /** Different visitors, 1 to 10,000. */
  readonly visitors: number;
  /** Begins the ids of writes, so that two runs do not meet. */
  readonly run: string;
  /** Told of every write that was acknowledged, by its own id. */
  readonly onAcknowledged?: (clientId: string) => void;
  readonly signal?: AbortSignal;
}

/** What one version answered. */
export interface VersionReport {
  /** Empty: whoever answered did not say, or nobody did. */
  readonly version: string;
  readonly requests: number;
  /** Answers below 400. */
  readonly good: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p95: number;
}

/** What became of the traffic. */
export interface TrafficReport {
  readonly sent: number;
  /** Requests that were not sent since too many were under way. */
  readonly held: number;
  readonly acknowledged: number;
  readonly versions: readonly VersionReport[];
}

/** Requests under way at most: a dead service must not pile them up. */
const mostUnderWay = 400;

/** Sends traffic as people do: at a steady rate, each visitor with a cookie, writes under their own ids. Stops by itself. (D1, B5) */
export async function sendTraffic(args: TrafficArgs): Promise<TrafficReport> {
  const agent = new Agent({ keepAlive: true, maxSockets: mostUnderWay });
  const visitors = new Map<number, Visitor>();
  const visitorOf = (index: number): Visitor => {
    const who = index % args.visitors;
    const known = visitors.get(who) ?? new Visitor({ agent, ...args });
    visitors.set(who, known);
    return known;
  };
  const seen: Seen[] = [];
  const underWay = new Set<Promise<void>>();
  const counts = { sent: 0, held: 0, acknowledged: 0 };
  const one = async (index: number): Promise<void> => {
    const clientId = isInShare(index + 1, args.writes) ? `${args.run}-${String(index)}` : undefined;
    const answer = await visitorOf(index).ask(askedBy(args.application, clientId));
    seen.push(answer);
    if (clientId === undefined || answer.status !== 201) return;
    counts.acknowledged += 1;
    args.onAcknowledged?.(clientId);
  };
  await atRate(args, (index) => {
    if (underWay.size >= mostUnderWay) return void (counts.held += 1);
    counts.sent += 1;
    const going = one(index).finally(() => underWay.delete(going));
    underWay.add(going);
  });
  await Promise.all(underWay);
  agent.destroy();
  return { ...counts, versions: reportOf(seen) };
}

/** Calls `send` at even distances until the time is over or the signal says so. */
async function atRate({ perSecond, milliseconds, signal }: TrafficArgs, send: (index: number) => void): Promise<void> {
  const started = performance.now();
  const total = Math.round((perSecond * milliseconds) / 1000);
  for (let index = 0; index < total && signal?.aborted !== true; index += 1) {
    const due = started + (index * 1000) / perSecond;
    const wait = due - performance.now();
    if (wait > 1) await sleep(wait);
    send(index);
  }
}

function askedBy(application: TrafficArgs["application"], clientId: string | undefined): Asked {
  const web = application === "web";
  if (clientId === undefined) return { method: "GET", path: web ? "/" : "/v1/videos/intro" };
  if (web) return { method: "POST", path: "/v1/sessions", body: { clientId, page: "/" } };
  const headers = { authorization: "Bearer pilot" };
  return { method: "POST", path: "/v1/orders", body: { clientId, item: "clip", quantity: 1 }, headers };
}

function reportOf(seen: readonly Seen[]): readonly VersionReport[] {
  const byVersion = Map.groupBy(seen, ({ version }) => version);
  return [...byVersion]
    .toSorted(([a], [b]) => a.localeCompare(b))
    .map(([version, all]) => {
      const times = all.map(({ milliseconds }) => milliseconds).toSorted((a, b) => a - b);
      const at = (share: number): number => Math.round((times[Math.ceil(share * times.length) - 1] ?? 0) * 10) / 10;
      const good = all.filter(({ status }) => status > 0 && status < 400).length;
      return { version, requests: all.length, good, p50: at(0.5), p95: at(0.95) };
    });
}

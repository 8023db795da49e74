import { DemoError } from "./child.ts";
import type { Ground } from "./ground.ts";
import { alerting, pagingMonitors } from "./monitors.ts";
import { openIncidents } from "./pages.ts";
import { visit } from "./visits.ts";

/** Real traffic of one look: so many requests a second, for so many seconds. */
const crowd = { perSecond: 40, seconds: 1.5, writes: 0.2 };

/** Sandbox minutes after which a short outage is out of every window of a monitor that pages, with room. */
const longest = 240;

/** Visitors who come while sandbox time passes quickly. */
export class Crowds {
  readonly #ground: Ground;
  /** Requests so far, and those that failed. */
  requests = 0;
  failed = 0;

  constructor(ground: Ground) {
    this.#ground = ground;
  }

  /** Lets minutes pass, `each` at a time with visitors, until there is something. @throws DemoError with `what` after so many */
  async until<T>(what: string, minutes: number, look: () => Promise<T | undefined>, each = 1): Promise<T> {
    for (let passed = 0; passed < minutes; passed += each) {
      await this.#pass(each);
      const found = await look();
      if (found !== undefined) return found;
    }
    throw new DemoError(`Expected within ${String(minutes)} minutes of the sandbox's clock: ${what}.`, 1);
  }

  /** Lets minutes pass until no monitor that pages alerts and no incident of the service is open; gives the sandbox time. */
  async untilQuiet(): Promise<string> {
    const { vendors, narrator, service } = this.#ground;
    let isTold = false;
    const look = async (): Promise<string | undefined> => {
      const loud = alerting(await pagingMonitors(vendors, service)).map(({ name }) => name);
      const open = (await openIncidents(vendors, service)).map((each) => `incident #${String(each.incident_number)}`);
      const all = [...loud, ...open];
      if (all.length === 0) return vendors.now();
      if (!isTold) narrator.step(`Time passes with visitors until this is over: ${all.join("; ")}`, "dim");
      isTold = true;
      return undefined;
    };
    return this.until(`no monitor of ${service.projectName} alerts and no incident of it is open`, longest, look, 5);
  }

  async #pass(minutes: number): Promise<void> {
    const { vendors, service } = this.#ground;
    const { requests, good } = await visit(vendors, service, crowd);
    this.requests += requests;
    this.failed += requests - good;
    await vendors.pass(minutes);
  }
}

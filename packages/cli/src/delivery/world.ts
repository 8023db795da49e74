import type { RunSite } from "../engine/flows/run-site.ts";
import type { SmokeReport } from "../smoke/result.ts";
import type { GateRequest, GateVerdict } from "./gate.ts";
import type { PageOutcome, PageRequest } from "./page.ts";
import type { KnownPerson } from "./person.ts";
import type { DeployRecord } from "./record.ts";
import type { Reviewed } from "./reviewed.ts";

/** What a delivery works with; tests put doubles in. */
export interface DeliveryWorld {
  /** Opens the world of one stack, and closes it afterwards. */
  readonly open: <T>(stack: string, run: (site: RunSite) => Promise<T>) => Promise<T>;
  readonly record: DeployRecord;
  readonly reviewed: Reviewed;
  /** File of the review, as given. */
  readonly reviewedFile: string;
  /** `--accept-changes`. */
  readonly acceptChanges: boolean;
  /** Whether this is a job of GitHub Actions, whose machine goes with its files. */
  readonly inJob: boolean;
  /** Tells one line as progress. */
  readonly say: (text: string) => void;
  /** Asks the gate of a stage; `request`: the run that an earlier try waited for, and whom to tell of the one that is waited for. */
  readonly gate: (site: RunSite, stage: string, request: Pick<GateRequest, "run" | "onRun">) => Promise<GateVerdict>;
  /** Waits for the run that applies a live stack; undefined where this very process applies. True: it succeeded. */
  readonly elsewhere: (site: RunSite, run: number) => Promise<{ readonly succeeded: boolean | undefined } | undefined>;
  /** Judges the services of a stage. */
  readonly judge: (site: RunSite) => Promise<SmokeReport>;
  readonly page: (site: RunSite, request: PageRequest) => Promise<PageOutcome>;
  /** Whom the token in use belongs to. */
  readonly who: (site: RunSite) => Promise<KnownPerson>;
}

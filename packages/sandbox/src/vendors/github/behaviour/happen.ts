import type { Call } from "../../../http/message.ts";
import type { Data } from "../../../world/entity.ts";
import type { Repository } from "../git/objects.ts";
import { writeAct } from "./audit-log.ts";
import { accountOf } from "./people-routes.ts";

/** Something that somebody did in a repository. */
export interface Act {
  /** Word of the audit log: `pull_request.merge`. */
  readonly action: string;
  /** One plain sentence without its subject: `merges #3 "Fix" of web`. */
  readonly text: string;
  readonly data?: Data;
}

/** Tells of an act: the audit log for auditors, the time line for people (S3, O3). */
export function happen(call: Call, repo: Repository, { action, text, data = {} }: Act): void {
  const { world, now } = call;
  const actor = accountOf(call);
  writeAct(world, now, actor, action, { repo: repo.data.name, ...data });
  const about = { repository: repo.data.name, actor: actor.data.login, ...data };
  world.timeline.note({ source: "github", kind: action, at: now, text: `${actor.data.login} ${text}`, data: about });
}

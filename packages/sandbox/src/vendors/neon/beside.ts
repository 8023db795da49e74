import type { Call } from "../../http/message.ts";
import type { Data } from "../../world/entity.ts";

const ofCall = new WeakMap<Call, Data>();
const ofView = new WeakMap<Data, Data>();

/** Neon answers more than the thing asked for: operations, annotations, what came with it. Members for the answer to a call. */
export function answerBeside(call: Call, members: Data): void {
  ofCall.set(call, { ...ofCall.get(call), ...members });
}

/** Ties to a view what its answer has beside it. Views of rows end with this. */
export function withBeside(view: Data, call: Call, members: Data = {}): Data {
  ofView.set(view, { ...ofCall.get(call), ...members });
  return view;
}

/** What stands beside a view in its answer. */
export function besideOf(view: Data): Data {
  return ofView.get(view) ?? {};
}

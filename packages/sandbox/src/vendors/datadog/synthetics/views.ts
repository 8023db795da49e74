import type { Data, Entity } from "../../../world/entity.ts";
import type { SyntheticsTestData } from "../tables/synthetics-test.ts";
import type { ResultData } from "./results.ts";

/** A result in a list. */
export function short({ result_id, location, at, run }: ResultData): Data {
  const timings = timingsOf(run);
  return {
    result_id,
    check_time: at,
    probe_dc: location,
    status: run.passed ? 0 : 1,
    result: { passed: run.passed, timings },
  };
}

/** A result with what was asked of it. */
export function full({ result_id, location, at, run }: ResultData, { data }: Entity<SyntheticsTestData>): Data {
  const last = run.steps.at(-1);
  const outcome = {
    eventType: run.passed ? "finished" : "finished_with_error",
    ...(last && last.status > 0 ? { httpStatusCode: last.status } : {}),
    ...(run.failure ? { failure: run.failure } : {}),
    timings: timingsOf(run),
    passed: run.passed,
  };
  const check = { config: { assertions: data.config.assertions ?? [] } };
  return {
    result_id,
    check_time: at,
    check_version: 1,
    probe_dc: location,
    status: run.passed ? 0 : 1,
    check,
    result: outcome,
  };
}

function timingsOf({ steps }: ResultData["run"]): Data {
  const total = steps.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  const firstByte = steps.reduce((sum, each) => sum + each.firstByte, 0);
  return { dns: 0, tcp: 0, ssl: 0, wait: firstByte, firstByte, download: total - firstByte, total };
}

/** A number for a location, the same for the same name. */
export function placeNumber(name: string): number {
  return Buffer.from(name).reduce((sum, byte) => (sum * 31 + byte) % 100_000, 7);
}

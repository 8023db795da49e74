import { styled, type Host } from "../host.ts";
import type { ServiceSmoke, SmokeReport } from "./result.ts";
import { stepLine } from "./step.ts";

/** A verdict for people: one line a service, and below it each step that did not pass. */
export function smokeText(host: Pick<Host, "colour">, { stage, services, verdict }: SmokeReport): string {
  const head = `Smoke of ${stage}: ${styled(host, verdict === "passed" ? "green" : "red", verdict)}`;
  if (services.length === 0) return `${head}, there is no service to judge.`;
  return [head, ...services.flatMap((each) => serviceLines(host, each))].join("\n");
}

/** What did not pass, one line each, without colours. */
export function failureLines({ services }: SmokeReport): readonly string[] {
  if (services.length === 0) return ["there is no service to judge"];
  return services
    .filter(({ verdict }) => verdict === "failed")
    .flatMap(({ service, why, steps }) => {
      const failed = steps.filter((each) => each.verdict === "failed").map(stepLine);
      return (why === undefined ? failed : [why]).map((line) => `${service}: ${line}`);
    });
}

function serviceLines(host: Pick<Host, "colour">, each: ServiceSmoke): readonly string[] {
  const { service, url, verdict, version, steps, why } = each;
  const passed = steps.filter((step) => step.verdict === "passed").length;
  const counts = `${String(passed)} of ${String(steps.length)} steps`;
  const about = [version === null ? "no one version" : `version ${version}`, counts, url].filter((part) => part !== "");
  const sign = styled(host, verdict === "passed" ? "green" : "red", verdict === "passed" ? "+" : "!");
  const missing = steps.filter((step) => step.verdict !== "passed").map((step) => `    ${stepLine(step)}`);
  return [`  ${sign} ${service}: ${why ?? about.join(", ")}`, ...missing];
}

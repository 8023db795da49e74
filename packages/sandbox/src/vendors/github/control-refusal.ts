import { LaunchgateError } from "@launchgate/core";

/** The control interface says no: 400 with what is wrong and how to mend it. */
export function refused(message: string, fix: string): LaunchgateError {
  return new LaunchgateError({ code: "sandbox.github-control", message, fix });
}

import { datadogLives } from "./datadog.ts";
import { githubLives } from "./github.ts";
import type { VendorLives } from "./life.ts";
import { pagerDutyLives } from "./pagerduty.ts";
import { randomLives } from "./random.ts";
import { vercelLives } from "./vercel.ts";

/** The lives of every type that the plugin serves. */
export const allLives: readonly VendorLives[] = [githubLives, vercelLives, pagerDutyLives, datadogLives, randomLives];

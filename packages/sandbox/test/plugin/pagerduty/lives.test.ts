/** The whole life of every type of PagerDuty. (P7, L4) */
import { pagerDutyLives } from "../lives/pagerduty.ts";
import { proveLives } from "../prove-lives.ts";

proveLives(pagerDutyLives);

/** The whole life of every type of Datadog. (P7, L4) */
import { datadogLives } from "../lives/datadog.ts";
import { proveLives } from "../prove-lives.ts";

proveLives(datadogLives);

/** The whole life of every type of the random provider. (P7, L4) */
import { randomLives } from "../lives/random.ts";
import { proveLives } from "../prove-lives.ts";

proveLives(randomLives);

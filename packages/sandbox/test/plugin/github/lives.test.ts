/** The whole life of every type of GitHub. (P7, L4) */
import { githubLives } from "../lives/github.ts";
import { proveLives } from "../prove-lives.ts";

proveLives(githubLives);

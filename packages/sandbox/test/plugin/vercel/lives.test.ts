/** The whole life of every type of Vercel. (P7, L4) */
import { vercelLives } from "../lives/vercel.ts";
import { proveLives } from "../prove-lives.ts";

proveLives(vercelLives);

import { ask, SmokeFault, type Answer, type Ask } from "./ask.ts";

/** Most redirects of one step. */
const mostRedirects = 3;

/** Paths and hosts at which people sign in: whoever lands there has not seen the application. */
const login = /(?:^|[/.])(?:login|log-in|signin|sign-in|sso|sso-api|oauth2?|authorize)(?:[/.]|$)/i;

/**
 * Sends a request and follows redirects of the same origin only: the headers hold a secret, and what answers elsewhere is not what was
 * to be judged. A status that the step expects is an answer, whatever it points to. (P4, S2)
 *
 * @throws SmokeFault as `ask`, and `redirected`, `login`
 */
export async function askFollowing(first: Ask, expectStatus: number): Promise<Answer> {
  const deadline = performance.now() + first.milliseconds;
  let { url } = first;
  for (let hop = 0; hop <= mostRedirects; hop += 1) {
    const answer = await ask({ ...first, url, milliseconds: deadline - performance.now() });
    const { location } = answer.headers;
    if (answer.status === expectStatus || answer.status < 300 || answer.status > 399 || location === undefined)
      return answer;
    url = nextOf(first, location, url, answer);
  }
  throw new SmokeFault("redirected", `more than ${String(mostRedirects)} redirects`);
}

function nextOf({ method }: Ask, location: string, from: URL, answer: Answer): URL {
  const next = URL.canParse(location, from.href) ? new URL(location, from.href) : undefined;
  if (next === undefined) throw new SmokeFault("redirected", "redirected to what is no address", answer);
  if (login.test(`${next.hostname}${next.pathname}`))
    throw new SmokeFault("login", `redirected to a page to sign in at ${next.hostname}`, answer);
  if (next.origin !== from.origin)
    throw new SmokeFault("redirected", `redirected to another host, ${next.host}, which is not followed`, answer);
  if (method !== "GET" && method !== "HEAD")
    throw new SmokeFault("redirected", `redirected while writing; a ${method} is not sent twice`, answer);
  return next;
}

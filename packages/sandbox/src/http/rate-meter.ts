import type { RateLimit, RateState } from "./dialect.ts";

interface Window {
  readonly endsAt: number;
  used: number;
}

/**
 * Counts the calls of each token in windows of sandbox time. Refusal at the limit is a matter of choice
 * ({@link SandboxOptions.enforceRateLimits}), since a laptop makes an hour's calls in seconds; where nothing is refused the
 * headers never say 0, at which GitHub's Go client stops calling of itself.
 */
export class RateMeter {
  readonly #limit: RateLimit;
  readonly #enforced: boolean;
  readonly #windows = new Map<string, Window>();

  constructor(limit: RateLimit, enforced: boolean) {
    this.#limit = limit;
    this.#enforced = enforced;
  }

  /** Whether a call is one too many. */
  isOver({ used, limit }: RateState): boolean {
    return this.#enforced && used > limit;
  }

  /** Counts one call of a holder at a moment (milliseconds since 1970) and says where the holder stands. */
  count(holder: string, now: number): RateState {
    const { limit, windowSeconds } = this.#limit;
    const length = windowSeconds * 1000;
    const known = this.#windows.get(holder);
    const current = known && now < known.endsAt && now >= known.endsAt - length;
    const window: Window = current ? known : { endsAt: now + length, used: 0 };
    window.used += 1;
    this.#windows.set(holder, window);
    return {
      limit,
      used: window.used,
      remaining: Math.max(this.#enforced ? 0 : 1, limit - window.used),
      resetAt: Math.ceil(window.endsAt / 1000),
      resetInSeconds: Math.max(0, Math.ceil((window.endsAt - now) / 1000)),
    };
  }
}

/** Who is on call, asked for one minute by itself from the wall clock that `Intl` tells: by a way that shares nothing with the sandbox's. (O2) */

const minute = 60_000;
const day = 86_400_000;

/** A layer of a rota as the captured plan declares it. */
export interface Layer {
  readonly rotationVirtualStart: string;
  readonly rotationTurnLengthSeconds: number;
  readonly users: readonly string[];
  readonly restrictions?: readonly {
    type: string;
    startTimeOfDay: string;
    durationSeconds: number;
    startDayOfWeek?: number;
  }[];
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat("sv-SE", {
    ...{ timeZone, hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit" },
    ...{ hour: "2-digit", minute: "2-digit", second: "2-digit" },
  });
  formats.set(timeZone, made);
  return made;
}

/** The wall clock at a moment as if it were UTC. */
function wallAt(at: number, timeZone: string): number {
  return Date.parse(`${formatOf(timeZone).format(at).replace(" ", "T")}Z`);
}

/** Whose turn it is: turns of whole days are counted on the wall clock. The hours of a change of clocks are looked at apart. */
function turnOf({ rotationVirtualStart, rotationTurnLengthSeconds, users }: Layer, zone: string, at: number): string {
  const length = rotationTurnLengthSeconds * 1000;
  const start = wallAt(Date.parse(rotationVirtualStart), zone);
  const turn = Math.floor((wallAt(at, zone) - start) / length);
  return users[((turn % users.length) + users.length) % users.length] ?? "";
}

function inHours({ restrictions }: Layer, zone: string, at: number): boolean {
  if (restrictions === undefined || restrictions.length === 0) return true;
  const wall = wallAt(at, zone);
  return restrictions.some(({ type, startTimeOfDay, durationSeconds, startDayOfWeek = 1 }) => {
    const [hour = 0, second = 0] = startTimeOfDay.split(":").map(Number);
    const ofDay = hour * 60 + second;
    for (let back = 0; back < 8; back += 1) {
      const midnight = Math.floor(wall / day) * day - back * day;
      const weekday = new Date(midnight).getUTCDay() || 7;
      if (type === "weekly_restriction" && weekday !== startDayOfWeek) continue;
      const begin = midnight + ofDay * minute;
      if (begin <= wall && wall < begin + durationSeconds * 1000) return true;
    }
    return false;
  });
}

/** Person on call by the layers of a rota at a moment: the topmost layer that is in its hours. */
export function expectedOnCall(layers: readonly Layer[], zone: string, at: number): string | undefined {
  const on = layers.findLast((layer) => inHours(layer, zone, at));
  return on && turnOf(on, zone, at);
}

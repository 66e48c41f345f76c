// Moments as they stand in documents, compared without a clock. A moment that cannot be read helps nobody:
// what begins then has not begun, what ends then is over.

const MOMENT = /^(?<second>\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(?:\.\d+)?Z$/;

/** Whether `moment` has come; true at that very second. Both are RFC 3339 in UTC, a fraction is cut off. */
export function hasBegun(moment: string, now: string): boolean {
  const [begins, present] = [toSecond(moment), toSecond(now)];
  return begins !== undefined && present !== undefined && begins <= present;
}

/** Whether the time until `moment` has run out; true at that very second. */
export function isOver(moment: string, now: string): boolean {
  const [ends, present] = [toSecond(moment), toSecond(now)];
  return ends === undefined || present === undefined || ends <= present;
}

/** Whether the text is a moment that the calendar has. */
export function isMoment(text: string): boolean {
  const second = toSecond(text);
  if (second === undefined) return false;
  const time = Date.parse(`${second}Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(second);
}

/** Texts of one fixed width, so that their order is the order of time. */
function toSecond(text: string): string | undefined {
  return MOMENT.exec(text)?.groups?.["second"];
}

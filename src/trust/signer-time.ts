// Times as allowed_signers writes them and as everything else here does. The time zone of the machine has no say, and no clock
// is read.

const SIGNER_TIME = /^(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2})?)?Z$/;
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;
/** ssh-keygen refuses this moment and what is before: a time of 0 means to it that there is none. */
const EPOCH = "1970-01-01T00:00:00Z";

/** Whether the text is a time to the second in UTC, `2027-01-31T00:00:00Z`, and in the calendar. Such texts sort as times do. */
export function isMoment(text: string): boolean {
  if (!MOMENT.test(text)) return false;
  // The calendar is Date's: a day or hour too many comes back as another time.
  const time = Date.parse(text);
  return !Number.isNaN(time) && new Date(time).toISOString() === text.replace("Z", ".000Z");
}

/** The moment of YYYYMMDDZ, YYYYMMDDHHMMZ or YYYYMMDDHHMMSSZ (ssh-keygen(1), ALLOWED SIGNERS); undefined for anything else. */
export function parseSignerTime(text: string): string | undefined {
  const match = SIGNER_TIME.exec(text);
  if (match === null) return undefined;
  const [year, month, day, hour, minute, second] = match
    .slice(1)
    .map((part) => (part as string | undefined) ?? "00");
  const moment = `${year}-${month}-${day}T${hour}:${minute}:${second}Z`;
  return isMoment(moment) && moment > EPOCH ? moment : undefined;
}

/** The one spelling of such a moment in allowed_signers: YYYYMMDDHHMMSSZ, or YYYYMMDDZ at midnight. */
export function renderSignerTime(moment: string): string {
  return moment.replaceAll(/[-:T]/g, "").replace(/000000Z$/, "Z");
}

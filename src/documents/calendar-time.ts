// Times as documents write them: to the second, in UTC, `2027-01-31T00:00:00Z`. Such texts sort as times do. No clock
// is read here.

const TIME = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})Z$/u;
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** Whether the day is in the Gregorian calendar and the time in the day; no leap seconds (RFC 3339, 5.7), no 24:00. */
export function isCalendarTime(text: string): boolean {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] =
    TIME.exec(text)?.slice(1).map(Number) ?? [];
  return day >= 1 && day <= daysIn(year, month) && hour < 24 && minute < 60 && second < 60;
}

/** 0 for a month that does not exist. */
function daysIn(year: number, month: number): number {
  const days = DAYS[month - 1] ?? 0;
  const isLeapYear = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return month === 2 && isLeapYear ? days + 1 : days;
}

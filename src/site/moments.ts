// Times and ages for a reader. All times are UTC and to the minute; the full value stands in the element's datetime.
import { groupDigits } from "../diagnostics/english.ts";
import { h, type Element } from "./element.ts";

/** `2026-11-21 07:54 UTC`, with the whole value for programs. */
export function momentOf(time: string): Element {
  return h("time", { datetime: time, class: "moment" }, shortMoment(time));
}

export function shortMoment(time: string): string {
  return Number.isNaN(Date.parse(time)) ? time : `${time.slice(0, 16).replace("T", " ")} UTC`;
}

export function dayOf(time: string): Element {
  const day = Number.isNaN(Date.parse(time)) ? time : time.slice(0, 10);
  return h("time", { datetime: time, class: "moment" }, day);
}

const MINUTE_MS = 60_000;
const STEPS = [
  { name: "year", minutes: 365 * 24 * 60 },
  { name: "month", minutes: 30 * 24 * 60 },
  { name: "day", minutes: 24 * 60 },
  { name: "hour", minutes: 60 },
  { name: "minute", minutes: 1 },
] as const;

/** How much time lies between: `5 hours`, in the largest step that fits; `under a minute`. Never negative. */
export function spanBetween(from: string, to: string): string {
  const minutes = Math.floor(Math.abs(Date.parse(to) - Date.parse(from)) / MINUTE_MS);
  const step = STEPS.find((one) => minutes >= one.minutes);
  if (step === undefined) return "under a minute";
  const count = Math.floor(minutes / step.minutes);
  return `${groupDigits(count)} ${step.name}${count === 1 ? "" : "s"}`;
}

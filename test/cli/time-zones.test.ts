// The same verdicts wherever the machine believes to be: times are in UTC and texts in bytes, whatever zone and locale say.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  carryToCloseout,
  makeSignedRepository,
  type SignedRepository,
} from "../support/signed-repository.ts";

/** Far ahead of UTC and far behind, with half hours; Turkish has letters of its own for i and I. */
const PLACES = [
  { TZ: "UTC", LC_ALL: "C.UTF-8" },
  { TZ: "Asia/Tokyo", LC_ALL: "tr_TR.UTF-8" },
  { TZ: "America/New_York", LC_ALL: "C.UTF-8" },
  { TZ: "Pacific/Apia", LC_ALL: "tr_TR.UTF-8" },
  { TZ: "Asia/Kathmandu", LC_ALL: "tr_TR.UTF-8" },
];

const endings: (() => void)[] = [];
let closed: SignedRepository;

before(async () => {
  closed = makeSignedRepository({ after: (end) => void endings.push(end) });
  await carryToCloseout(closed);
});
after(() => {
  for (const end of endings) end();
});

test("verify says the same in five time zones and two locales", () => {
  const answers = PLACES.map((place) =>
    closed.reconcile(["verify", "--json"], { ...place, LANG: place.LC_ALL }),
  );
  assert.equal(answers[0]?.exit, 0, answers[0]?.stdout);
  for (const answer of answers) assert.deepEqual(answer, answers[0]);
});

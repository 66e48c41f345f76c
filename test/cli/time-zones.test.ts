// The same verdicts wherever the machine believes to be: times are in UTC and texts in bytes, whatever zone and locale say.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  carryToCloseout,
  makeSignedRepository,
  type SignedRepository,
} from "../support/signed-repository.ts";

const ZONES = ["UTC", "Asia/Tokyo", "America/New_York", "Pacific/Apia", "Asia/Kathmandu"];
const LOCALES = ["C.UTF-8", "tr_TR.UTF-8"];

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
  const answers = ZONES.flatMap((TZ) =>
    LOCALES.map((LC_ALL) => closed.reconcile(["verify", "--json"], { TZ, LC_ALL, LANG: LC_ALL })),
  );
  assert.equal(answers.length, 10);
  assert.equal(answers[0]?.exit, 0, answers[0]?.stdout);
  for (const answer of answers) assert.deepEqual(answer, answers[0]);
});

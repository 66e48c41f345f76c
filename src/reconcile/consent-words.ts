// What people are called and why they decided as they did, for reports: statements name persons and approvals by digest,
// and the commit has the words. Of a file that is gone from the commit there are none.
import type { ConsentWords } from "../evidence/report.ts";
import type { PlanWork } from "./plan-work.ts";

export function consentWords({ context, approvals, past }: PlanWork): ConsentWords {
  const persons = Object.entries(context.policy.value.persons);
  return {
    principals: new Map(persons.flatMap(([name, person]) => (person ? [[name, person.principal]] : []))),
    reasons: new Map([...past, ...approvals].map(({ sha256, document }) => [sha256, document.reason])),
  };
}

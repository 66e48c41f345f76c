// The steps of VERIFY.md about the record itself: its files, its chain, its one spelling, and what the run is about.
import type { KitStep } from "./kit-step.ts";

const FILES: KitStep = {
  title: "1. The files are the ones on record",
  shows:
    "Each statement names its plan, source, target, policy, lists of keys, facts and approvals by SHA-256. This shows that the files of this kit are those, byte for byte.",
  commands: String.raw`( begin 1
for file in statements/*.json; do cat "$file"; echo; done | cmp - evidence.jsonl || fail "evidence.jsonl is not the statements, a line each"
ok "evidence.jsonl is the files in statements/, a line each"
jq -es 'def plain($what): type == "string" and test("\\A(" + $what + ")\\z");
  all(.[].predicate; all(.run.id, .run.plan, .approvals[].person; plain("[a-z0-9-]{1,80}")) and (.observed.at | plain("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z"))
    and all(.phase, .outcome, .run.mode, (.approvals[] | .gate, .decision, .authenticity, .binding, .policy); plain("[A-Za-z0-9_]+")))
  and all(.. | objects; all(.sha256? // empty, .gitBlob? // empty, .commit? // empty; plain("[0-9a-f]{40}|[0-9a-f]{64}")))' evidence.jsonl > /dev/null || fail "a statement has a name, a time or a digest that is none"
sums=$(jq -rs --argjson folders "$folders" --slurpfile exported exported.json "$kit"'
  [ range(length) as $n | .[$n] | ($n | folder($folders)) as $folder
    | ((.subject + .predicate.inputs)[] | {file: ($folder + "/" + (.name | safe)), sha256: .digest.sha256}),
      (.predicate.policy | select(. != null) | {file: ($folder + "/plans/_trust/policy.yaml"), sha256}),
      (.predicate.facts | select(. != null) | {file: "facts.json", sha256}),
      (select(.predicate.phase == "manifest" and .predicate.outcome == "PASSED") | {file: "manifest.jsonl", sha256: .predicate.result.sha256}),
      (.predicate.approvals as $judged | range($judged | length) as $i | "approvals/\($n | pad)/\($i).yaml" as $file
        | {file: $file, sha256: $judged[$i].sha256}, ($judged[$i].signature | select(. != null) | {file: ($file + ".sig"), sha256})) ]
  | unique | .[] | select(.file as $file | $exported[0].missing | index([$file]) == null) | "\(.sha256)  \(.file)"' evidence.jsonl)
printf '%s\n' "$sums" | sha256sum --check --strict --quiet -
ok "$(printf '%s\n' "$sums" | wc -l) files have the SHA-256 that the statements name"
)`,
  output:
    "Two lines `OK`, then `== step 1 holds`. A file that is another than the one on record is named with `FAILED`.",
};

const CHAIN: KitStep = {
  title: "2. The chain",
  shows:
    "Each statement names the SHA-256 of the one before it, the first names none, and they are numbered from 0. So nothing in between was dropped, doubled, moved or edited without changing every statement after it. Times never go back, all statements are of one run, and what passed came in the one order of steps.",
  commands: String.raw`( begin 2
number=0; expected=none
while read -r found previous seq phase; do
  same "the number of statement $number" "$number" "$seq"
  same "what statement $number names as the one before it" "$expected" "$previous"
  expected=$found; number=$((number + 1))
done <<< "$(paste -d ' ' <(sha256sum statements/*.json | cut -c 1-64) <(jq -r '.predicate | "\(.previous.sha256 // "none") \(.seq) \(.phase)"' evidence.jsonl))"
ok "statements 0 to $((number - 1)), each naming the one before it; the last has SHA-256 $expected"
jq -rs --argjson number "$number" 'def demand($what; $holds): if $holds then . else error("FAIL " + $what) end;
  ["preflight", "source_pin", "discover", "manifest", "gate_sg_1", "pre_write_backup", "cut_leg_a", "leg_b_record", "verify", "gate_sg_2", "lifecycle_enact", "post_verify", "closeout"] as $order
  | map(.predicate) | demand("there are \(length) statements and \($number) were read"; length == $number and length > 0)
  | demand("a statement is older than the one before it"; map(.observed.at) | . == sort)
  | demand("the statements are of several runs"; map(.run) | unique | length == 1)
  # After a torn step that SG_3 let pass, the step itself is missing among those that passed
  | demand("the steps are not in their order"; any(.phase == "gate_sg_3") as $torn
      | [.[] | select(.outcome == "PASSED" and (.phase | IN("superseded", "stale", "gate_sg_3") | not)).phase as $phase | $order | index($phase)]
      | if $torn then . == unique else . == [range(length)] end)
  | "OK   one run, in order of time and of steps: it ends with \(.[-1].phase) \(.[-1].outcome)"' evidence.jsonl
if [ -f report.md ]; then
  read -r evidence head seq at sha256 named <<< "$(tail -n 1 report.md)"
  same "the last line of report.md" "evidence head: seq $at sha256 $(sha256sum < "$(printf 'statements/%04d.json' "$at")" | cut -c 1-64)" "$evidence $head $seq $at $sha256 $named"
  ok "report.md was made after statement $at"
fi
)`,
  output:
    "Three lines `OK`. The SHA-256 of the last statement stands for the whole run: compare it with any copy that you trust more.",
};

const SPELLING: KitStep = {
  title: "3. One spelling, and the digest of each decision",
  shows:
    "Each statement is JSON in its one canonical form (RFC 8785), so that two readers cannot read it in two ways; and `decision` is the SHA-256 of what was decided, without the time and the machine: whoever decides it again gets the same.",
  commands: String.raw`( begin 3
jq -Sc . evidence.jsonl | cmp - evidence.jsonl || fail "a statement is not in canonical form"
ok "every statement is in canonical form"
jq -Scr '.predicate | del(.decision, .observed, .previous), .decision.sha256' evidence.jsonl | while IFS= read -r decided && read -r expected; do
  same "a decision's digest" "$expected" "$(printf '%s' "$decided" | sha256sum | cut -c 1-64)"
done
ok "every decision has the digest on record"
)`,
  output: "Two lines `OK`.",
};

const SUBJECT: KitStep = {
  title: "4. What the run is about: its name, and the cut",
  shows:
    "The run's name follows from its plan, source, target, mode and attempt, so that nobody can pass it off as the run of something else. The manifest lists the units that the source is cut into; they cover it byte for byte, each byte once.",
  commands: String.raw`( begin 4
{ read -r plan run source; IFS= read -r named; } <<< "$(jq -rs --slurpfile exported exported.json "$kit"'
  if [.[] | [.subject, source, target, .predicate.run]] | unique | length == 1 then . else error("FAIL the statements have several plans, sources or targets") end
  | .[0] | if .predicate.run.id == $exported[0].run then . else error("FAIL the kit is not about the run it says") end
  | "\(.predicate.run.plan) \(.predicate.run.id) inputs/0000/\(source.name | safe)",
    "{\"attempt\":\(.predicate.run.attempt),\"mode\":\"\(.predicate.run.mode)\",\"plan\":\"\(.subject[0].digest.sha256)\",\"source\":\"\(source.digest.sha256)\",\"target\":\"\(target.digest.sha256)\"}"' evidence.jsonl)"
same "the run's name" "$run" "$plan-$(printf '%s' "$named" | sha256sum | cut -c 1-12)"
ok "run $run is named after its inputs"
sum=$(digest "$source")
grep -qF "$sum" "inputs/0000/plans/$plan/plan.yaml" || fail "the plan does not name the source"
ok "plan.yaml names the source by its SHA-256"
if [ -f manifest.jsonl ]; then
  rows=$(jq -rs --argjson size "$(wc -c < "$source")" 'if length > 0 and .[0].startByte == 0 and .[-1].endByte == $size and map(.ord) == [range(1; length + 1)]
      and ([range(1; length) as $i | .[$i].startByte == .[$i - 1].endByte] | all) then .[] else error("FAIL the units do not cover the source") end | "\(.startByte) \(.endByte) \(.sha256)"' manifest.jsonl)
  while read -r from to expected; do
    same "the SHA-256 of bytes $from to $to" "$expected" "$(head -c "$to" "$source" | tail -c $((to - from)) | sha256sum | cut -c 1-64)"
  done <<< "$(printf '%s\n' "$rows" | sed 200q)"
  ok "$(printf '%s\n' "$rows" | wc -l) units cover the source, each byte once; the first 200 have their SHA-256"
fi
)`,
  output: "Three lines `OK`.",
};

export const RECORD_STEPS: readonly KitStep[] = [FILES, CHAIN, SPELLING, SUBJECT];

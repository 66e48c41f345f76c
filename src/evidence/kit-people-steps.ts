// The steps of VERIFY.md about people: who approved what at which gate, who wrote the plan, who stands for the policy.
import type { KitStep } from "./kit-step.ts";

const APPROVALS: KitStep = {
  title: "5. The approvals",
  shows:
    "At each gate that opened: every approval that counted was signed by a key that `allowed_signers` gives to that person for approvals, valid at the moment the gate was judged and not revoked, and it says itself that it is for this gate of this run, with these digests. The persons are those the policy lists at the gate, as many as it asks for, and not the plan's author unless the policy allows it.",
  commands: String.raw`( begin 5
# Who: each gate that opened, by the policy of the time; a line for each approval that counted
approvals=$(jq -rs --argjson folders "$folders" --slurpfile policies <(printf '%s' "$policies") --arg author "$author" "$kit"'
  def demand($what; $holds): if $holds then . else error("FAIL \(.gate), statement \(.n): \($what)") end;
  [ range(length) as $n | .[$n].predicate | select(.outcome == "PASSED" and (.phase | startswith("gate_")))
    | ($n | folder($folders)) as $folder | ($folder | policy($policies)) as $policy | {gate_sg_1: "SG_1", gate_sg_2: "SG_2", gate_sg_3: "SG_3"}[.phase] as $gate
    | {n: $n, gate: $gate, at: .observed.at, folder: $folder, policy: $policy, rule: $policy.gates[$gate], version: .policy.version, author: $policy.principals[$author],
       denied: any(.approvals[]; .policy == "DENIED"), listed: (.result.counted | sort),
       counted: [.approvals as $a | range($a | length) as $i | $a[$i] | select(.policy == "COUNTED") | . + {i: $i, principal: $policy.principals[.person]}]} ]
  | . as $gates | .[] | . as $g
  | (.counted | map(.principal) | unique | length) as $persons
  | [$gates[] | select(.n < $g.n and (.gate as $other | $g.rule.notSamePersonAs // [] | index([$other]))) | .counted[].principal] as $others
  | demand("the policy was no longer in force"; .policy.expiresAt > .at)
  | demand("the policy has another version"; .policy.version == .version)
  | demand("a denial stands"; .denied | not)
  | demand("those who counted are not those on record"; (.counted | map(.person) | sort) == .listed)
  | demand("fewer persons than the policy asks for"; .rule.threshold >= 1 and $persons >= .rule.threshold and $persons == (.counted | length))
  | .counted[] as $one
  | demand("\($one.person | @json) is not listed at the gate"; (.rule.persons | index([$one.person])) != null and ($one.principal | type == "string" and test("\\A[a-z0-9._+-]+@[a-z0-9.-]+\\z")))
  | demand("\($one.person | @json) wrote the plan"; .policy.authorMayApprove == "true" or (.author != null and $one.principal != .author))
  | demand("\($one.person | @json) opened another gate that excludes this one"; $others | index([$one.principal]) == null)
  | demand("the record itself does not take it for an approval of this"; $one.decision == "approve" and $one.binding == "BOUND" and $one.gate == .gate)
  | demand("it is not signed"; $one.authenticity == "AUTHENTIC" or ($one.authenticity == "UNSIGNED" and .policy.signatures.approvals == "optional"))
  | "\(.n) \($one.i) \(.folder) \($one.principal) \(.at | time) \($one.authenticity) \(.gate) \(.at)"' evidence.jsonl)
[ -n "$approvals" ] || note "no gate of this run has opened yet"
while read -r n i folder principal time authenticity gate at; do
  [ -n "$n" ] || continue
  file=approvals/$(printf %04d "$n")/$i.yaml
  if [ "$authenticity" = AUTHENTIC ]; then
    signed "$folder/plans/_trust" "$principal" approval "$time" "$file.sig" "$file" || fail "$gate: $principal did not sign $file"
    said="approved by $principal"
  else said="unsigned, as the policy of the time allows, in the name of $principal"; fi
  # What: the words of the approval itself, held against the statements
  jq -Rs --argjson n "$n" --argjson i "$i" --arg gate "$gate" --arg at "$at" --arg folder "$folder" --slurpfile policies <(printf '%s' "$policies") \
    --rawfile digests <(sha256sum statements/*.json | cut -c 1-64) --slurpfile record evidence.jsonl "$kit$yaml"'
    def demand($what; $found; $expected): if $found == ($expected | tostring) and $found != "" then . else error("FAIL \($gate), approval \($i): it says \($what) \($found | @json), expected \($expected | @json)") end;
    $record[$n] as $statement | $statement.predicate as $p | words | pairs("plan"; 2) as $plan | pairs("policy"; 2) as $policy | pairs("evidenceHead"; 2) as $head | ($head.seq | tonumber) as $seq
    | demand("kind"; value("kind"); "Approval") | demand("decision"; value("decision"); "approve") | demand("gate"; value("gate"); $gate)
    | demand("run"; value("run"); $p.run.id) | demand("mode"; value("mode"); $p.run.mode)
    | demand("plan"; $plan.path; $statement.subject[0].name) | demand("plan"; $plan.sha256; $statement.subject[0].digest.sha256)
    | demand("source"; pairs("source"; 1).sha256; $statement | source.digest.sha256)
    | demand("manifest"; pairs("manifest"; 1).sha256; [$record[].predicate | select(.phase == "manifest" and .outcome == "PASSED").result.sha256] | last)
    | demand("facts"; pairs("facts"; 1).sha256; $p.facts.sha256)
    | demand("policy"; $policy.version; $p.policy.version) | demand("policy"; $policy.sha256; $p.policy.sha256)
    | demand("repository"; value("repository"); $folder | policy($policies).repository) | demand("approver"; value("approver"); $p.approvals[$i].person)
    | demand("evidenceHead"; $head.sha256; ($digests | split("\n"))[$seq])
    | if $gate == "SG_3" then demand("partialState"; pairs("partialState"; 1).sha256; $p.result.partialState.sha256) | demand("resolution"; value("resolution"); $p.result.resolution) else . end
    | if $seq >= 0 and $seq < $n and ($record[$seq].predicate.outcome == "PASSED" or $gate == "SG_3") and ([$record[$seq + 1:$n][].predicate.outcome == "REFUSED"] | all) then .
      else error("FAIL \($gate): evidenceHead is not the last step before the gate") end
    | if value("notBefore") <= $at and $at < value("expiresAt") then . else error("FAIL \($gate): the approval was not in force at \($at)") end' "$file" > /dev/null
  ok "$gate, judged $at: $said, for this gate of this run ($file)"
done <<< "$approvals"
jq -r '.predicate | .seq as $seq | .approvals[] | select(.policy != "COUNTED") | "NOTE statement \($seq): \(.person | @json) said \(.decision) at \(.gate), and it did not count: \(.authenticity), \(.binding), \(.policy)"' evidence.jsonl
)`,
  output:
    "A line `OK` for each approval that counted, with the time and the person: `approved by` says that the signature holds; a line `NOTE` for each one that did not, with the record's reason.",
};

const AUTHOR: KitStep = {
  title: "6. The plan's author, and the policy's admins",
  shows:
    "The plan was signed by the person it names as its author. Every version of the policy but the first was signed by the admins of the version before it, as many as that version asks for, and the lists of keys are those that the policy pins, or those of the version before. The first version is trusted on first use: nobody was there before to sign it.",
  commands: String.raw`( begin 6
# At the beginning, and at each gate that opened: the folder, the time, whether the plan has to be signed, the author
rows=$(jq -rs --argjson folders "$folders" --slurpfile policies <(printf '%s' "$policies") --arg author "$author" "$kit"'
  [range(length) as $n | .[$n] | .subject[0].name as $plan | .predicate | select($n == 0 or (.outcome == "PASSED" and (.phase | startswith("gate_"))))
    | ($n | folder($folders)) as $folder | ($folder | policy($policies)) as $policy
    | "\($folder) \($plan | safe) \(.observed.at | time) \($policy.signatures.plans) \($policy.principals[$author] // error("FAIL the policy does not know the author"))"] | unique | .[]' evidence.jsonl)
noted=""
while read -r folder plan time demand principal; do
  file=$folder/$plan
  if [ -f "$file.sig" ]; then
    signed "$folder/plans/_trust" "$principal" plan "$time" "$file.sig" "$file" || fail "$principal did not sign $file"
    ok "$file was signed by its author, $principal, with a key that was good at $time"
  else
    same "what the policy asks of plans" optional "$demand"
    [ "$file" = "$noted" ] || note "$file is not signed by its author, and the policy does not ask for it"
    noted=$file
  fi
done <<< "$rows"
# The versions of the trust: the pins of each, and the admins who may sign the next
rows=$(printf '%s' "$policies" | jq -r 'to_entries[] | select(.key | startswith("trust/")) | if .key | test("\\Atrust/[0-9]{4,}/policy[.]yaml\\z") then . else error("FAIL a folder of trust/ has another name") end | .value as $policy
  | "\(.key | rtrimstr("/policy.yaml")) \($policy.version) \($policy.pins.allowedSigners // "none") \($policy.pins.revokedKeys // "none") \($policy.admins.threshold) \([$policy.admins.persons[] | "\(.)=\($policy.principals[.])"] | join(","))"')
# Where a commit on record is lost, so may be the history of its policy
lost=$(jq '.lostCommits | length' exported.json)
[ -n "$rows" ] || [ "$lost" -gt 0 ] || fail "no version of the policy is in trust/"
before=""; able=0; needed=1; number=0; admins=""
while read -r folder version signers revoked threshold persons; do
  [ -n "$folder" ] || continue
  if [ -n "$before" ]; then same "the version after $before" "$((number + 1))" "$version"; fi
  for list in "allowed_signers $signers" "revoked_keys $revoked"; do
    read -r list pin <<< "$list"
    if [ "$pin" != none ]; then same "the SHA-256 of $folder/$list" "$pin" "$(digest "$folder/$list")"
    elif [ "$able" -ge "$needed" ] && { [ -f "$before/$list" ] || [ -f "$folder/$list" ]; }; then cmp "$before/$list" "$folder/$list" || fail "$folder/$list changed, and the policy does not pin it"; fi
  done
  if [ "$able" -ge "$needed" ]; then
    time=$(tr -d ':T-' < "$folder/at")
    by=$(printf '%s\n' "$admins" | tr ',' '\n' | while IFS== read -r person principal; do
      if [ -f "$folder/policy.yaml.$person.sig" ] && signed "$before" "$principal" trust "$time" "$folder/policy.yaml.$person.sig" "$folder/policy.yaml" 2> /dev/null; then echo "$principal"; fi
    done | sort -u)
    [ -n "$by" ] && [ "$(printf '%s\n' "$by" | wc -l)" -ge "$needed" ] || fail "$folder was not signed by the admins of $before"
    ok "$folder was signed by $(printf '%s\n' "$by" | paste -s -d ' ' -), admins of the version before"
  else note "$folder, policy SHA-256 $(digest "$folder/policy.yaml"), is trusted on first use, because nobody before it had a key to sign it with: compare it with somebody who was there"; fi
  # How many of its admins have a key to sign the next version with
  listed=$(grep -sF 'trust.v1@cutplan' "$folder/allowed_signers" | cut -d ' ' -f 1) || listed=""
  able=$(printf '%s\n' "$persons" | tr ',' '\n' | cut -d = -f 2 | sort -u | while read -r principal; do if printf '%s\n' "$listed" | grep -qFx "$principal"; then echo "$principal"; fi; done | wc -l)
  before=$folder; needed=$threshold; number=$version; admins=$persons
done <<< "$rows"
rows=$(jq -rs --argjson folders "$folders" "$kit"'[range(length) as $n | "\($n | folder($folders)) \(.[$n].predicate.policy.version | pad)"] | unique | .[]' evidence.jsonl)
while read -r folder version; do
  if [ ! -d "trust/$version" ] && [ "$lost" -gt 0 ]; then note "how version $version of the policy came to be is not in this kit"; continue; fi
  for file in policy.yaml allowed_signers revoked_keys; do
    if [ -f "$folder/plans/_trust/$file" ] || [ -s "trust/$version/$file" ]; then cmp "$folder/plans/_trust/$file" "trust/$version/$file" || fail "$folder was judged by another $file than version $version"; fi
  done
done <<< "$rows"
ok "the statements were judged by these versions"
)`,
  output:
    "A line `OK` for the plan, one for each later version of the policy, and one `NOTE` with the SHA-256 of the first version. A `NOTE` that the plan is not signed appears only where the policy does not ask for it.",
};

export const PEOPLE_STEPS: readonly KitStep[] = [APPROVALS, AUTHOR];

// The steps of VERIFY.md about machines: the runner's signatures over the statements, and where the files are in git.
import type { KitStep } from "./kit-step.ts";

const RUNNER: KitStep = {
  title: "7. The runner's signatures",
  shows:
    "Each statement was signed (DSSE, ECDSA P-256) by the machine that recorded it, and whether the policy of the time lists that machine's key. A signature by a key that is not listed shows that the statement is as its recorder made it, and not that anybody vouches for the recorder.",
  commands: String.raw`( begin 7
set -- bundles/*.json; [ -f "$1" ] || set -- /dev/null
# A line for each statement: what the policy of the time asks, whether it lists the key, and the bundle's four values
rows=$(jq -nr --argjson folders "$folders" --slurpfile policies <(printf '%s' "$policies") --slurpfile record evidence.jsonl "$kit"'
  ([inputs | {(input_filename): .}] | add // {}) as $bundles | range($record | length) as $n | $record[$n].predicate.observed.at as $at
  | ($n | folder($folders) | policy($policies)) as $policy | $bundles["bundles/\($n | pad).sigstore.json"] as $bundle
  | if $bundle == null then "\($n | pad) \($policy.signatures.evidence) none"
    else $bundle.verificationMaterial.publicKey.hint as $key | $bundle.dsseEnvelope | if (.signatures | length == 1) and all($key, .signatures[0].sig, .payload; test("\\A[A-Za-z0-9+/]+=*\\z")) then . else error("FAIL a bundle that is not one signature in base64") end
      | "\($n | pad) \($policy.signatures.evidence) \(if $policy.runners | any(.publicKey == $key and .validAfter <= $at and $at < .validBefore) then "listed" else "unlisted" end) \($key) \(.payloadType) \(.signatures[0].sig) \(.payload)" end' "$@")
unsigned=0; unlisted=0; known=""
while read -r n demand listed hint type signature payload; do
  [ "$listed" = listed ] || same "what the policy of statement $n asks of evidence" optional "$demand"
  if [ "$listed" = none ]; then unsigned=$((unsigned + 1)); continue; fi
  [ "$listed" = listed ] || unlisted=$((unlisted + 1))
  grep -qFx -f "bundles/$n.sigstore.json" attestations.jsonl || fail "bundles/$n.sigstore.json is not a line of attestations.jsonl"
  same "what bundles/$n.sigstore.json signs" application/vnd.in-toto+json "$type"
  printf '%s' "$payload" | base64 -d | cmp - "statements/$n.json" || fail "bundles/$n.sigstore.json signs another statement"
  if [ "$hint" != "$known" ]; then
    key=runners/runner-$(printf '%s' "$hint" | base64 -d | sha256sum | cut -c 1-16).pub.pem
    same "the key in $key" "$hint" "$(grep -v -- ----- "$key" | tr -d '\n')"
    known=$hint
  fi
  { printf 'DSSEv1 28 application/vnd.in-toto+json %d ' "$(wc -c < "statements/$n.json")"; cat "statements/$n.json"; } \
    | openssl dgst -sha256 -verify "$key" -signature <(printf '%s' "$signature" | base64 -d) > /dev/null || fail "the signature over statement $n does not hold"
  ok "statement $n was signed by $key, a runner that is $listed in the policy of the time"
done <<< "$rows"
if [ "$unsigned" -gt 0 ]; then note "statements without a signature, which the policy does not ask for: $unsigned"; fi
if [ "$unlisted" -gt 0 ]; then note "statements signed by a runner that the policy does not list, so that nobody vouches for it: $unlisted"; fi
)`,
  output:
    "A line `OK` for each statement. `NOTE` where nobody vouches for the runner; then what the approvers signed (their `evidenceHead`, step 5) and the history of the repository are what the record rests on.",
};

const GIT: KitStep = {
  title: "8. The repository",
  shows:
    "Every input lay under its name in the commit that the statement names, and the run's files lie in the commit that was exported. A git object's name is the digest of its type, size and bytes, so these names are recomputed: commit, tree, folder by folder, file. Also, that no approval of a gate that lay in the folder is missing among those judged.",
  commands: String.raw`( begin 8
format=$(jq -rs 'map(.predicate.source.objectFormat) | unique | join(" ")' evidence.jsonl)
case "$format" in sha1) bytes=20 ;; sha256) bytes=32 ;; *) fail "no object format: $format" ;; esac
object() { local name; read -r name _ <<< "$({ printf '%s %d\0' "$1" "$(wc -c < "$2")"; cat "$2"; } | "$format"sum)"; printf '%s' "$name"; }
count=0
cd git
for file in *; do
  IFS=. read -r name type <<< "$file"
  same "the name of git/$file" "$name" "$(object "$type" "$file")"
  count=$((count + 1))
done
ok "$count git objects have the name that their bytes give them"
commits=$(for file in *.commit; do IFS=. read -r name type <<< "$file"; printf '%s %s\n' "$name" "$(sed -n '1s/^tree //p' "$file")"; done)
# Trees as lines: the tree's name, "<mode> <name>" in hex, the object's name
trees=$(for file in *.tree; do
  IFS=. read -r name type <<< "$file"
  od -An -v -tx1 "$file" | tr -d '\n' | sed -E "s/^/$name|/; s/ 00(( [0-9a-f]{2}){$bytes})/|\1\n$name|/g"; echo
done | tr -d ' ')
cd ..
blobs=$({ find inputs approvals evidence.jsonl attestations.jsonl facts.json -type f 2> /dev/null || true; } | while IFS= read -r file; do printf '%s %s\n' "$(object blob "$file")" "$file"; done)
printf '%s\n' "$trees" | jq -Rnr --slurpfile record evidence.jsonl --slurpfile exported exported.json --argjson folders "$folders" --rawfile blobs <(printf '%s' "$blobs") --rawfile commits <(printf '%s' "$commits") "$kit"'
  def table: split("\n") | map(select(. != "") | index(" ") as $at | {(.[$at + 1:]): .[:$at]}) | add // {};
  def hex: explode | map(. as $c | "0123456789abcdef" | .[($c / 16 | floor):($c / 16 | floor) + 1] + .[$c % 16:$c % 16 + 1]) | join("");
  def demand($what; $holds): if $holds then empty else error("FAIL " + $what) end;
  [inputs | split("|") | select(.[1] // "" | . != "")] as $lines | ($lines | map({(.[0] + " " + .[1]): .[2]}) | add // {}) as $entries
  | ($blobs | table) as $blobs | ($commits | split("\n") | map(split(" ") | {(.[0]): .[1]}) | add) as $commits
  | def at($tree; $path; $mode): $path | split("/") | . as $names | reduce range(length) as $i ($tree;
        if . == null then null else $entries[. + " " + ((if $i == ($names | length) - 1 then $mode else "40000" end) + " " + $names[$i] | hex)] end);
    def lost: . as $commit | $exported[0].lostCommits | index([$commit]) != null;
    def sees($commit; $path; $blob): if $commit | lost then empty else demand("\($path) is not in commit \($commit) as the kit has it"; $commits[$commit] != null and at($commits[$commit]; $path; "100644") == $blob) end;
    $exported[0] as $kit | "runs/\($kit.plan)/\($kit.run)/" as $runs
  | demand("a tree is no tree, or has a name twice"; ($entries | length) == ($lines | length) and all($lines[]; length == 3)),
    # Each input once, in each commit that a statement names for it
    ([range($record | length) as $n | $record[$n] | .predicate as $p | ($n | folder($folders)) as $folder | (.subject + $p.inputs)[]
        | {name, blob: .digest.gitBlob, file: ($folder + "/" + .name), commit: (if .name | startswith("plans/_trust/") then $p.source.trust // $p.source.commit else $p.source.commit end)}]
      | unique | .[] | .file as $file | .blob as $blob
      | (select($kit.missing | index([$file]) == null) | demand("\($file) is not \($blob)"; $blobs[$file] == $blob)), sees(.commit; .name; $blob)),
    ([range($record | length) as $n | $record[$n].predicate | {commit: .source.commit, tree: .source.tree, approvals: .approvalsTree, path: "plans/\(.run.plan)/approvals"}]
      | unique | .[] | select(.commit | lost | not)
      | demand("commit \(.commit) has another tree than a statement says"; $commits[.commit] == .tree),
        demand("a statement was decided from other approvals than lay in \(.commit)"; at(.tree; .path; "40000") == .approvals),
        demand("the tree of the approvals in \(.commit) is not in this kit"; .approvals == null or (.approvals as $tree | any($lines[]; .[0] == $tree)))),
    (range($record | length) as $n | $record[$n].predicate | select(.outcome == "PASSED" and (.phase | startswith("gate_")) and (.source.commit | lost | not))
      | .approvalsTree as $tree | (.phase[5:] | gsub("_"; "-")) as $gate | ($tree + " " + ("100644 " + $gate + "." | hex)) as $start
      | [range(.approvals | length) | $blobs["approvals/\($n | pad)/\(.).yaml"]] as $judged | [$entries | to_entries[] | select(.key | startswith($start))] as $there
      | ($judged[] | . as $blob | select(all($there[]; .value != $blob)) | "NOTE statement \($n) judged an approval \($blob) that was no longer in the folder"),
        ($there[] | select(.key | endswith(".yaml" | hex)) | select(.value as $blob | $judged | index([$blob]) == null) | "NOTE statement \($n): an approval \(.value) lay in the folder and was not judged at \($gate); ask for it")),
    (if all($record[]; .predicate.source.commit | lost) then empty
      else "OK   the inputs of every statement are in the commit that it names" + (if $kit.lostCommits == [] then "" else ", where that is still here" end) end),
    ("evidence.jsonl", "attestations.jsonl", "facts.json" | . as $name
      | if $blobs[$name] == null then demand("\($name) is in commit \($kit.commit), and not in this kit"; at($commits[$kit.commit] // ""; $runs + $name; "100644") == null)
        elif $kit.uncommitted | index([$name]) then "NOTE \($name) is not in the exported commit as it is here"
        else sees($kit.commit; $runs + $name; $blobs[$name]), "OK   \($name) is in commit \($kit.commit)" end),
    ($kit.lostCommits[] | "NOTE commit \(.) is no longer in the repository: where its inputs lay cannot be shown")'
)`,
  output:
    "Lines `OK`, the last ones with the exported commit: see that it is the one you know from the repository. Where a `NOTE` says that a commit is lost, nothing ties its inputs to a repository: they rest on the signatures alone. SHA-1 names, in a repository that has them, are a second check; what the statements and approvals rest on is SHA-256.",
};

export const MACHINE_STEPS: readonly KitStep[] = [RUNNER, GIT];

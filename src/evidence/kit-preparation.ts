// The beginning of VERIFY.md: what later steps call. Every byte of the kit comes in as data, never as part of a command;
// so the text is the same for every kit.
import type { KitStep } from "./kit-step.ts";

/** Defines functions and shows which run the kit is about; judges nothing. */
export const PREPARATION: KitStep = {
  title: "Before the first step",
  shows:
    "Small functions for the steps below; read them, they are all there is. The `jq` definitions in `yaml` read single values out of a signed file, block style or flow style, in any order; where a key is there twice or not at all it fails, and you read the file yourself. Then it says which run this kit is about: see that it is the one you asked for.",
  commands: String.raw`export LC_ALL=C
for tool in ssh-keygen openssl sha256sum sha1sum jq base64 basename cat cmp cut find grep head ls od paste sed sort tail tr wc; do
  command -v "$tool" > /dev/null || printf 'NOTE %s is missing\n' "$tool"
done
fail() { printf 'FAIL %s\n' "$*" >&2; exit 1; }
ok() { printf 'OK   %s\n' "$*"; }
note() { printf 'NOTE %s\n' "$*"; }
same() { [ -n "$2" ] && [ "$2" = "$3" ] || fail "$1: expected $2, found $3"; }
digest() { sha256sum < "$1" | cut -d ' ' -f 1; }
finish() { if [ "$1" = 0 ]; then echo "== step $2 holds"; else echo "FAIL step $2" >&2; fi; }
begin() { set -euo pipefail; trap "finish \$? $1" EXIT; }

kit='
def pad: tostring | if length < 4 then ("0000" + .)[-4:] else . end;
def folder($folders): . as $n | [$folders[] | select(. <= $n)] | max | "inputs/" + pad;
def policy($policies): $policies[0][. + "/plans/_trust/policy.yaml"] // error("no policy in " + .);
def time: gsub("[-:T]"; "");
def safe: if test("\\Aplans/[A-Za-z0-9._/-]+\\z") and (test("/[.]{0,2}(/|\\z)") | not) then . else error("no input is called " + @json) end;
def one($what): if length == 1 then .[0] else error("\(length) instead of one: " + $what) end;
def source: .predicate.run.plan as $plan | ("plans/" + $plan + "/") as $own | [.predicate.inputs[] | select(.name | startswith($own))
  | select(.name | . != $own + "plan.yaml" and . != $own + "plan.yaml.sig" and (startswith($own + "approvals/") | not))] | one("source");
def target: [.predicate.inputs[] | select(.name | startswith("plans/_targets/"))] | one("target");
'

# A YAML file as a list of words: "key:" for a key, "=value" for a value, "=?" for a value of several words
yaml='
def words: [match("(?:^|\\s)#[^\\n]*|\"(?<d>(?:[^\"\\\\]|\\\\.)*)\"(?<dk>\\s*:)?|\u0027(?<s>(?:[^\u0027]|\u0027\u0027)*)\u0027(?<sk>\\s*:)?|(?<p>[^\\s{}\\[\\],\"\u0027][^\\s{}\\[\\],]*)"; "g")
  | .captures | map({(.name): .string}) | add
  | if .d != null then ("\"" + .d + "\"" | try fromjson catch "?") as $text | if .dk != null then $text + ":" else "=" + $text end
    elif .s != null then if .sk != null then .s + ":" else "=" + .s end
    elif .p == null or .p == "-" then empty
    elif .p | endswith(":") then .p else "=" + .p end
  | if test("\\A[!-~]*\\z") then . else "=?" end];
def after($key): . as $w | [range(length) | select($w[.] == $key + ":")]
  | if length == 1 then $w[.[0] + 1:] else error("\($key | @json) is there \(length) times; read the file yourself") end;
def value($key): after($key) | if (.[0] // "") | startswith("=") then .[0][1:] else error("no value at " + ($key | @json)) end;
def pairs($key; $n): after($key) as $w | [range($n) | {($w[2 * .] // "" | rtrimstr(":")): ($w[2 * . + 1] // "" | ltrimstr("="))}] | add;
def quorum($key): after($key) as $w | reduce $w[] as $word ({end: false, key: null, found: {}};
    if .end then .
    elif ($word | startswith("=")) and .key != null then .found[.key] += [$word[1:]]
    elif ($word == "threshold:" or $word == "persons:" or $word == "notSamePersonAs:") and (.found[$word[:-1]] == null) then .key = $word[:-1] | .found[.key] = []
    else .end = true end) | .found | .threshold |= (.[0] | tonumber);
def runners: after("runners") as $w | [range(0; $w | length; 6) | . as $i | select($w[$i] | . == "publicKey:" or . == "validAfter:" or . == "validBefore:")
  | [range(3) | {($w[$i + 2 * .] | rtrimstr(":")): ($w[$i + 2 * . + 1] | ltrimstr("="))}] | add];
'

# What every policy.yaml here says, as JSON, by its file name
policies() { jq -Rnc "$yaml"'[inputs | {file: input_filename, line: .}] | group_by(.file) | map(.[0].file as $file | map(.line) | join("\n") | words | . as $w | {($file): {
  version: value("version") | tonumber, expiresAt: value("expiresAt"), repository: value("repository"),
  admins: quorum("admins"), gates: {SG_1: quorum("SG_1"), SG_2: quorum("SG_2"), SG_3: quorum("SG_3")},
  principals: [range(length - 2) | select($w[. + 1] == "principal:" and ($w[. + 2] | startswith("="))) | {($w[.] | rtrimstr(":")): $w[. + 2][1:]}] | add,
  authorMayApprove: value("authorMayApprove"), signatures: pairs("signatures"; 3),
  pins: (if index(["pins:"]) then pairs("pins"; 2) else {} end), runners: (if index(["runners:"]) then runners else [] end)}}) | add' \
  $(find inputs trust -name policy.yaml 2> /dev/null | sort); }
# Whether ssh-keygen takes the signature: FOLDER PRINCIPAL PURPOSE TIME SIGNATURE FILE
signed() { ssh-keygen -Y verify -f "$1/allowed_signers" -r "$1/revoked_keys" -I "$2" -n "$3.v1@cutplan" -O "verify-time=$4" -s "$5" < "$6" > /dev/null; }

jq -r '"This kit is about run \(.run | @json) of plan \(.plan | @json), exported from commit \(.commit | @json)",
  "The program that made it says: \(.verdict | @json)", (.findings[] | "  \(.code | @json) \(.file | @json) line \(.line | @json): \(.means | @json)"),
  (.lostCommits[], .missing[], .uncommitted[] | "NOTE not at hand where the kit was made: \(@json)")' exported.json
# inputs/0000 holds what statement 0 and those after it were decided from, until inputs/ has a folder of a later number
folders=$(ls inputs | sed 's/^0*\(.\)/\1/' | paste -s -d , -); folders="[$folders]"
policies=$(policies) || policies=null
author=$(sed -n '/^metadata:/,/^[a-z]/p' inputs/0000/plans/*/plan.yaml | jq -Rsr "$yaml"'words | value("author")') || author=""`,
  output:
    "The run, the commit, and the verdict of the program that made the kit. Nothing below relies on that verdict. A line `NOTE` says what this kit cannot show.",
};

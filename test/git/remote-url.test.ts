// Which addresses are pushed to, and that credentials in them are never shown.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  checkRemoteUrl,
  localFolderOf,
  redactCredentials,
  redactUserinfo,
} from "../../src/git/remote-url.ts";

const ACCEPTED = [
  "https://git.example.org/cuts.git", "https://user:t%40ken@git.example.org:8443/cuts.git", "ssh://git@git.example.org/cuts.git",
  "ssh://git.example.org:2222/~/cuts.git", "git@git.example.org:cuts.git", "git@git.example.org:/srv/cuts", "file:///srv/cuts.git",
  "/srv/cuts with space.git", "ssh://git@[2001:db8::1]/cuts.git",
]; // prettier-ignore
for (const url of ACCEPTED) test(`${url} is an address`, () => assert.equal(checkRemoteUrl(url), undefined));

const REFUSED = [
  "", "-oProxyCommand=x", "ext::sh -c 'touch x'", "https::https://h/x", "fd::17", "http://h/x", "git://h/x", "ftp://h/x",
  "ssh://-oProxyCommand=x/y", "ssh://-u@h/y", "ssh://u@-h/y", "ssh://h/-y", "-u@h:x", "u@-h:x", "u@h:-x", "u@h::x", "../x", "x.git",
  "file://h/x", "file:x", "/srv/x\n", "https://h/x\u0000", "https://-h/x", "HTTPS://h/x",
]; // prettier-ignore
for (const url of REFUSED) {
  test(`${JSON.stringify(url)} is refused`, () => assert.equal(checkRemoteUrl(url)?.code, "REF_REFUSED"));
}

test("a refusal does not show the credentials of the address", () => {
  const text = JSON.stringify(checkRemoteUrl("ftp://user:canary-password@h/x"), [
    "message",
    "expected",
    "todo",
  ]);
  assert.doesNotMatch(text, /canary/);
});

const HIDDEN = [
  "fatal: unable to access 'https://user:canary@h/x': no", "https://canary@h", "see ssh://u:canary@h/x and https://v:canary@i/y",
  "https://u:cana@ry:canary@h/x", "authentication failed for u:canary", "token canary was not accepted", "token can%61ry",
]; // prettier-ignore
for (const said of HIDDEN) {
  test(`credentials are taken out of: ${said}`, () => {
    const shown = redactCredentials(said, "https://u:can%61ry@h/x");
    assert.doesNotMatch(shown, /canary|can%61ry/);
  });
}

test("an address without credentials stays as it is", () => {
  assert.equal(redactUserinfo("https://h/x@y and git@h:x"), "https://h/x@y and git@h:x");
});

test("the folder of a local address", () => {
  assert.equal(localFolderOf("file:///a%20b"), "/a b");
  assert.equal(localFolderOf("/a"), "/a");
  assert.equal(localFolderOf("https://h/a"), undefined);
});

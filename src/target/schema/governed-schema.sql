-- The governed schema: nine tables, two functions, and the roles with exactly the grants they need.
-- For PostgreSQL 14 and later, loaded once by a superuser into an empty database, in one transaction:
--   psql --single-transaction -v ON_ERROR_STOP=1 -f governed-schema.sql
-- The roles can log in, and have no password until somebody sets one. Nothing here is executed by cutplan in a database
-- that is not its own throw-away; docs/target.md says what it relies on in yours.

DO $roles$
DECLARE
  missing text;
BEGIN
  FOREACH missing IN ARRAY ARRAY['cutter_exec', 'cutter_verify', 'directus', 'context_pack_readonly'] LOOP
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = missing) THEN
      EXECUTE pg_catalog.format('CREATE ROLE %I LOGIN NOINHERIT', missing);
    END IF;
  END LOOP;
  -- Owns everything below and can never log in: what its functions may do, nobody may do as a session.
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'cutter_owner') THEN
    CREATE ROLE cutter_owner NOLOGIN;
  END IF;
  -- A role with TEMP could put a table of its own in front of one of ours; PUBLIC has it by default.
  EXECUTE pg_catalog.format('REVOKE TEMPORARY, CREATE ON DATABASE %I FROM PUBLIC', pg_catalog.current_database());
  REVOKE CREATE ON SCHEMA public FROM PUBLIC;
  GRANT USAGE ON SCHEMA public TO PUBLIC;
END
$roles$;

CREATE SCHEMA cutter_governance AUTHORIZATION cutter_owner;
GRANT CREATE ON SCHEMA public TO cutter_owner;
GRANT USAGE ON SCHEMA cutter_governance TO cutter_exec, cutter_verify, directus, context_pack_readonly;

SET ROLE cutter_owner;

-- A unit's address never changes, and it keeps its row for ever: retired, not deleted.
CREATE TABLE public.information_unit (
  address text PRIMARY KEY CHECK (address COLLATE "C" ~ '^[^/[:cntrl:]]+(/[^/[:cntrl:]]+)*$' AND pg_catalog.octet_length(address) <= 2048),
  document_id text NOT NULL CHECK (document_id <> ''),
  parent text REFERENCES public.information_unit (address) DEFERRABLE INITIALLY DEFERRED,
  title text NOT NULL,
  lifecycle text NOT NULL DEFAULT 'draft' CHECK (lifecycle IN ('draft', 'enacted', 'retired')),
  CHECK (parent <> address)
);

CREATE TABLE cutter_governance.cut_change_set (
  change_set_id text PRIMARY KEY CHECK (change_set_id <> ''),
  run_id text NOT NULL UNIQUE CHECK (run_id <> ''),
  document_id text NOT NULL CHECK (document_id <> ''),
  prefix text NOT NULL CHECK (prefix <> ''),
  units integer NOT NULL CHECK (units >= 1),
  created_at timestamptz NOT NULL DEFAULT pg_catalog.now()
);

-- The text of a unit, as bytes: what was hashed is what is kept. Where only its digest was handed over, body is null.
CREATE TABLE public.unit_version (
  address text NOT NULL REFERENCES public.information_unit (address),
  version integer NOT NULL CHECK (version >= 1),
  body bytea,
  sha256 bytea NOT NULL CHECK (pg_catalog.octet_length(sha256) = 32),
  change_set_id text REFERENCES cutter_governance.cut_change_set (change_set_id),
  created_at timestamptz NOT NULL DEFAULT pg_catalog.now(),
  PRIMARY KEY (address, version),
  CHECK (body IS NULL OR pg_catalog.sha256(body) = sha256)
);

CREATE TABLE cutter_governance.review_decision (
  review_decision_id text PRIMARY KEY CHECK (review_decision_id <> ''),
  change_set_id text NOT NULL UNIQUE REFERENCES cutter_governance.cut_change_set (change_set_id),
  decision text NOT NULL CHECK (decision IN ('approved')),
  units integer NOT NULL CHECK (units >= 1),
  decided_at timestamptz NOT NULL DEFAULT pg_catalog.now()
);

-- Each move of a unit, in order; rows are added and never touched again.
CREATE TABLE public.iu_lifecycle_log (
  address text NOT NULL REFERENCES public.information_unit (address),
  entry integer NOT NULL CHECK (entry >= 1),
  from_lifecycle text,
  to_lifecycle text NOT NULL,
  change_set_id text REFERENCES cutter_governance.cut_change_set (change_set_id),
  review_decision_id text REFERENCES cutter_governance.review_decision (review_decision_id),
  logged_at timestamptz NOT NULL DEFAULT pg_catalog.now(),
  PRIMARY KEY (address, entry),
  CONSTRAINT legal_move CHECK (
    (from_lifecycle IS NULL AND to_lifecycle = 'draft')
    OR (from_lifecycle IS NOT NULL AND from_lifecycle = 'draft' AND to_lifecycle IN ('enacted', 'retired'))
    OR (from_lifecycle IS NOT NULL AND from_lifecycle = 'enacted' AND to_lifecycle = 'retired')
  ),
  CONSTRAINT first_entry_creates CHECK ((entry = 1) = (from_lifecycle IS NULL))
);

CREATE TABLE cutter_governance.cut_change_set_affected_row (
  change_set_id text NOT NULL REFERENCES cutter_governance.cut_change_set (change_set_id),
  ord integer NOT NULL CHECK (ord >= 1),
  address text NOT NULL REFERENCES public.information_unit (address),
  sha256 bytea NOT NULL CHECK (pg_catalog.octet_length(sha256) = 32),
  PRIMARY KEY (change_set_id, ord),
  UNIQUE (change_set_id, address)
);

CREATE TABLE cutter_governance.manifest_envelope (
  change_set_id text PRIMARY KEY REFERENCES cutter_governance.cut_change_set (change_set_id),
  manifest_sha256 bytea NOT NULL CHECK (pg_catalog.octet_length(manifest_sha256) = 32),
  source_sha256 bytea NOT NULL CHECK (pg_catalog.octet_length(source_sha256) = 32),
  units integer NOT NULL CHECK (units >= 1),
  recorded_at timestamptz NOT NULL DEFAULT pg_catalog.now()
);

-- One digest over each leg, and one over the pair: what was cut and what was recorded of it belong together.
CREATE TABLE cutter_governance.dot_pair_signature (
  change_set_id text PRIMARY KEY REFERENCES cutter_governance.cut_change_set (change_set_id),
  leg_a_sha256 bytea NOT NULL CHECK (pg_catalog.octet_length(leg_a_sha256) = 32),
  leg_b_sha256 bytea NOT NULL CHECK (pg_catalog.octet_length(leg_b_sha256) = 32),
  pair_sha256 bytea NOT NULL CHECK (pair_sha256 = pg_catalog.sha256(leg_a_sha256 || leg_b_sha256)),
  recorded_at timestamptz NOT NULL DEFAULT pg_catalog.now()
);

CREATE TABLE cutter_governance.verify_result (
  change_set_id text PRIMARY KEY REFERENCES cutter_governance.cut_change_set (change_set_id),
  checked integer NOT NULL CHECK (checked >= 1),
  matched integer NOT NULL CHECK (matched >= 0),
  mismatched integer NOT NULL CHECK (mismatched >= 0),
  verified_at timestamptz NOT NULL DEFAULT pg_catalog.now(),
  CHECK (matched + mismatched = checked)
);

CREATE FUNCTION public.fn_iu_refuse_change() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $body$
BEGIN
  RAISE EXCEPTION 'table %.% only grows', TG_TABLE_SCHEMA, TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END
$body$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON public.iu_lifecycle_log
  FOR EACH STATEMENT EXECUTE FUNCTION public.fn_iu_refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON public.unit_version
  FOR EACH STATEMENT EXECUTE FUNCTION public.fn_iu_refuse_change();

-- Creates one unit as a draft, with its first version and the first entry of its log. Answers
--   created          it is there now, and was not before
--   unchanged        it was there, with the same text, and is not retired
--   conflict         it is there with another text, or retired; nothing was changed
--   digest_mismatch  the text does not have the digest; nothing was changed
CREATE FUNCTION public.fn_iu_create(
  p_address text,
  p_document_id text,
  p_parent text,
  p_title text,
  p_body bytea,
  p_sha256 bytea,
  p_change_set_id text
) RETURNS text LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $body$
DECLARE
  v_lifecycle text;
  v_sha256 bytea;
BEGIN
  IF p_body IS NULL OR p_sha256 IS NULL OR pg_catalog.sha256(p_body) <> p_sha256 THEN
    RETURN 'digest_mismatch';
  END IF;
  INSERT INTO public.information_unit (address, document_id, parent, title)
    VALUES (p_address, p_document_id, p_parent, p_title) ON CONFLICT (address) DO NOTHING;
  IF NOT FOUND THEN
    SELECT u.lifecycle INTO v_lifecycle FROM public.information_unit u WHERE u.address = p_address FOR UPDATE;
    SELECT v.sha256 INTO v_sha256 FROM public.unit_version v
      WHERE v.address = p_address ORDER BY v.version DESC LIMIT 1;
    IF v_sha256 = p_sha256 AND v_lifecycle <> 'retired' THEN
      RETURN 'unchanged';
    END IF;
    RETURN 'conflict';
  END IF;
  INSERT INTO public.unit_version (address, version, body, sha256, change_set_id)
    VALUES (p_address, 1, p_body, p_sha256, p_change_set_id);
  INSERT INTO public.iu_lifecycle_log (address, entry, from_lifecycle, to_lifecycle, change_set_id)
    VALUES (p_address, 1, NULL, 'draft', p_change_set_id);
  RETURN 'created';
END
$body$;

-- Puts one unit into force under a review decision. Answers
--   enacted    it was a draft
--   unchanged  it was in force before
--   retired    it is retired, and stays so; nothing was changed
--   missing    there is no such unit
CREATE FUNCTION public.fn_iu_enact(
  p_address text,
  p_review_decision_id text,
  p_change_set_id text
) RETURNS text LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $body$
DECLARE
  v_lifecycle text;
BEGIN
  SELECT u.lifecycle INTO v_lifecycle FROM public.information_unit u WHERE u.address = p_address FOR UPDATE;
  IF NOT FOUND THEN
    RETURN 'missing';
  END IF;
  IF v_lifecycle = 'enacted' THEN
    RETURN 'unchanged';
  END IF;
  IF v_lifecycle <> 'draft' THEN
    RETURN v_lifecycle;
  END IF;
  UPDATE public.information_unit u SET lifecycle = 'enacted' WHERE u.address = p_address;
  INSERT INTO public.iu_lifecycle_log
    (address, entry, from_lifecycle, to_lifecycle, change_set_id, review_decision_id)
    SELECT p_address, pg_catalog.max(l.entry) + 1, 'draft', 'enacted', p_change_set_id, p_review_decision_id
    FROM public.iu_lifecycle_log l WHERE l.address = p_address;
  RETURN 'enacted';
END
$body$;

REVOKE ALL ON FUNCTION
  public.fn_iu_create(text, text, text, text, bytea, bytea, text),
  public.fn_iu_enact(text, text, text),
  public.fn_iu_refuse_change() FROM PUBLIC;

-- Reads everything, writes nothing.
GRANT SELECT ON
  public.information_unit, public.unit_version, public.iu_lifecycle_log,
  cutter_governance.cut_change_set, cutter_governance.cut_change_set_affected_row,
  cutter_governance.manifest_envelope, cutter_governance.review_decision,
  cutter_governance.verify_result, cutter_governance.dot_pair_signature
  TO context_pack_readonly, cutter_exec, cutter_verify;

-- Writes units through the two functions only, and the record of what it did.
GRANT EXECUTE ON FUNCTION
  public.fn_iu_create(text, text, text, text, bytea, bytea, text),
  public.fn_iu_enact(text, text, text) TO cutter_exec;
GRANT INSERT ON
  cutter_governance.cut_change_set, cutter_governance.cut_change_set_affected_row,
  cutter_governance.manifest_envelope, cutter_governance.review_decision,
  cutter_governance.dot_pair_signature TO cutter_exec;

-- Reads back and writes down what it found, and cannot change what it judges.
GRANT INSERT ON cutter_governance.verify_result TO cutter_verify;

-- Shows review decisions to people.
GRANT SELECT ON cutter_governance.review_decision TO directus;

RESET ROLE;

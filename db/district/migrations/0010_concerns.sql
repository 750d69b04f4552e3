CREATE TABLE "rule_changes" (
	"version" bigint NOT NULL,
	"person" text NOT NULL,
	"day_from" date,
	"day_to" date
);
--> statement-breakpoint
ALTER TABLE "settings" ADD COLUMN "common_version" bigint DEFAULT 1 NOT NULL;
--> statement-breakpoint
UPDATE settings SET common_version = rules_version;
--> statement-breakpoint
CREATE FUNCTION concern_everybody(moved_to bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE settings SET common_version = moved_to WHERE id = 1;
  DELETE FROM rule_changes;
END $$;
--> statement-breakpoint
CREATE FUNCTION forget_many_changes(moved_to bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  -- All of them are read with every snapshot: beyond this many it is cheaper to judge every day once more.
  IF (SELECT count(*) FROM rule_changes) > 50000 THEN PERFORM concern_everybody(moved_to); END IF;
END $$;
--> statement-breakpoint
CREATE FUNCTION rule_person(kind text, value jsonb) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE
    WHEN kind IN ('excuses', 'allowances', 'duty') THEN value ->> 'person'
    WHEN kind IN ('hours', 'calendar') AND value #>> '{scope,kind}' = 'person' THEN value #>> '{scope,id}'
  END
$$;
--> statement-breakpoint
CREATE FUNCTION rule_begins(kind text, value jsonb) RETURNS date LANGUAGE sql IMMUTABLE AS $$
  SELECT left(CASE kind
    WHEN 'excuses' THEN value ->> 'from'
    WHEN 'duty' THEN value ->> 'date'
    WHEN 'calendar' THEN value ->> 'date'
    ELSE value ->> 'validFrom'
  END, 10)::date
$$;
--> statement-breakpoint
CREATE FUNCTION rule_ends(kind text, value jsonb) RETURNS date LANGUAGE sql IMMUTABLE AS $$
  SELECT left(CASE kind
    WHEN 'excuses' THEN value ->> 'to'
    WHEN 'duty' THEN value ->> 'date'
    WHEN 'calendar' THEN value ->> 'date'
    ELSE value ->> 'validTo'
  END, 10)::date
$$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION move_rules_version() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE moved boolean; moved_to bigint;
BEGIN
  IF TG_OP = 'DELETE' THEN moved := EXISTS (SELECT FROM old_rows); ELSE moved := EXISTS (SELECT FROM new_rows); END IF;
  IF NOT moved THEN RETURN NULL; END IF;
  UPDATE settings SET directory_version = directory_version + 1, rules_version = rules_version + 1 WHERE id = 1
    RETURNING rules_version INTO moved_to;
  PERFORM concern_everybody(moved_to);
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION move_for_rules() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE moved_to bigint;
BEGIN
  IF NOT EXISTS (SELECT FROM changed) THEN RETURN NULL; END IF;
  UPDATE settings SET directory_version = directory_version + 1, rules_version = rules_version + 1 WHERE id = 1
    RETURNING rules_version INTO moved_to;
  -- Who leads decides nothing about anybody's hours.
  IF EXISTS (SELECT FROM changed c WHERE c.kind <> 'leaders' AND rule_person(c.kind, c.value) IS NULL) THEN
    PERFORM concern_everybody(moved_to);
  ELSE
    INSERT INTO rule_changes (version, person, day_from, day_to)
    SELECT moved_to, rule_person(c.kind, c.value), rule_begins(c.kind, c.value), rule_ends(c.kind, c.value)
    FROM changed c WHERE c.kind <> 'leaders';
    PERFORM forget_many_changes(moved_to);
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION move_for_postings() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE moved_to bigint;
BEGIN
  IF NOT EXISTS (SELECT FROM changed) THEN RETURN NULL; END IF;
  UPDATE settings SET directory_version = directory_version + 1, rules_version = rules_version + 1 WHERE id = 1
    RETURNING rules_version INTO moved_to;
  INSERT INTO rule_changes (version, person, day_from, day_to)
  SELECT moved_to, c.person, c.valid_from, c.valid_to FROM changed c;
  IF TG_OP = 'UPDATE' THEN
    INSERT INTO rule_changes (version, person, day_from, day_to)
    SELECT moved_to, o.person, o.valid_from, o.valid_to FROM old_rows o;
  END IF;
  PERFORM forget_many_changes(moved_to);
  RETURN NULL;
END $$;
--> statement-breakpoint
DROP TRIGGER rules_insert ON rules;
--> statement-breakpoint
DROP TRIGGER rules_delete ON rules;
--> statement-breakpoint
DROP TRIGGER postings_insert ON postings;
--> statement-breakpoint
DROP TRIGGER postings_update ON postings;
--> statement-breakpoint
DROP TRIGGER postings_delete ON postings;
--> statement-breakpoint
CREATE TRIGGER rules_insert AFTER INSERT ON rules REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION move_for_rules();
--> statement-breakpoint
CREATE TRIGGER rules_delete AFTER DELETE ON rules REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION move_for_rules();
--> statement-breakpoint
CREATE TRIGGER postings_insert AFTER INSERT ON postings REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION move_for_postings();
--> statement-breakpoint
CREATE TRIGGER postings_update AFTER UPDATE ON postings REFERENCING OLD TABLE AS old_rows NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION move_for_postings();
--> statement-breakpoint
CREATE TRIGGER postings_delete AFTER DELETE ON postings REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION move_for_postings();
--> statement-breakpoint
CREATE OR REPLACE FUNCTION move_own_versions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.directory_version := OLD.directory_version + 1;
  IF NEW.zone <> OLD.zone THEN
    NEW.rules_version := OLD.rules_version + 1;
    NEW.common_version := NEW.rules_version;
  END IF;
  RETURN NEW;
END $$;

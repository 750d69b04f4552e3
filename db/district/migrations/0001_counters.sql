INSERT INTO "settings" ("id", "zone", "norms", "directory_version", "rules_version", "directory_date")
VALUES (1, 'Asia/Ho_Chi_Minh', '[]', 1, 1, '1970-01-01');
--> statement-breakpoint
CREATE FUNCTION move_directory_version() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE moved boolean;
BEGIN
  IF TG_OP = 'DELETE' THEN moved := EXISTS (SELECT FROM old_rows); ELSE moved := EXISTS (SELECT FROM new_rows); END IF;
  IF moved THEN UPDATE settings SET directory_version = directory_version + 1 WHERE id = 1; END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION move_rules_version() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE moved boolean;
BEGIN
  IF TG_OP = 'DELETE' THEN moved := EXISTS (SELECT FROM old_rows); ELSE moved := EXISTS (SELECT FROM new_rows); END IF;
  IF moved THEN UPDATE settings SET directory_version = directory_version + 1, rules_version = rules_version + 1 WHERE id = 1; END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER organisations_insert AFTER INSERT ON organisations REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION move_rules_version();
--> statement-breakpoint
CREATE TRIGGER organisations_update AFTER UPDATE ON organisations REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION move_rules_version();
--> statement-breakpoint
CREATE TRIGGER organisations_delete AFTER DELETE ON organisations REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION move_rules_version();
--> statement-breakpoint
CREATE TRIGGER points_insert AFTER INSERT ON points REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION move_rules_version();
--> statement-breakpoint
CREATE TRIGGER points_update AFTER UPDATE ON points REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION move_rules_version();
--> statement-breakpoint
CREATE TRIGGER points_delete AFTER DELETE ON points REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION move_rules_version();
--> statement-breakpoint
CREATE TRIGGER postings_insert AFTER INSERT ON postings REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION move_rules_version();
--> statement-breakpoint
CREATE TRIGGER postings_update AFTER UPDATE ON postings REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION move_rules_version();
--> statement-breakpoint
CREATE TRIGGER postings_delete AFTER DELETE ON postings REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION move_rules_version();
--> statement-breakpoint
CREATE TRIGGER rules_insert AFTER INSERT ON rules REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION move_rules_version();
--> statement-breakpoint
CREATE TRIGGER rules_update AFTER UPDATE ON rules REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION move_rules_version();
--> statement-breakpoint
CREATE TRIGGER rules_delete AFTER DELETE ON rules REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION move_rules_version();
--> statement-breakpoint
CREATE TRIGGER people_insert AFTER INSERT ON people REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION move_directory_version();
--> statement-breakpoint
CREATE TRIGGER people_update AFTER UPDATE ON people REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION move_directory_version();
--> statement-breakpoint
CREATE TRIGGER people_delete AFTER DELETE ON people REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION move_directory_version();
--> statement-breakpoint
CREATE TRIGGER badges_insert AFTER INSERT ON badges REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION move_directory_version();
--> statement-breakpoint
CREATE TRIGGER badges_update AFTER UPDATE ON badges REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION move_directory_version();
--> statement-breakpoint
CREATE TRIGGER badges_delete AFTER DELETE ON badges REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION move_directory_version();
--> statement-breakpoint
CREATE FUNCTION move_for_device() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE settings SET directory_version = directory_version + 1 WHERE id = 1;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER devices_insert AFTER INSERT ON devices FOR EACH ROW EXECUTE FUNCTION move_for_device();
--> statement-breakpoint
CREATE TRIGGER devices_update AFTER UPDATE OF name, point ON devices FOR EACH ROW WHEN ((OLD.name, OLD.point) IS DISTINCT FROM (NEW.name, NEW.point)) EXECUTE FUNCTION move_for_device();
--> statement-breakpoint
CREATE FUNCTION move_own_versions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.directory_version := OLD.directory_version + 1;
  IF NEW.zone <> OLD.zone THEN NEW.rules_version := OLD.rules_version + 1; END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER settings_update BEFORE UPDATE OF zone, norms ON settings FOR EACH ROW WHEN ((OLD.zone, OLD.norms) IS DISTINCT FROM (NEW.zone, NEW.norms)) EXECUTE FUNCTION move_own_versions();

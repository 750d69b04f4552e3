UPDATE office_settings SET value = (
  SELECT jsonb_agg(each || jsonb_build_object('atCounter',
    each ->> 'code' IN ('P', 'CT', 'H', 'Ô', 'Cô', 'NB', 'R1', 'R0', 'TS', 'CB60')) ORDER BY place)
  FROM jsonb_array_elements(value) WITH ORDINALITY AS own (each, place)
) WHERE kind = 'leave-types' AND jsonb_array_length(value) > 0;
--> statement-breakpoint
-- A directory tells the kiosks which kinds of leave may be asked for there.
CREATE TRIGGER office_settings_insert AFTER INSERT ON office_settings REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION move_directory_version();
--> statement-breakpoint
CREATE TRIGGER office_settings_update AFTER UPDATE ON office_settings REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION move_directory_version();
--> statement-breakpoint
CREATE TRIGGER office_settings_delete AFTER DELETE ON office_settings REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION move_directory_version();
--> statement-breakpoint
UPDATE settings SET directory_version = directory_version + 1 WHERE id = 1;

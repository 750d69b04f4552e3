-- The log only grows. Three triggers, because INSERT OR REPLACE slips past the first two where
-- recursive_triggers is off (log.md, "In SQLite").
CREATE TRIGGER `events_never_updated` BEFORE UPDATE ON `events`
BEGIN
	SELECT RAISE(ABORT, 'the log is append-only: no update');
END;
--> statement-breakpoint
CREATE TRIGGER `events_never_deleted` BEFORE DELETE ON `events`
BEGIN
	SELECT RAISE(ABORT, 'the log is append-only: no delete');
END;
--> statement-breakpoint
CREATE TRIGGER `events_only_appended` BEFORE INSERT ON `events`
WHEN NEW.`seq` IS NOT coalesce((SELECT max(`seq`) FROM `events`), 0) + 1
	OR NEW.`prev` IS NOT coalesce(
		(SELECT `hash` FROM `events` ORDER BY `seq` DESC LIMIT 1),
		(SELECT `genesis` FROM `log`))
	OR EXISTS (SELECT 1 FROM `events` WHERE `id` = NEW.`id`)
BEGIN
	SELECT RAISE(ABORT, 'the log is append-only: not the next event');
END;
--> statement-breakpoint
CREATE TRIGGER `log_never_updated` BEFORE UPDATE ON `log`
BEGIN
	SELECT RAISE(ABORT, 'one file holds one log: no update');
END;
--> statement-breakpoint
CREATE TRIGGER `log_never_deleted` BEFORE DELETE ON `log`
BEGIN
	SELECT RAISE(ABORT, 'one file holds one log: no delete');
END;
--> statement-breakpoint
CREATE TRIGGER `log_never_replaced` BEFORE INSERT ON `log`
WHEN EXISTS (SELECT 1 FROM `log`)
BEGIN
	SELECT RAISE(ABORT, 'one file holds one log: no second');
END;

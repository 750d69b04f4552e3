CREATE TABLE `dropped` (
	`one` integer PRIMARY KEY NOT NULL CHECK (`one` = 1),
	`seq` integer NOT NULL,
	`hash` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `earlier` (
	`seq` integer PRIMARY KEY NOT NULL CHECK (`seq` < 0),
	`id` text NOT NULL,
	`run` text NOT NULL,
	`type` text NOT NULL,
	`person` text,
	`text` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `earlier_id` ON `earlier` (`id`);--> statement-breakpoint
CREATE INDEX `earlier_person` ON `earlier` (`person`,`seq`);--> statement-breakpoint
CREATE TABLE `succession` (
	`one` integer PRIMARY KEY NOT NULL CHECK (`one` = 1),
	`at` real NOT NULL,
	`why` text NOT NULL,
	`folder` text NOT NULL,
	`expected` integer NOT NULL,
	`carried` integer NOT NULL,
	`lost` integer NOT NULL
) STRICT;
--> statement-breakpoint
-- Events may go after their time, and only those that the district holds: `dropped` names the last of them and its
-- hash, moves forward only, and never as far as what was not acknowledged or the newest event.
DROP TRIGGER `events_never_deleted`;
--> statement-breakpoint
CREATE TRIGGER `events_never_deleted` BEFORE DELETE ON `events`
WHEN OLD.`seq` > coalesce((SELECT `seq` FROM `dropped`), 0)
BEGIN
	SELECT RAISE(ABORT, 'the log is append-only: no delete');
END;
--> statement-breakpoint
CREATE TRIGGER `dropped_only_acknowledged` BEFORE INSERT ON `dropped`
WHEN NEW.`seq` > coalesce((SELECT `seq` FROM `acknowledged`), 0)
	OR NEW.`seq` >= coalesce((SELECT max(`seq`) FROM `events`), 0)
	OR NEW.`hash` IS NOT (SELECT `hash` FROM `events` WHERE `seq` = NEW.`seq`)
BEGIN
	SELECT RAISE(ABORT, 'the log is append-only: only what is acknowledged may be dropped');
END;
--> statement-breakpoint
CREATE TRIGGER `dropped_only_forward` BEFORE UPDATE ON `dropped`
WHEN NEW.`seq` <= OLD.`seq`
	OR NEW.`seq` > coalesce((SELECT `seq` FROM `acknowledged`), 0)
	OR NEW.`seq` >= coalesce((SELECT max(`seq`) FROM `events`), 0)
	OR NEW.`hash` IS NOT (SELECT `hash` FROM `events` WHERE `seq` = NEW.`seq`)
BEGIN
	SELECT RAISE(ABORT, 'the log is append-only: only what is acknowledged may be dropped');
END;
--> statement-breakpoint
CREATE TRIGGER `dropped_never_deleted` BEFORE DELETE ON `dropped`
BEGIN
	SELECT RAISE(ABORT, 'the log is append-only: what was dropped stays known');
END;

CREATE TABLE `acknowledged` (
	`one` integer PRIMARY KEY NOT NULL CHECK (`one` = 1),
	`seq` integer NOT NULL,
	`hash` text NOT NULL,
	`complete_to` real,
	`contact_at` real,
	`challenge` text,
	`receipt` text
) STRICT;
--> statement-breakpoint
CREATE TABLE `directory` (
	`one` integer PRIMARY KEY NOT NULL CHECK (`one` = 1),
	`version` integer NOT NULL,
	`document` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `events` (
	`seq` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`prev` text NOT NULL,
	`hash` text NOT NULL,
	`run` text NOT NULL,
	`type` text NOT NULL,
	`person` text,
	`text` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `events_id` ON `events` (`id`);--> statement-breakpoint
CREATE INDEX `events_person` ON `events` (`person`,`seq`) WHERE `person` is not null;--> statement-breakpoint
CREATE INDEX `events_clock_checked` ON `events` (`run`,`seq`) WHERE `type` = 'clock-checked';--> statement-breakpoint
CREATE TABLE `kiosk` (
	`one` integer PRIMARY KEY NOT NULL CHECK (`one` = 1),
	`device` text NOT NULL,
	`name` text NOT NULL,
	`point` text NOT NULL,
	`point_name` text NOT NULL,
	`organisation_name` text NOT NULL,
	`district_address` text NOT NULL,
	`district_key` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `last_run` (
	`one` integer PRIMARY KEY NOT NULL CHECK (`one` = 1),
	`run` text NOT NULL,
	`stopped` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `log` (
	`one` integer PRIMARY KEY NOT NULL CHECK (`one` = 1),
	`log` text NOT NULL,
	`device` text NOT NULL,
	`public_key` text NOT NULL,
	`parent_log` text,
	`parent_seq` integer,
	`parent_hash` text,
	`genesis` text NOT NULL
) STRICT;

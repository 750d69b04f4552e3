CREATE TABLE `pin_tries` (
	`subject` text PRIMARY KEY NOT NULL,
	`failures` integer NOT NULL,
	`run` text NOT NULL,
	`up` real NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `pins` (
	`subject` text PRIMARY KEY NOT NULL,
	`salt` text NOT NULL,
	`verifier` text NOT NULL,
	`cost` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `settings` (
	`one` integer PRIMARY KEY NOT NULL CHECK (`one` = 1),
	`document` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `events_handed_over` ON `events` (`seq`) WHERE `type` = 'badge-handed-over';

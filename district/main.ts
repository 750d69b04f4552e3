import cluster from 'node:cluster'
import { readFileSync } from 'node:fs'
import { makeBackup } from './commands/back-up.ts'
import { makeAccount } from './commands/create-account.ts'
import { createAdministrator } from './commands/create-administrator.ts'
import { retireKey, rotateKey, showKeys } from './commands/district-key.ts'
import { importLogs } from './commands/import-logs.ts'
import { say, stop } from './commands/open-or-stop.ts'
import { affected, erasePersonCommand, exportPerson } from './commands/personal-data.ts'
import { type Command, readOptions, type StartOptions } from './commands/read-options.ts'
import { restore } from './commands/restore.ts'
import { retention } from './commands/retention.ts'
import { serve, serveTogether } from './commands/serve.ts'
import { upgrade } from './commands/upgrade.ts'

const COMMANDS: Readonly<Record<Command, (options: StartOptions) => Promise<void>>> = {
  serve: (options) => (cluster.isPrimary && options.processes > 1 ? serveTogether(options) : serve(options)),
  upgrade,
  'create-administrator': createAdministrator,
  'create-account': makeAccount,
  import: importLogs,
  backup: makeBackup,
  restore,
  retention,
  'export-person': exportPerson,
  'erase-person': erasePersonCommand,
  affected,
  keys: showKeys,
  'rotate-key': rotateKey,
  'retire-key': retireKey,
}

const read = readOptions(process.argv.slice(2), process.env, (path) => readFileSync(path, 'utf8'))
if (read.kind === 'refused') stop(read.why)
else if (read.kind === 'help') say(read.text)
else await COMMANDS[read.options.command](read.options)

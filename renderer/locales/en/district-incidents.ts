import type { DistrictWords } from '../vi/district.ts'

/** Words about incidents of kiosks, and what is done with a kiosk, in English. */
export const districtIncidentsEn: Pick<DistrictWords, 'incidents' | 'kioskDeeds'> = {
  incidents: {
    title: 'Incidents',
    none: 'There are no open incidents.',
    showClosed: 'Show closed ones too',
    happened: 'What happened',
    todo: 'What to do',
    seen_one: '{{count}} time, last at {{time}}',
    seen_other: '{{count}} times, last at {{time}}',
    close: 'Looked after',
    closeTitle: 'Incident looked after',
    note: 'What was done',
    closedBy: '{{by}} looked after it at {{time}}: {{note}}',
    event: 'event {{seq}}',
    unknownKiosk: 'unknown kiosk',
    kind: {
      fork: 'The log forked',
      restored: 'Running from an older copy',
      damaged: 'Damaged log',
      cloned: 'Two kiosks with one key',
      'rolled-back': 'The server lost data',
      gap: 'Missing events',
      'broken-chain': 'Broken chain',
      revoked: 'A revoked kiosk keeps sending',
      'too-much': 'A kiosk sends too much in a day',
      'many-incidents': 'Too many incidents of one kind',
      'clock-step': 'The clock was changed',
      'impossible-time': 'Impossible times',
      'refused-codes': 'Many foreign codes',
      burst: 'Many badges at once',
      silence: 'Kiosk out of reach',
      'revoked-badge': 'A revoked badge was scanned',
      'clock-unknown': 'A run whose clock was never compared',
      'two-points': 'One badge at two points',
      'scan-on-leave': 'Scanned on a day of leave',
    },
    happenedWords: {
      fork: 'The kiosk sent another log than the one that is held; no scan is lost.',
      restored:
        'The kiosk’s disk was restored from an older copy. It has begun a new log that continues the old one.',
      damaged: 'The kiosk found its log damaged, set the files aside and began a new log.',
      cloned: 'A log that was replaced goes on sending: perhaps two machines run from one copied disk.',
      'rolled-back':
        'The kiosk showed a receipt for more events than the server holds. It will send them again.',
      gap: 'What the kiosk sent, or a file brought, does not hold the events that the server misses and asked for. What comes after them is not taken yet.',
      'broken-chain': 'A message with a good signature whose chain or events do not fit.',
      revoked: 'A revoked kiosk went on sending; what it sent does not count.',
      'too-much':
        'The kiosk sent more than is taken in a day. What was taken is kept; the rest is still in the kiosk and is taken from midnight on.',
      'many-incidents':
        'In one day a kiosk had so many incidents of one kind that the later ones are only counted here. All events are kept.',
      'clock-step':
        'The kiosk’s clock jumped by more than a minute. Times were corrected by the server where possible.',
      'impossible-time':
        'The kiosk sent events dated before it was enrolled, or later than the server received them. They are kept as they are and count for nobody.',
      'refused-codes':
        'At least ten codes that are no badges were refused within five minutes; their content was not stored.',
      burst: 'Three different badges were scanned within four seconds.',
      silence:
        'The kiosk could not be reached for over an hour while the point was open, and then sent a leader’s word for that time. Networks fail; only nobody but that kiosk witnessed it.',
      'revoked-badge':
        'A badge that was revoked or replaced was scanned. The scan is kept and counts for nobody.',
      'clock-unknown':
        'The kiosk was switched on and off without a network, between two runs whose clocks were compared with the server’s. The scans of that run have the kiosk’s own time.',
      'two-points':
        'A badge was scanned at two reception points sooner than a person gets from one to the other.',
      'scan-on-leave': 'There are scans on a day on which the person had leave all day.',
    },
    facts: {
      clockUnknown: '{{scans}} scans, all between {{from}} and {{to}}.',
      clockOutside: 'The kiosk dated {{scans}} of them outside that.',
      silence: 'The kiosk was out of reach from {{from}} to {{to}}; claims for that time: {{times}}.',
      gap: 'Events {{from}} to {{to}} are missing.',
      clockOn: 'The clock jumped {{minutes}} minutes ahead.',
      clockBack: 'The clock jumped {{minutes}} minutes back.',
      tooMuch: '{{megabytes}} MB were taken that day, {{unknown}} MB of them of unknown types.',
      tooManyLogs: 'The kiosk began {{logs}} logs that day; another one waits until midnight.',
      many: 'After the first {{most}} incidents “{{kind}}” of the day came {{times}} more.',
      manyWhich: 'Among them events {{events}}.',
      impossible: '{{events}} events, dated {{first}} to {{last}}.',
      rolledBack: 'The receipt names events up to {{signed}}, the server holds them up to {{held}}.',
      quarantined: 'Events {{from}} to {{to}} are in quarantine.',
      notKept: 'The quarantine of this kiosk is full: only the kiosk still has events {{from}} to {{to}}.',
    },
    day: 'Look at that day',
    todoWords: {
      fork: 'Find out whether the kiosk’s disk was copied or restored. Leave the machine as it is until that is clear.',
      restored: 'Ask whoever keeps the machine why it was restored. Look at the days around that time.',
      damaged:
        'Check disk and power of the machine, replace the disk if it happens again. Keep the files set aside.',
      cloned: 'Find the second machine. Revoke this kiosk and enrol each machine with a key of its own.',
      'rolled-back': 'Wait for the kiosks to send again. Check the server’s backup and disk.',
      gap: 'Import the older files of this kiosk first, or let it go on sending over the network. If it no longer has them, look in a backup of the server; do not revoke or reinstall the kiosk before that.',
      'broken-chain': 'Export the log again. If it stays so, revoke the kiosk and look at it on site.',
      revoked: 'Take the machine back, or enrol it anew if it is still needed.',
      'too-much':
        'Ask whoever keeps the machine whether a log was rescued or it was offline for long; if the kiosk is newer than the server, update the server. Otherwise somebody has its key: revoke it and enrol the machine anew.',
      'many-incidents':
        'Look at the incidents of that kind of this kiosk and day. Unless many days were sent at once, the machine is broken or somebody holds its key: check it on site, revoke it if need be.',
      'clock-step': 'Ask who set the clock. Look at days marked “clock in doubt”.',
      'impossible-time':
        'Check the battery of the kiosk’s clock and ask who set it. Vouch for those who were there at the time where needed.',
      'refused-codes': 'Remind people to use their badge, not their identity card. Check for damaged badges.',
      burst: 'Ask at the counter whether somebody scanned for others; look at these people’s scans.',
      silence:
        'Ask at the counter since when the network was down and who was there; look at the claims for that time on the page Leave, claims.',
      'revoked-badge':
        'Ask which badge the person uses and take the old one back; vouch for the forgotten scan if need be.',
      'clock-unknown':
        'Ask at the counter why the machine was off and without a network; see whether that day’s scans fit between those times.',
      'two-points': 'Ask who had the badge at each place; look at the person’s scans of the day.',
      'scan-on-leave':
        'Ask whether the person came to work. If so, put the leave right; if not, find out who has the badge.',
    },
  },
  kioskDeeds: {
    open: 'Details of kiosk {{name}}',
    rename: 'Rename',
    renamed: 'Name of the kiosk',
    revoke: 'Revoke the kiosk',
    revokeTitle: 'Revoke {{name}}',
    revokeLead:
      'It is refused from its next word on. What it still sends goes to quarantine. To use it again it has to be enrolled anew.',
    reason: 'Reason',
    scanner: 'Scanner',
    disk: 'Free disk',
    gigabytes: '{{gigabytes}} GB',
    enrolled: 'Enrolled at',
    save: 'Save',
    close: 'Close',
  },
}

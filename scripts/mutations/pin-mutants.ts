import type { Mutant } from './mutant.ts'

/** PINs, at the kiosk and on their way through the district. */
export const PIN_MUTANTS: readonly Mutant[] = [
  {
    guard: 'pin-without-pause',
    without: 'five wrong PINs, then a pause (T6)',
    edits: [{ file: 'kiosk/desk/pin-desk.ts', find: 'if (waitMs > 0)', replace: 'if (false)' }],
    project: 'unit',
    file: 'tests/kiosk/desk/pins.test.ts',
    test: 'five tries, then a pause in which even the right one opens nothing',
  },
  {
    guard: 'pin-pause-ends-at-restart',
    without: 'a restart forgives no wrong PIN (T6)',
    edits: [
      {
        file: 'kiosk/desk/pin-desk.ts',
        find: 'const tries = store.desk.tries(subject)',
        replace:
          'const before = store.desk.tries(subject)\n    const tries = before?.run === kiosk.run ? before : null',
      },
    ],
    project: 'unit',
    file: 'tests/kiosk/desk/pins.test.ts',
    test: 'a restart begins the pause again',
  },
  {
    guard: 'pin-of-others-opens',
    without: 'a PIN that somebody else set opens nothing until its owner has changed it',
    edits: [{ file: 'kiosk/desk/pin-desk.ts', find: 'looked.kept.own ?', replace: 'true ?' }],
    project: 'unit',
    file: 'tests/kiosk/desk/pins.test.ts',
    test: 'one that somebody else set opens nothing until its owner has changed it',
  },
  {
    guard: 'pin-unbound',
    without: 'a verifier says nothing without the secret beside the log',
    edits: [{ file: 'kiosk/desk/pin-verifier.ts', find: 'secret === null', replace: 'true' }],
    project: 'unit',
    file: 'tests/kiosk/desk/pins.test.ts',
    test: 'says nothing to whoever has it without its secret',
  },
  {
    guard: 'pins-kept-when-revoked',
    without: 'a revoked kiosk keeps nobody’s PIN',
    edits: [
      { file: 'kiosk/desk/note-revoked.ts', find: 'if (revoked) forgetPins(kiosk, store)', replace: '' },
    ],
    project: 'unit',
    file: 'tests/kiosk/desk/pins.test.ts',
    test: 'goes when the district revokes the kiosk',
  },
  {
    guard: 'pins-in-the-clear',
    without: 'only the kiosk that asked reads the secret of its point',
    edits: [
      {
        file: 'district/wire/pin-routes.ts',
        find: 'sealTo(message.key, aboutPins(device.id, device.point), shared)',
        replace: "Buffer.from(shared).toString('base64url')",
      },
    ],
    project: 'district',
    file: 'tests/district/wire/pin-answers.test.ts',
    test: 'is read by the kiosk that asked and by nobody on the way',
  },
  {
    guard: 'pin-secret-in-the-clear',
    without: 'the database and its backups do not give a point’s secret away',
    edits: [
      {
        file: 'district/wire/pin-routes.ts',
        find: 'secrets.seal(secret, about(point), randomBytes(NONCE_BYTES))',
        replace: "Buffer.from(secret).toString('base64url')",
      },
      {
        file: 'district/wire/pin-routes.ts',
        find: 'secrets.open(sealed, about(point))',
        replace: "Buffer.from(sealed, 'base64url')",
      },
    ],
    project: 'district',
    file: 'tests/district/wire/pin-answers.test.ts',
    test: 'lies in the database and its backups under a key that is in neither',
  },
  {
    guard: 'pins-of-any-point',
    without: 'a kiosk tells PINs of its own point’s people only',
    edits: [
      { file: 'db/district/kiosks/share-pins.ts', find: `t.point = \${point} and t.role`, replace: 't.role' },
    ],
    project: 'district',
    file: 'tests/district/wire/pin-answers.test.ts',
    test: 'is about the point of the kiosk that asks',
  },
  {
    guard: 'pins-older-win',
    without: 'the newest PIN of a person holds',
    edits: [{ file: 'db/district/kiosks/share-pins.ts', find: `where \${NEWER}`, replace: 'where true' }],
    project: 'district',
    file: 'tests/district/wire/pin-answers.test.ts',
    test: 'keeps the newest of one person',
  },
  {
    guard: 'pins-gone-kept',
    without: 'the PINs of those who left go from the district',
    edits: [
      {
        file: 'db/district/kiosks/drop-pins-gone.ts',
        find: `pins where \${where}`,
        replace: `pins where false and \${where}`,
      },
    ],
    project: 'district',
    file: 'tests/district/wire/pin-answers.test.ts',
    test: 'forgets whoever left with the new day',
  },
  {
    guard: 'pins-of-gone-people-kept',
    without: 'with another role goes another PIN',
    edits: [
      {
        file: 'kiosk/desk/drop-gone-pins.ts',
        find: 'directory: Directory): void {',
        replace: 'directory: Directory): void {\n  return',
      },
    ],
    project: 'district',
    file: 'tests/district/wire/shared-pins.test.ts',
    test: 'goes with whoever leaves, takes another role or is erased',
  },
]
